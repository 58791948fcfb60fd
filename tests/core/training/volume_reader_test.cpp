#include "core/training/volume_reader.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/training/batch_step.h"

namespace solopose {
namespace {

struct VolumeReaderTest : ::testing::TestWithParam<TargetFrame> {
  VolumeReaderTest() {
    torch::manual_seed(3);
    options.target.frame = GetParam();
    network = NetworkModule(options.network);
    network->eval();
    for (torch::Tensor& parameter : network->parameters()) parameter.mul_(3);
    features.grid = torch::rand({2, 3, options.network.feature_channels(), options.network.feature_grid(),
                                 options.network.feature_grid()});
    targets_mm = 400 * torch::randn({6, joint_count, 3});
    targets_mm.select(1, 0).zero_();
    targets_mm[1][4] = std::numeric_limits<float>::quiet_NaN();
    targets_mm[2][7] = 5000;
  }
  torch::Tensor answers() { return network->answer(features).flatten(0, 1); }

  torch::NoGradGuard no_gradient;
  TrainingOptions options;
  NetworkModule network = nullptr;
  FrameFeatures features;
  torch::Tensor targets_mm;
};

TEST_P(VolumeReaderTest, loss_poses_and_confidences_are_those_of_volumes_that_are_made) {
  const torch::Tensor logits = answers();
  const BatchLoss loss = loss_of(logits, targets_mm, options);
  const DecodedPoses decoded = decode_poses(logits, options.network, options.target);
  const VolumeReader reader(*network, options);
  const BatchReading reading = reader.read(answers(), targets_mm);
  EXPECT_EQ(reading.volumes, loss.weight);
  EXPECT_LT(loss.weight, 6 * joint_count);
  EXPECT_NEAR(reading.loss / reading.volumes, loss.mean.item<double>(), 1e-5);
  EXPECT_LT((reading.decoded.poses_mm - decoded.poses_mm).abs().max().item<double>(), 0.05);
  EXPECT_LT((reading.decoded.confidences - decoded.confidences).abs().max().item<double>(), 1e-4);
}

TEST_P(VolumeReaderTest, afterwards_the_network_is_as_before) {
  const torch::Tensor logits = answers();
  std::vector<void*> memory;
  for (const torch::Tensor& parameter : network->parameters()) memory.push_back(parameter.data_ptr());
  { const VolumeReader reader(*network, options); }
  EXPECT_TRUE(torch::equal(answers(), logits));
  std::size_t at = 0;
  for (const torch::Tensor& parameter : network->parameters()) EXPECT_EQ(parameter.data_ptr(), memory[at++]);
}

TEST_P(VolumeReaderTest, reads_one_volume_a_joint_in_single_precision_on_a_cpu) {
  EXPECT_TRUE(VolumeReader::reads(options, torch::kCPU));
  EXPECT_FALSE(VolumeReader::reads(options, torch::kCUDA));
  options.mixed_precision_on_cpu = true;
  EXPECT_FALSE(VolumeReader::reads(options, torch::kCPU));
  options.mixed_precision_on_cpu = false;
  options.network.head.per_joint = false;
  EXPECT_FALSE(VolumeReader::reads(options, torch::kCPU));
  options.network.head = {.kind = HeadKind::regression};
  EXPECT_FALSE(VolumeReader::reads(options, torch::kCPU));
}

INSTANTIATE_TEST_SUITE_P(Frames, VolumeReaderTest,
                         ::testing::Values(TargetFrame::camera, TargetFrame::universal));

}  // namespace
}  // namespace solopose
