#include "core/network/soft_positions.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/heatpose/soft_position.h"
#include "core/network/losses.h"

namespace solopose {
namespace {

std::span<const float> volume_of(const torch::Tensor& logits, std::int64_t frame, std::int64_t joint) {
  const torch::Tensor one = logits[frame][joint];
  return {one.data_ptr<float>(), static_cast<std::size_t>(one.numel())};
}

/// The host's vectorised loop and torch's operations, on any device, say the same.
TEST(SoftPositions, agree_with_the_loops_of_the_host) {
  torch::manual_seed(3);
  const Grid grid = Grid::cube({0, 0, 0}, 12, 12);
  const torch::Tensor logits = 4 * torch::randn({3, 5, 12, 12, 12});
  logits[2][4][0][0][0] = 40;    // a corner, whose box is cut off
  logits[2][3][11][5][11] = 40;  // an edge
  const SoftPositions found = soft_positions(logits, 2, 2);
  for (std::int64_t n = 0; n < 3; ++n) {
    for (std::int64_t j = 0; j < 5; ++j) {
      const SoftPosition expected = soft_position(grid, volume_of(logits, n, j), 2, 2);
      for (int axis = 0; axis < 3; ++axis) {
        const double millimetres =
            found.voxels[n][j][axis].item<double>() * grid.spacing_mm[axis] + grid.origin_mm[axis];
        EXPECT_NEAR(millimetres, expected.position_mm[axis], 1e-4) << n << " " << j << " " << axis;
      }
      EXPECT_NEAR(found.mass_near[n][j].item<double>(), expected.mass_near, 1e-5);
    }
  }
}

TEST(SoftPositions, a_volume_that_is_no_number_has_no_position) {
  torch::Tensor logits = torch::randn({1, 2, 4, 4, 4});
  logits[0][1][2][2][2] = std::numeric_limits<float>::quiet_NaN();
  const SoftPositions found = soft_positions(logits, 2, 2);
  EXPECT_TRUE(std::isfinite(found.voxels[0][0][0].item<double>()));
  EXPECT_TRUE(std::isnan(found.voxels[0][1][0].item<double>()));
  EXPECT_EQ(found.mass_near[0][1].item<double>(), 0);
}

/// Run by tests/gpu/check on machines that have one.
TEST(OnGpu, loss_gradient_and_poses_are_the_hosts) {
  if (!torch::cuda::is_available()) GTEST_SKIP() << "no CUDA device";
  torch::manual_seed(5);
  NetworkOptions network = NetworkOptions::tiny();
  const TargetOptions target;
  const std::int64_t side = network.head.voxels;
  const torch::Tensor targets_mm = 800 * (torch::rand({4, joint_count, 3}) - 0.5);
  const torch::Tensor host = (3 * torch::randn({4, joint_count, side, side, side})).requires_grad_();
  const torch::Tensor device = host.detach().to(torch::kCUDA).requires_grad_();
  const torch::Tensor host_loss = heat_map_loss(host, targets_mm, target);
  const torch::Tensor device_loss = heat_map_loss(device, targets_mm, target);
  EXPECT_NEAR(device_loss.item<double>(), host_loss.item<double>(), 1e-4);
  host_loss.backward();
  device_loss.backward();
  EXPECT_LT((device.grad().cpu() - host.grad()).abs().max().item<double>(), 1e-5);
  const DecodedPoses host_poses = decode_poses(host, network, target);
  const DecodedPoses device_poses = decode_poses(device, network, target);
  EXPECT_LT((device_poses.poses_mm - host_poses.poses_mm).abs().max().item<double>(), 0.05);
  EXPECT_LT((device_poses.confidences - host_poses.confidences).abs().max().item<double>(), 1e-4);
}

}  // namespace
}  // namespace solopose
