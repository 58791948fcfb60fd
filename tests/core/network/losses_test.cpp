#include "core/network/losses.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/heatpose/volume.h"
#include "core/models/target_space.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

torch::Tensor random_targets(std::int64_t frames, double shrink = 1) {
  std::mt19937 random(31);
  torch::Tensor targets = torch::empty({frames, joint_count, 3});
  float* value = targets.data_ptr<float>();
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    for (const float coordinate : testing::random_pose(random))
      *value++ = static_cast<float>(shrink) * coordinate;
  }
  return targets;
}

/// Where a point of the target's space lies on a volume, written out once more: (depth, height, width).
std::array<float, 3> volume_axes(TargetFrame frame, const float* point) {
  if (frame == TargetFrame::camera) return {point[2], point[1], point[0]};
  return {point[1], -point[2], point[0]};
}

/// The plain form in double: a dense target, log-softmax, and autograd.
torch::Tensor plain_loss(const torch::Tensor& logits, const torch::Tensor& targets_mm,
                         const TargetOptions& target) {
  const auto voxels = static_cast<int>(logits.size(2));
  const Grid grid = Grid::cube({0, 0, 0}, target.extent_mm, voxels);
  MixtureOptions mixture = target.mixture;
  mixture.sigma_mm = std::max(mixture.sigma_mm, target.extent_mm / voxels);
  std::vector<torch::Tensor> losses;
  for (std::int64_t n = 0; n < logits.size(0); ++n) {
    std::vector<float> pose;
    for (int joint = 0; joint < joint_count; ++joint) {
      for (const float axis : volume_axes(target.frame, targets_mm[n][joint].data_ptr<float>()))
        pose.push_back(axis);
    }
    for (std::int64_t v = 0; v < logits.size(1); ++v) {
      std::vector<double> dense(static_cast<std::size_t>(grid.voxels()));
      for (int joint = 0; joint < joint_count; ++joint) {
        if (logits.size(1) > 1 && joint != v) continue;
        if (!grid.contains(testing::joint_of(pose, joint))) continue;
        const auto volume = sum_gaussians_plainly(
            grid, gaussians_of(joint_mixture(pose, static_cast<Joint>(joint), mixture)));
        for (std::size_t i = 0; i < volume.size(); ++i) dense[i] += volume[i];
      }
      torch::Tensor wanted = torch::tensor(dense);
      if (wanted.sum().item<double>() == 0) continue;
      wanted /= wanted.sum();
      losses.push_back(-(wanted * torch::log_softmax(logits[n][v].flatten().to(torch::kDouble), 0)).sum());
    }
  }
  return losses.empty() ? logits.sum() * 0 : torch::stack(losses).mean();
}

struct LossAndGradient {
  double loss;
  torch::Tensor gradient;
};

template <typename Loss>
LossAndGradient differentiated(const Loss& loss, const torch::Tensor& logits, const torch::Tensor& targets_mm,
                               const TargetOptions& target) {
  const torch::Tensor leaf = logits.detach().clone().requires_grad_();
  const torch::Tensor value = loss(leaf, targets_mm, target);
  value.backward();
  return {value.template item<double>(), leaf.grad().to(torch::kDouble)};
}

void expect_equals_plain_form(const torch::Tensor& logits, const torch::Tensor& targets_mm,
                              const TargetOptions& target) {
  const LossAndGradient plain = differentiated(plain_loss, logits, targets_mm, target);
  const double largest = plain.gradient.abs().max().item<double>();
  for (const auto type : {torch::kFloat, torch::kDouble}) {  // the vectorised loops, and torch's operations
    const LossAndGradient ours = differentiated(heat_map_loss, logits.to(type), targets_mm, target);
    EXPECT_NEAR(ours.loss, plain.loss, 1e-5 * plain.loss);
    EXPECT_LE((ours.gradient - plain.gradient).abs().max().item<double>(), 1e-5 * largest);
  }
}

TEST(HeatMapLossTest, equals_dense_targets_and_log_softmax_in_double) {
  torch::manual_seed(1);
  expect_equals_plain_form(torch::randn({2, joint_count, 16, 16, 16}) * 3, random_targets(2), {});
  expect_equals_plain_form(torch::randn({3, 1, 16, 16, 16}) * 3, random_targets(3), {});
  expect_equals_plain_form(torch::randn({2, joint_count, 8, 8, 8}), random_targets(2),
                           {.frame = TargetFrame::universal, .mixture = {}});
  expect_equals_plain_form(torch::randn({1, joint_count, 12, 12, 12}), random_targets(1),
                           {.extent_mm = 3000, .mixture = {.sigma_mm = 400, .rule = SigmaRule::equation_7}});
  expect_equals_plain_form(torch::randn({1, joint_count, 16, 16, 16}), random_targets(1),
                           {.mixture = {.sides = false}});
}

