#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/network/pose_model.h"
#include "core/training/trainer.h"
#include "tests/core/samples/sample_project.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

TrainingOptions quick_options() {
  TrainingOptions options = TrainingOptions::preset("landmarks");
  options.network.temporal.depths = {1};
  options.network.temporal.width = 32;
  options.network.head = {.voxels = 8, .first_channels = 128, .middle_channels = 8};
  options.data = SampleProject::data_options();
  options.clips_stage = {.steps = 200, .batch = 8, .learning_rate = 4e-3};
  options.epoch_steps = 40;
  options.validation_clips = 4;
  return options;
}

TEST(LandmarkTrainingTest, motion_alone_teaches_poses_and_the_loss_falls) {
  const SampleProject project;
  const fs::path run = create_run(project.folder(), quick_options());
  fs::remove_all(project.film("gWA_sBM_cAll_d04_mWA0_ch01", "c01").parent_path());
  std::vector<double> losses;
  TrainingControl control;
  const EpochRecord last =
      train(project.folder(), run, control,
            {.step = [&](const StepRecord& step) { losses.push_back(step.loss); }, .epoch = {}}, {});
  ASSERT_GE(losses.size(), 4U);
  EXPECT_LT(losses.back(), 0.9 * losses.front());
  EXPECT_LT(last.mpjpe_mm, last.mean_pose_mpjpe_mm);

  PoseModel model(run / "best.safetensors");
  EXPECT_EQ(model.description().network.encoder, EncoderKind::landmarks);
  EXPECT_EQ(model.feature_size(), model.description().network.feature_channels());
  EXPECT_THROW(model.encode(std::vector<Image>{Image(64, 64, PixelLayout::rgb24)}), Error)
      << "it sees no pictures";
}

TEST(LandmarkTrainingTest, what_does_not_fit_landmarks_is_refused) {
  TrainingOptions options = quick_options();
  options.stages = StageKind::two_stages;
  EXPECT_THROW(options.require_valid(), Error);
  options = quick_options();
  options.target.frame = TargetFrame::universal;
  EXPECT_THROW(options.require_valid(), Error);
}

}  // namespace
}  // namespace solopose
