#include "core/inspection/seen_prediction.h"

#include <array>
#include <cmath>

#include <gmock/gmock.h>
#include <Eigen/Geometry>

#include "core/augmotion/kabsch.h"
#include "core/project/catalog.h"
#include "core/skeleton/pose_rows.h"
#include "tests/support/filmed_project.h"

namespace solopose::testing {
namespace {

using ::testing::NanSensitiveFloatEq;
using ::testing::Pointwise;

constexpr std::int64_t frames = 20;

/// A track of the world that one camera sees, an alignment, and a model that says the truth in its universal
/// frame, relative to the pelvis.
struct SeenPredictionTest : ::testing::Test {
  SeenPredictionTest() {
    record.frame = CoordinateFrame::world;
    record.up = Eigen::Vector3d::UnitZ();
    aligned.rotation = Eigen::AngleAxisd(2.1, Eigen::Vector3d(0.2, -0.4, 1).normalized()).toRotationMatrix();
    aligned.translation_mm = {300, -900, 50};
    aligned.scale = 0.9;
    told.model.target.frame = TargetFrame::universal;
    told.camera = camera;
    told.poses_mm.resize(film.positions_mm.size());
    transform_points(aligned, film.positions_mm, told.poses_mm);
    for (std::int64_t f = 0; f < frames; ++f) {
      float* pose = told.poses_mm.data() + f * pose_floats;
      const std::array<float, 3> pelvis = {pose[0], pose[1], pose[2]};
      for (std::size_t i = 0; i < static_cast<std::size_t>(pose_floats); ++i) pose[i] -= pelvis[i % 3];
      told.crops.push_back(crop_of_pose(camera, pose_at(seen_mm, f), told.model.target.extent_mm).value());
    }
    told.confidences.assign(static_cast<std::size_t>(frames * joint_count), 1);
  }

  ViewGeometry geometry(const std::optional<Camera>& by,
                        const std::optional<RigidTransform>& universal) const {
    return {record, by, {film_width, film_height, film_width, film_height}, universal};
  }
  std::vector<float> true_poses() const {
    std::vector<float> poses;
    for (std::size_t i = 0; i < film.positions_mm.size(); i += 3) {
      const Eigen::Vector3d world(film.positions_mm[i], film.positions_mm[i + 1], film.positions_mm[i + 2]);
      for (const double value : camera_from_world(camera, world)) poses.push_back(static_cast<float>(value));
    }
    return poses;
  }

  const Sequence film = filmed_sequence("walk", frames, 30, {"front.mp4"});
  const Camera camera = camera_for_size(film.cameras[0], film_width, film_height);
  const std::vector<float> seen_mm = true_poses();
  SequenceRecord record;
  RigidTransform aligned;
  Prediction told;
};

TEST_F(SeenPredictionTest, a_universal_truth_lies_on_the_true_body_in_space_and_in_the_picture) {
  const ViewGeometry view = geometry(film.cameras[0], aligned);
  const std::vector<float> poses = seen_poses_mm(told, view);
  const std::vector<float> pixels = seen_pixels(told, view);
  ASSERT_EQ(poses.size(), seen_mm.size());
  ASSERT_EQ(pixels.size(), seen_mm.size() / 3 * 2);
  for (std::size_t joint = 0; joint < seen_mm.size() / 3; ++joint) {
    const Eigen::Vector3d truth(seen_mm[3 * joint], seen_mm[3 * joint + 1], seen_mm[3 * joint + 2]);
    const Eigen::Vector3d found(poses[3 * joint], poses[3 * joint + 1], poses[3 * joint + 2]);
    const Eigen::Vector2d pixel(pixels[2 * joint], pixels[2 * joint + 1]);
    if (!truth.allFinite()) {  // the film has two joints that nobody knows
      EXPECT_FALSE(found.allFinite()) << joint;
      EXPECT_FALSE(pixel.allFinite()) << joint;
      continue;
    }
    EXPECT_LT((found - truth).norm(), 0.05) << joint;
    EXPECT_LT((pixel - project_to_pixel(camera, truth)).norm(), 0.01) << joint;
  }
  const std::vector<float> last = seen_pixels(told, view, frames - 1);
  EXPECT_EQ(last, std::vector<float>(pixels.end() - 2 * joint_count, pixels.end()));
}

TEST_F(SeenPredictionTest, without_an_alignment_or_a_camera_it_is_nowhere) {
  for (const ViewGeometry& view :
       {geometry(std::nullopt, aligned), geometry(film.cameras[0], std::nullopt), ViewGeometry()}) {
    EXPECT_FALSE(view.sees_universal());
    EXPECT_TRUE(seen_poses_mm(told, view).empty());
    EXPECT_TRUE(seen_pixels(told, view).empty());
    EXPECT_TRUE(seen_pixels(told, view, 0).empty());
  }
}

TEST_F(SeenPredictionTest, what_was_not_predicted_is_missing) {
  told.poses_mm[static_cast<std::size_t>(3 * pose_floats)] = std::nanf("");
  told.crops[5].side_px = 0;
  const ViewGeometry view = geometry(film.cameras[0], aligned);
  EXPECT_TRUE(std::isnan(seen_pixels(told, view, 3)[0]));
  EXPECT_FALSE(std::isnan(seen_pixels(told, view, 3)[2]));
  for (const float value : seen_pixels(told, view, 5)) EXPECT_TRUE(std::isnan(value));
  EXPECT_TRUE(seen_pixels(told, view, -1).empty());
  EXPECT_TRUE(seen_pixels(told, view, frames).empty());
}

TEST_F(SeenPredictionTest, a_camera_model_says_its_pixels_itself) {
  const Prediction shifted = shifted_prediction(film, 0, "aa", 30);
  const ViewGeometry none;
  const auto second = std::span(shifted.pixels).subspan(2 * joint_count, 2 * joint_count);
  EXPECT_THAT(seen_pixels(shifted, none), Pointwise(NanSensitiveFloatEq(), shifted.pixels));
  EXPECT_THAT(seen_pixels(shifted, none, 1), Pointwise(NanSensitiveFloatEq(), second));
  EXPECT_THAT(seen_poses_mm(shifted, none), Pointwise(NanSensitiveFloatEq(), shifted.poses_mm));
}

}  // namespace
}  // namespace solopose::testing
