#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/heatpose/decode.h"
#include "core/heatpose/side_pull.h"
#include "core/models/target_space.h"
#include "core/network/logit_volume.h"
#include "core/network/losses.h"
#include "core/network/model_file.h"
#include "core/network/pose_model.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;
using ::testing::ThrowsMessage;

ModelDescription model_of(TargetFrame frame, bool per_joint = true) {
  ModelDescription description;
  description.network.small = {.image_size = 16, .channels = {4, 6, 8}, .blocks = {0, 1, 1}};
  description.network.temporal = {.depths = {1},
                                  .heads = {2},
                                  .width = 8,
                                  .mlp_ratio = 2,
                                  .window = {2, 2, 2},
                                  .pool = 1,
                                  .residual = true};
  description.network.head = {
      .voxels = 8, .per_joint = per_joint, .first_channels = 16, .middle_channels = 4};
  description.target.frame = frame;
  description.target.mixture.sides = false;  // joints that no skeleton holds together are decoded as they lie
  description.mean_pose_mm.assign(45, 0);
  return description;
}

/// Logits of one frame, each joint's with one steep peak somewhere else, away from the faces.
torch::Tensor peaks(int voxels) {
  torch::Tensor logits = torch::zeros({joint_count, voxels, voxels, voxels});
  for (int joint = 0; joint < joint_count; ++joint)
    logits[joint][2 + joint % 4][2 + joint % 8 / 4][2 + joint * 3 % 4] = 30.F;
  return logits;
}

TEST(HeatMapTest, its_maximum_is_where_the_decoded_joint_is_in_either_space) {
  for (const TargetFrame frame : {TargetFrame::camera, TargetFrame::universal}) {
    const ModelDescription model = model_of(frame);
    const torch::Tensor logits = peaks(model.network.head.voxels);
    const torch::Tensor decoded =
        decode_poses(logits.unsqueeze(0), model.network, model.target).poses_mm.contiguous();
    for (int joint = 0; joint < joint_count; ++joint) {
      const Volume volume = volume_of_logits(logits, model, static_cast<Joint>(joint));
      const auto highest = maximum_voxel(volume.values);
      EXPECT_EQ(volume.values[static_cast<std::size_t>(highest)], 1);
      const Eigen::Vector3d at = volume.grid.centre_mm(volume.grid.voxel_at(highest));
      const float* expected = decoded.data_ptr<float>() + 3 * joint;
      for (int axis = 0; axis < 3; ++axis) EXPECT_NEAR(at[axis], expected[axis], 1) << "joint " << joint;
    }
  }
}

TEST(HeatMapTest, all_joints_are_the_sum_of_each_ones_shares) {
  const ModelDescription model = model_of(TargetFrame::camera);
  const Volume all = volume_of_logits(peaks(8), model, std::nullopt);
  EXPECT_NEAR(*std::ranges::max_element(all.values), 1, 1e-6);
  EXPECT_EQ(std::ranges::count_if(all.values, [](float value) { return value > 0.9F; }), 7)
      << "joints eight apart share a peak; of fifteen one is alone";
}

class HeatMapModelTest : public ::testing::Test {
 protected:
  PoseModel random_model(const ModelDescription& description) {
    torch::manual_seed(3);
    NetworkModule network(description.network);
    const torch::NoGradGuard no_gradient;
    for (torch::Tensor& parameter : network->parameters()) parameter.add_(0.2 * torch::randn_like(parameter));
    save_model(scratch / "model.safetensors", description, network);
    return PoseModel(scratch / "model.safetensors");
  }
  static std::vector<float> random_features(const PoseModel& model, int frames) {
    const torch::Tensor numbers = torch::randn({frames * model.feature_size()}) * 3;
    return {numbers.data_ptr<float>(), numbers.data_ptr<float>() + numbers.numel()};
  }

  TemporaryFolder scratch;
};

TEST_F(HeatMapModelTest, of_a_frame_comes_with_the_pose_that_the_window_answers) {
  PoseModel model = random_model(model_of(TargetFrame::camera));
  constexpr int frames = 4;
  const std::vector<float> features = random_features(model, frames);
  const PredictedPoses window = model.answer(features, 1, frames);
  for (int frame = 0; frame < frames; ++frame) {
    const PredictedHeatMap map = model.heat_map(features, frames, frame);
    for (std::size_t i = 0; i < 45; ++i)
      EXPECT_NEAR(map.answer.poses_mm[i], window.poses_mm[static_cast<std::size_t>(frame) * 45 + i], 1e-2);
    EXPECT_EQ(map.answer.confidences.size(), 15);
  }
}

/// The pose is the mean under softmax of doubled logits, that of the squared heat map, less the targets'
/// pull.
TEST_F(HeatMapModelTest, of_a_joint_lies_where_the_answer_puts_it) {
  for (const TargetFrame frame : {TargetFrame::camera, TargetFrame::universal}) {
    const ModelDescription description = model_of(frame);
    PoseModel model = random_model(description);
    const std::vector<float> features = random_features(model, 2);
    std::vector<float> means;
    for (int joint = 0; joint < joint_count; ++joint) {
      const PredictedHeatMap map = model.heat_map(features, 2, 1, static_cast<Joint>(joint));
      Eigen::Vector3d mean = Eigen::Vector3d::Zero();
      double mass = 0;
      for (std::size_t i = 0; i < map.volume.values.size(); ++i) {
        const double squared = std::pow(double{map.volume.values[i]}, 2);  // softmax of doubled logits
        mean += squared * map.volume.grid.centre_mm(map.volume.grid.voxel_at(static_cast<std::int64_t>(i)));
        mass += squared;
      }
      for (int axis = 0; axis < 3; ++axis) means.push_back(static_cast<float>(mean[axis] / mass));
    }
    std::vector<float> expected = grid_from_target(frame, means);
    take_side_pull_out(target_grid(description.target, 8), target_mixture(description.target, 8), expected);
    expected = target_from_grid(frame, expected);
    const std::vector<float> answered = model.heat_map(features, 2, 1).answer.poses_mm;
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(answered[i], expected[i], 0.5) << i;
  }
}

TEST_F(HeatMapModelTest, what_has_no_such_volume_says_so) {
  PoseModel body = random_model(model_of(TargetFrame::camera, false));
  const std::vector<float> features = random_features(body, 2);
  EXPECT_EQ(body.heat_map(features, 2, 0).volume.values.size(), 512);
  EXPECT_THAT([&] { body.heat_map(features, 2, 0, Joint::head); }, ThrowsMessage<Error>(HasSubstr("all")));
  EXPECT_THROW(body.heat_map(features, 2, 2), Error);
  EXPECT_THROW(body.heat_map({}, 0, 0), Error);
  ModelDescription coordinates = model_of(TargetFrame::camera);
  coordinates.network.head.kind = HeadKind::regression;
  PoseModel regression = random_model(coordinates);
  EXPECT_THAT([&] { regression.heat_map(random_features(regression, 1), 1, 0); },
              ThrowsMessage<Error>(HasSubstr("regression")));
}

}  // namespace
}  // namespace solopose
