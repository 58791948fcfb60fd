#include <algorithm>
#include <cmath>

#include <ATen/Parallel.h>
#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/peak_matching.h"
#include "core/heatpose/side_pull.h"
#include "core/heatpose/soft_position.h"
#include "core/models/target_space.h"
#include "core/network/losses.h"
#include "core/network/soft_positions.h"

namespace solopose {
namespace {

/// Tried against the plain maximum, a small window around it and the whole volume: this had the least error.
constexpr double sharpness = 2;

struct Rows {
  std::span<float> pose;        ///< (15, 3), grid's axes
  std::span<float> confidence;  ///< (15)
};

/// On a GPU only positions and confidences leave it, a thousandth of the volumes.
DecodedPoses soft_positions_on_device(const torch::Tensor& answers, const Grid& grid) {
  const SoftPositions soft =
      soft_positions(answers.view({answers.size(0), joint_count, grid.size[0], grid.size[1], grid.size[2]}),
                     sharpness, near_voxels);
  const auto along_axes = [&](const Eigen::Vector3d& mm) {
    return torch::tensor({mm.x(), mm.y(), mm.z()}, torch::kFloat);
  };
  const torch::Tensor voxels = soft.voxels.to(torch::kCPU);
  return {(voxels * along_axes(grid.spacing_mm) + along_axes(grid.origin_mm)).contiguous(),
          soft.mass_near.to(torch::kCPU).contiguous()};
}

void decode_joints(const Grid& grid, const float* logits, const Rows& rows) {
  const auto voxels = static_cast<std::size_t>(grid.voxels());
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const SoftPosition soft = soft_position(grid, {logits + joint * voxels, voxels}, sharpness, near_voxels);
    for (int axis = 0; axis < 3; ++axis)
      rows.pose[3 * joint + static_cast<std::size_t>(axis)] = static_cast<float>(soft.position_mm[axis]);
    rows.confidence[joint] = static_cast<float>(soft.mass_near);
  }
}

/// One volume for all joints does not say which is which: its peaks are matched to the skeleton. A joint that
/// no peak fits is missing.
void decode_body(const Grid& grid, const float* logits, const std::vector<float>& expected_in_grid_mm,
                 const Rows& rows) {
  std::vector<float> volume(logits, logits + grid.voxels());
  const float highest = *std::ranges::max_element(volume);
  for (float& value : volume) value = std::exp(value - highest);
  SkeletonPrior prior = SkeletonPrior::average_adult();
  prior.expected_mm = expected_in_grid_mm;
  const MatchedPose matched = match_peaks(find_peaks(grid, volume), prior);
  std::ranges::copy(matched.pose_mm, rows.pose.begin());
  for (std::size_t joint = 0; joint < joint_count; ++joint)
    rows.confidence[joint] = static_cast<float>(matched.confidence[joint]);
}

}  // namespace

DecodedPoses decode_poses(const torch::Tensor& answers, const NetworkOptions& network,
                          const TargetOptions& target, std::span<const float> expected_mm) {
  const std::int64_t frames = answers.size(0);
  if (network.head.kind == HeadKind::regression)
    return {answers.detach().to(torch::kCPU, torch::kFloat).contiguous() * target.extent_mm,
            torch::ones({frames, joint_count})};
  const Grid grid = target_grid(target, network.head.voxels);
  const std::int64_t of_a_frame = grid.voxels() * (network.head.per_joint ? joint_count : 1);
  if (answers.numel() != frames * of_a_frame) {
    throw Error(fmt::format("decode: expected {} logits a frame, found {}", of_a_frame,
                            frames == 0 ? 0 : answers.numel() / frames));
  }
  const MixtureOptions mixture = target_mixture(target, network.head.voxels);
  const bool on_device = network.head.per_joint && !answers.is_cpu();
  const DecodedPoses decoded =
      on_device ? soft_positions_on_device(answers.contiguous(), grid)
                : DecodedPoses{torch::empty({frames, joint_count, 3}), torch::empty({frames, joint_count})};
  const torch::Tensor plain =
      on_device ? torch::Tensor() : answers.detach().to(torch::kCPU, torch::kFloat).contiguous();
  const std::vector<float> expected = grid_from_target(target.frame, expected_mm);
  float* poses = decoded.poses_mm.data_ptr<float>();
  float* confidences = decoded.confidences.data_ptr<float>();
  at::parallel_for(0, frames, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t n = begin; n < end; ++n) {
      const Rows rows = {{poses + n * 3 * joint_count, 3 * joint_count},
                         {confidences + n * joint_count, joint_count}};
      const float* logits = on_device ? nullptr : plain.data_ptr<float>() + n * of_a_frame;
      if (!network.head.per_joint) decode_body(grid, logits, expected, rows);
      if (network.head.per_joint && !on_device) decode_joints(grid, logits, rows);
      if (network.head.per_joint) take_side_pull_out(grid, mixture, rows.pose);
      std::ranges::copy(target_from_grid(target.frame, rows.pose), rows.pose.begin());
    }
  });
  return decoded;
}

}  // namespace solopose
