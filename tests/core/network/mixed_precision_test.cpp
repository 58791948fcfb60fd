#include "core/network/mixed_precision.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "core/network/losses.h"
#include "core/network/network_module.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

bool rounds() {
  torch::manual_seed(1);
  const torch::Tensor a = torch::randn({8, 8});
  const torch::Tensor exact = (a.unsqueeze(2) * a.unsqueeze(0)).sum(1);
  return (torch::matmul(a, a).to(torch::kFloat) - exact).abs().max().item<double>() > 1e-4;
}

NetworkOptions small_network() {
  NetworkOptions network = NetworkOptions::tiny();
  network.small = {.image_size = 32, .channels = {8, 16, 16}, .blocks = {0, 1, 0}};
  network.temporal.width = 16;
  network.temporal.residual = false;
  network.head.voxels = 8;
  network.head.first_channels = 32;
  network.head.middle_channels = 8;
  return network;
}

TEST(MixedPrecision, rounds_inside_but_not_within_full_precision_and_not_behind) {
  EXPECT_FALSE(rounds());
  {
    const MixedPrecision mixed(true, torch::kCPU);
    EXPECT_TRUE(rounds());
    {
      const FullPrecision full;
      EXPECT_FALSE(rounds());
      const MixedPrecision again(true, torch::kCPU);
      EXPECT_TRUE(rounds());
    }
    EXPECT_TRUE(rounds());
    const MixedPrecision not_asked_for(false, torch::kCPU);
    EXPECT_TRUE(rounds()) << "what is round it stays as it is";
  }
  EXPECT_FALSE(rounds());
  try {
    const MixedPrecision mixed(true, torch::kCPU);
    throw std::runtime_error("a step fails");
  } catch (const std::runtime_error&) {
  }
  EXPECT_FALSE(rounds());
}

TEST(MixedPrecision, weights_that_change_between_scopes_are_cast_anew) {
  const torch::Tensor weight = torch::ones({4, 4}).requires_grad_();
  const auto product = [&] {
    const MixedPrecision mixed(true, torch::kCPU);
    return torch::matmul(torch::ones({1, 4}), weight).to(torch::kFloat)[0][0].item<float>();
  };
  EXPECT_EQ(product(), 4);
  {
    const torch::NoGradGuard no_gradient;
    weight.mul_(2);
  }
  EXPECT_EQ(product(), 8);
}

/// Numbers that bfloat16 cannot hold: a target rounded to it moves by up to some millimetres.
torch::Tensor awkward_targets() {
  torch::manual_seed(3);
  return 900 * (2 * torch::rand({2, joint_count, 3}) - 1);
}

TEST(MixedPrecision, losses_round_neither_targets_nor_sums) {
  const TargetOptions target;
  const torch::Tensor logits = torch::randn({2, joint_count, 8, 8, 8}).to(torch::kBFloat16);
  const torch::Tensor coordinates = torch::randn({2, joint_count, 3}).to(torch::kBFloat16);
  const double heat_map = heat_map_loss(logits.to(torch::kFloat), awkward_targets(), target).item<double>();
  const double regression =
      coordinate_loss(coordinates.to(torch::kFloat), awkward_targets(), target).item<double>();
  const MixedPrecision mixed(true, torch::kCPU);
  const torch::Tensor of_logits = heat_map_loss(logits, awkward_targets(), target);
  const torch::Tensor of_coordinates = coordinate_loss(coordinates, awkward_targets(), target);
  EXPECT_EQ(of_logits.scalar_type(), torch::kFloat);
  EXPECT_EQ(of_coordinates.scalar_type(), torch::kFloat);
  EXPECT_DOUBLE_EQ(of_logits.item<double>(), heat_map);
  EXPECT_DOUBLE_EQ(of_coordinates.item<double>(), regression);
}

TEST(MixedPrecision, gradients_are_of_single_precision_and_point_where_those_without_it_do) {
  torch::manual_seed(5);
  NetworkModule network(small_network());
  const torch::Tensor frames = torch::randn({1, 2, 3, 32, 32});
  const auto gradient = [&](bool on) {
    network->zero_grad();
    torch::Tensor loss;
    {
      const MixedPrecision mixed(on, torch::kCPU);
      loss = heat_map_loss(network->forward(frames).flatten(0, 1), awkward_targets(), {});
    }
    loss.backward();
    std::vector<torch::Tensor> parts;
    for (const torch::Tensor& parameter : network->trained_parameters()) {
      EXPECT_EQ(parameter.grad().scalar_type(), torch::kFloat);
      parts.push_back(parameter.grad().flatten());
    }
    return torch::cat(parts).clone();
  };
  const torch::Tensor plain = gradient(false);
  const torch::Tensor mixed = gradient(true);
  EXPECT_FALSE(torch::equal(plain, mixed));
  EXPECT_GT(torch::cosine_similarity(plain, mixed, 0).item<double>(), 0.99);
}

TEST(MixedPrecision, running_statistics_are_sums_in_single_precision) {
  torch::nn::BatchNorm2d norm(4);
  torch::manual_seed(7);
  // Around 100 bfloat16 has steps of a half: a mean in it would be off by up to a quarter.
  const torch::Tensor x = (torch::randn({2, 4, 9, 9}) + 100.3).to(torch::kBFloat16);
  const MixedPrecision mixed(true, torch::kCPU);
  norm(x);
  const torch::Tensor expected = 0.1 * x.to(torch::kDouble).mean(torch::IntArrayRef{0, 2, 3});
  EXPECT_EQ(norm->running_mean.scalar_type(), torch::kFloat);
  EXPECT_LT((norm->running_mean.to(torch::kDouble) - expected).abs().max().item<double>(), 1e-4);
}

}  // namespace
}  // namespace solopose
