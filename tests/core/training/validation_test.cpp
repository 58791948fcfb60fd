#include "core/training/validation.h"

#include <gtest/gtest.h>

#include "core/network/threads.h"
#include "core/training/feature_store.h"
#include "tests/core/samples/sample_project.h"

namespace solopose {
namespace {

using solopose::testing::SampleProject;
using solopose::testing::TemporaryFolder;

struct ValidatorTest : ::testing::Test {
  ValidatorTest() {
    options.network.small = {.image_size = 32, .channels = {4, 8, 16}, .blocks = {0, 0, 1}};
    options.network.temporal.width = 16;
    options.network.head.voxels = 16;
    options.data = SampleProject::data_options();
    options.validation_clips = 7;
    torch::manual_seed(3);
    network = NetworkModule(options.network);
  }
  /// `threads`: torch's.
  Validation measured(int threads, bool of_features) {
    set_network_threads(threads);
    const CropStore crops(samples(), folder / "crops", options.network.image_size());
    DataParallel alone{ProcessPlace()};
    const Validator validator(samples(), &crops, options, alone, torch::kCPU);
    EXPECT_EQ(validator.clips().size(), 7U);
    if (!of_features) return validator.measure(*network, nullptr, false, {});
    network->eval();
    FeatureStore features(crops, options.augmentation, *network, "an encoder", folder / "features",
                          torch::kCPU);
    return validator.measure(*network, &features, false, {});
  }
  const SampleSet& samples() {
    static const SampleProject project;
    static const SampleSet set(project.folder(), options.data, options.target, {});
    return set;
  }

  TemporaryFolder scratch;
  std::filesystem::path folder = scratch / "cache";
  TrainingOptions options;
  NetworkModule network = nullptr;
};

void expect_same(const Validation& a, const Validation& b) {
  EXPECT_EQ(a.loss, b.loss);
  EXPECT_EQ(a.mpjpe_mm, b.mpjpe_mm);
  EXPECT_EQ(a.mean_pose_mpjpe_mm, b.mean_pose_mpjpe_mm);
  ASSERT_EQ(a.worst.size(), b.worst.size());
  for (std::size_t i = 0; i < a.worst.size(); ++i) {
    EXPECT_EQ(a.worst[i].sequence, b.worst[i].sequence);
    EXPECT_EQ(a.worst[i].first_frame, b.worst[i].first_frame);
    EXPECT_EQ(a.worst[i].mpjpe_mm, b.worst[i].mpjpe_mm);
  }
}

/// To the last digit: a run that is resumed on another machine must come to the same weights.
TEST_F(ValidatorTest, comes_to_the_same_numbers_on_any_number_of_threads) {
  for (const HeadKind kind : {HeadKind::heat_map, HeadKind::regression}) {
    options.network.head.kind = kind;
    network = NetworkModule(options.network);
    const Validation one = measured(1, false);
    EXPECT_GT(one.mpjpe_mm, 1);
    EXPECT_FALSE(one.worst.empty());
    for (const int threads : {2, 5}) {
      SCOPED_TRACE(threads);
      expect_same(measured(threads, false), one);
    }
  }
}

TEST_F(ValidatorTest, features_that_are_kept_give_the_same_on_any_number_of_threads) {
  const Validation one = measured(1, true);
  EXPECT_GT(one.mpjpe_mm, 1);
  expect_same(measured(3, true), one);  // as they lie on disk
  std::filesystem::remove_all(folder / "features");
  expect_same(measured(3, true), one);  // made by the lanes
}

TEST_F(ValidatorTest, the_network_is_afterwards_as_it_was) {
  network->train();
  measured(2, false);
  EXPECT_TRUE(network->is_training());
  EXPECT_TRUE(network->parameters().front().requires_grad());
}

}  // namespace
}  // namespace solopose
