#include "core/inspection/pose_metrics.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/project/catalog.h"
#include "tests/support/filmed_project.h"
#include "tests/support/known_frames.h"
#include "tests/support/straight_reliability.h"

namespace solopose::testing {
namespace {

constexpr std::int64_t frames = 40;

/// A track of the world that one camera sees, and a model that is off by a known way.
struct PoseMetricsTest : ::testing::Test {
  PoseMetricsTest() {
    record.frame = CoordinateFrame::world;
    record.up = Eigen::Vector3d::UnitZ();
    record.frames_per_second = 30;
    query.truth = std::make_shared<const std::vector<float>>(film.positions_mm);
    query.frames = frames;
    query.frames_per_second = 30;
    query.geometry = ViewGeometry(record, film.cameras[0], size, std::nullopt);
    query.map = FrameMap(30, 30, frames);
    add(shifted_prediction(film, 0, "aa", 30));
  }
  void add(const Prediction& prediction) {
    query.predictions.emplace_back(prediction.model_fingerprint,
                                   std::make_shared<const Prediction>(prediction));
  }

  const Sequence film = filmed_sequence("walk", frames, 30, {"front.mp4"});
  const PictureSize size{film_width, film_height, film_width, film_height};
  SequenceRecord record;
  MetricsQuery query;
};

TEST_F(PoseMetricsTest, a_known_shift_is_the_error_of_every_joint_but_the_pelvis) {
  const PoseMetrics found = measure_poses(query);
  const ModelMetrics* model = found.of("aa");
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(known_frames(*model), frames);
  EXPECT_EQ(model->joint_error_at(5, index_of(Joint::pelvis)), 0);
  EXPECT_NEAR(model->joint_error_at(5, index_of(Joint::left_wrist)), 30, 1e-2);
  EXPECT_NEAR(model->mpjpe_at(5), 30 * 14.0 / 15, 1e-2);
  EXPECT_TRUE(std::isnan(model->mpjpe_at(frames)));
  EXPECT_EQ(found.of("bb"), nullptr);
}

TEST_F(PoseMetricsTest, a_prediction_of_some_frames_is_known_there_alone) {
  query.predictions.clear();
  Prediction part = shifted_prediction(film, 0, "aa", 30);
  part.first = 10;
  add(part);
  const PoseMetrics found = measure_poses(query);
  const ModelMetrics& model = found.models.front();
  EXPECT_TRUE(std::isnan(model.mpjpe_at(9)));
  EXPECT_EQ(known_frames(model), frames - 10);
}

TEST_F(PoseMetricsTest, it_knows_which_frames_have_no_pose_and_which_joints_the_truth_lacks_at_times) {
  query.predictions.clear();
  Prediction part = shifted_prediction(film, 0, "aa", 30);
  part.first = 10;
  for (const int row : {5, 6})
    std::fill_n(part.poses_mm.begin() + row * 3 * joint_count, 3 * joint_count, NAN);
  add(part);
  std::vector<float> truth(frames * joint_count * 3, 1.0F);
  const auto blank = [&](std::int64_t frame, Joint joint) {
    std::fill_n(truth.begin() + (frame * joint_count + index_of(joint)) * 3, 3, NAN);
  };
  blank(7, Joint::left_wrist);
  for (std::int64_t frame = 0; frame < frames; ++frame) blank(frame, Joint::neck);
  query.truth = std::make_shared<const std::vector<float>>(truth);
  const PoseMetrics found = measure_poses(query);
  EXPECT_EQ(found.models.front().without_pose, (std::vector<FrameRun>{{0, 9}, {15, 16}}));
  JointMask wrist;
  wrist.set(index_of(Joint::left_wrist));
  EXPECT_EQ(found.truth_gaps, wrist) << "the neck is never there";
}

TEST_F(PoseMetricsTest, a_model_that_knows_its_reliability_says_what_error_to_expect) {
  query.predictions.clear();
  Prediction sure = shifted_prediction(film, 0, "aa", 30);
  sure.confidences.assign(sure.confidences.size(), 0.75F);
  add(sure);
  sure.model_fingerprint = "bb";
  sure.model.reliability = straight_reliability();
  sure.first = 10;
  add(sure);
  const PoseMetrics found = measure_poses(query);
  EXPECT_EQ(found.of("aa")->expected_error_mm, nullptr);
  EXPECT_TRUE(std::isnan(found.of("aa")->expected_error_at(12)));
  EXPECT_NEAR(found.of("bb")->expected_error_at(12), 45 * 14.0 / 15, 1e-3) << "the pelvis is never off";
  EXPECT_TRUE(std::isnan(found.of("bb")->expected_error_at(9)));
}

TEST_F(PoseMetricsTest, without_truth_there_are_no_errors) {
  query.truth.reset();
  const PoseMetrics found = measure_poses(query);
  EXPECT_TRUE(found.truth_mm.empty());
  EXPECT_TRUE(found.models.front().joint_errors_mm.empty());
  EXPECT_TRUE(std::isnan(found.models.front().mpjpe_mm));
  EXPECT_TRUE(std::isfinite(found.models.front().bone_mm->at(3)));
}

TEST_F(PoseMetricsTest, joints_appear_where_the_camera_sees_them) {
  const auto pose = pose_at(film.positions_mm, 7);
  const std::vector<float> pixels = query.geometry.pixels(query.geometry.in_view_frame(pose));
  const Camera camera = camera_for_size(film.cameras[0], film_width, film_height);
  for (int joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d world = joint_at(pose, 0, static_cast<Joint>(joint));
    const Eigen::Vector2d expected = project_to_pixel(camera, camera_from_world(camera, world));
    const auto at = static_cast<std::size_t>(2 * joint);
    EXPECT_NEAR(pixels[at], expected.x(), 1e-2);
    EXPECT_NEAR(pixels[at + 1], expected.y(), 1e-2);
  }
  EXPECT_NEAR(query.geometry.up().y(), -1, 1e-6) << "up in the picture";
}

TEST_F(PoseMetricsTest, a_universal_answer_is_turned_back_where_the_track_is_aligned) {
  const std::vector<float> pose(pose_at(film.positions_mm, 7).begin(), pose_at(film.positions_mm, 7).end());
  EXPECT_TRUE(query.geometry.turned_into_view_frame(pose, TargetFrame::universal).empty());
  RigidTransform universal;
  universal.rotation << 0, -1, 0, 1, 0, 0, 0, 0, 1;
  const ViewGeometry aligned(record, std::nullopt, size, universal);
  const std::vector<float> turned = aligned.turned_into_view_frame(pose, TargetFrame::universal);
  const Eigen::Vector3d expected = universal.rotation.transpose() * joint_at(pose, 0, Joint::neck);
  EXPECT_LT((joint_at(turned, 0, Joint::neck) - expected).norm(), 1e-2);
  EXPECT_TRUE(aligned.turned_into_view_frame(pose, TargetFrame::camera).empty()) << "nobody knows the camera";
}

}  // namespace
}  // namespace solopose::testing