TEST(HeatMapLossTest, volumes_without_a_joint_inside_neither_count_nor_learn) {
  torch::manual_seed(2);
  torch::Tensor targets = random_targets(3, 0.5);
  targets[0][3].fill_(missing);
  targets[1][5][1] = missing;
  targets[1][6][0] = 5000;
  targets[2].fill_(missing);
  const torch::Tensor logits = torch::randn({3, joint_count, 16, 16, 16});
  expect_equals_plain_form(logits, targets, {});
  expect_equals_plain_form(logits.slice(1, 0, 1), targets, {});
  for (const auto type : {torch::kFloat, torch::kDouble}) {
    const torch::Tensor gradient = differentiated(heat_map_loss, logits.to(type), targets, {}).gradient;
    for (const auto& volume : {gradient[0][3], gradient[1][5], gradient[1][6], gradient[2]})
      EXPECT_EQ(volume.abs().max().item<double>(), 0);
    EXPECT_GT(gradient[1][7].abs().max().item<double>(), 0);
    const LossAndGradient nothing =
        differentiated(heat_map_loss, logits.to(type), torch::full_like(targets, missing), {});
    EXPECT_EQ(nothing.loss, 0);
    EXPECT_EQ(nothing.gradient.abs().max().item<double>(), 0);
  }
}

TEST(HeatMapLossTest, gradient_agrees_with_finite_differences) {
  torch::manual_seed(3);
  const torch::Tensor targets = random_targets(1);
  torch::Tensor logits = torch::randn({1, joint_count, 6, 6, 6}, torch::kDouble);
  const torch::Tensor gradient = differentiated(heat_map_loss, logits, targets, {}).gradient;
  torch::Tensor flat = logits.view({-1});
  for (int trial = 0; trial < 20; ++trial) {
    const std::int64_t at = torch::randint(flat.numel(), {1}).item<std::int64_t>();
    constexpr double step = 1e-4;
    const double value = flat[at].item<double>();
    flat[at] = value + step;
    const double above = heat_map_loss(logits, targets, {}).item<double>();
    flat[at] = value - step;
    const double below = heat_map_loss(logits, targets, {}).item<double>();
    flat[at] = value;
    EXPECT_NEAR(gradient.view({-1})[at].item<double>(), (above - below) / (2 * step), 1e-9);
  }
}

TEST(HeatMapLossTest, an_outer_factor_reaches_the_gradient) {
  torch::manual_seed(4);
  const torch::Tensor logits = torch::randn({1, joint_count, 8, 8, 8});
  const torch::Tensor targets = random_targets(1);
  const torch::Tensor plain = differentiated(heat_map_loss, logits, targets, {}).gradient;
  const auto halved = [](const torch::Tensor& l, const torch::Tensor& t, const TargetOptions& o) {
    return 0.5 * heat_map_loss(l, t, o);
  };
  EXPECT_TRUE(torch::allclose(differentiated(halved, logits, targets, {}).gradient, 0.5 * plain));
  const torch::NoGradGuard no_gradient;
  EXPECT_FALSE(heat_map_loss(logits, targets, {}).requires_grad());
}

TEST(HeatMapLossTest, shapes_that_do_not_fit_are_refused) {
  EXPECT_THROW(heat_map_loss(torch::randn({1, 14, 8, 8, 8}), random_targets(1), {}), Error);
  EXPECT_THROW(heat_map_loss(torch::randn({1, 15, 8, 8, 4}), random_targets(1), {}), Error);
  EXPECT_THROW(heat_map_loss(torch::randn({2, 15, 8, 8, 8}), random_targets(1), {}), Error);
}

TEST(CoordinateLossTest, is_the_mean_square_of_known_coordinates_in_extents) {
  torch::Tensor targets = torch::zeros({1, joint_count, 3});
  targets[0][0][0] = 1300;  // half an extent off
  targets[0][1].fill_(missing);
  const torch::Tensor coordinates = torch::zeros({1, joint_count, 3}).requires_grad_();
  const torch::Tensor loss = coordinate_loss(coordinates, targets, {});
  EXPECT_NEAR(loss.item<double>(), 0.25 / (3 * 14), 1e-7);
  loss.backward();
  EXPECT_EQ(coordinates.grad()[0][1].abs().max().item<float>(), 0);
  EXPECT_EQ(coordinate_loss(coordinates, torch::full_like(targets, missing), {}).item<float>(), 0);
}

NetworkOptions with_head(bool per_joint, HeadKind kind = HeadKind::heat_map, int voxels = 16) {
  NetworkOptions network = NetworkOptions::tiny();
  network.head.per_joint = per_joint;
  network.head.kind = kind;
  network.head.voxels = voxels;
  return network;
}

/// Logits whose softmax is the target: what a perfect network answers.
torch::Tensor perfect_logits(const torch::Tensor& targets, const TargetOptions& target, int voxels,
                             bool per_joint) {
  const Grid grid = target_grid(target, voxels);
  std::vector<torch::Tensor> volumes;
  for (std::int64_t n = 0; n < targets.size(0); ++n) {
    const auto pose = grid_from_target(target.frame, {targets[n].data_ptr<float>(), 3 * joint_count});
    const MixtureOptions mixture = target_mixture(target, voxels);
    if (!per_joint) volumes.push_back(torch::tensor(body_volume(grid, pose, mixture)));
    for (int joint = 0; per_joint && joint < joint_count; ++joint)
      volumes.push_back(torch::tensor(joint_volume(grid, pose, static_cast<Joint>(joint), mixture)));
  }
  return torch::log(torch::stack(volumes) + 1e-12)
      .view({targets.size(0), per_joint ? joint_count : 1, voxels, voxels, voxels});
}

TEST(DecodePosesTest, finds_the_joints_of_conventional_heat_maps_in_both_frames) {
  for (const TargetFrame frame : {TargetFrame::camera, TargetFrame::universal}) {
    const TargetOptions target{.frame = frame, .mixture = {.sides = false}};
    const torch::Tensor targets = random_targets(4, 0.5);
    const DecodedPoses decoded =
        decode_poses(perfect_logits(targets, target, 16, true), with_head(true), target);
    EXPECT_LT((decoded.poses_mm - targets).abs().max().item<float>(), 15);
    EXPECT_GT(decoded.confidences.min().item<float>(), 0.9F);
    EXPECT_LE(decoded.confidences.max().item<float>(), 1);
  }
}

TEST(DecodePosesTest, volumes_of_one_value_decode_to_the_centre_without_confidence) {
  const DecodedPoses decoded = decode_poses(torch::zeros({1, joint_count, 16, 16, 16}), with_head(true), {});
  EXPECT_LT(decoded.poses_mm.abs().max().item<float>(), 1e-2);
  EXPECT_LT(decoded.confidences.max().item<float>(), 0.05F);
}

TEST(DecodePosesTest, one_volume_for_all_joints_is_matched_to_the_skeleton) {
  const TargetOptions target{.extent_mm = 2800, .mixture = {.sides = false}};
  std::vector<float> standing = {0,    0,    0,  120,  0,    0,  125,  430,  0,  125,  830,  60,
                                 -120, 0,    0,  -125, 430,  0,  -125, 830,  60, 0,    -500, 20,
                                 0,    -690, 60, -175, -490, 20, -330, -250, 60, -430, -20,  120,
                                 175,  -490, 20, 330,  -250, 60, 430,  -20,  120};
  const torch::Tensor targets = torch::tensor(standing).view({1, joint_count, 3});
  const torch::Tensor logits = perfect_logits(targets, target, 64, false);
  const DecodedPoses decoded =
      decode_poses(logits, with_head(false, HeadKind::heat_map, 64), target, standing);
  EXPECT_LT((decoded.poses_mm - targets).norm(2, 2).max().item<float>(), 45);
}

TEST(DecodePosesTest, a_joint_without_a_peak_is_missing_and_not_where_it_is_expected) {
  const TargetOptions target{.extent_mm = 2800, .mixture = {.sides = false}};
  std::vector<float> expected(45, 100);
  const torch::Tensor flat = torch::zeros({1, 1, 16, 16, 16});
  const DecodedPoses decoded = decode_poses(flat, with_head(false, HeadKind::heat_map, 16), target, expected);
  EXPECT_TRUE(decoded.poses_mm.isnan().any().item<bool>());
  EXPECT_EQ(decoded.confidences.masked_select(decoded.poses_mm.isnan().any(2)).max().item<float>(), 0);
}

TEST(DecodePosesTest, coordinates_are_scaled_to_the_extent) {
  const torch::Tensor coordinates = torch::full({2, joint_count, 3}, 0.1F);
  const DecodedPoses decoded = decode_poses(coordinates, with_head(true, HeadKind::regression), {});
  EXPECT_TRUE(torch::allclose(decoded.poses_mm, torch::full({2, joint_count, 3}, 260.0F)));
  EXPECT_EQ(decoded.confidences.min().item<float>(), 1);
}

}  // namespace
}  // namespace solopose
