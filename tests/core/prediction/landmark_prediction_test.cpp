#include "core/prediction/landmark_prediction.h"

#include <cmath>

#include <gmock/gmock.h>

#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/demo/recording.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using demo::Part;
using Eigen::Vector3d;

struct Landmark {
  int number;
  Part part;
};
constexpr std::array<Landmark, 14> landmarks = {{{7, Part::left_ear},
                                                 {8, Part::right_ear},
                                                 {11, Part::left_shoulder},
                                                 {12, Part::right_shoulder},
                                                 {13, Part::left_elbow},
                                                 {14, Part::right_elbow},
                                                 {15, Part::left_wrist},
                                                 {16, Part::right_wrist},
                                                 {23, Part::left_hip},
                                                 {24, Part::right_hip},
                                                 {25, Part::left_knee},
                                                 {26, Part::right_knee},
                                                 {27, Part::left_ankle},
                                                 {28, Part::right_ankle}}};
constexpr std::array<Part, joint_count> parts = {
    Part::pelvis,     Part::right_hip,  Part::right_knee,     Part::right_ankle, Part::left_hip,
    Part::left_knee,  Part::left_ankle, Part::neck,           Part::head_top,    Part::left_shoulder,
    Part::left_elbow, Part::left_wrist, Part::right_shoulder, Part::right_elbow, Part::right_wrist};

/// 4 m in front of the person, 1.4 m above the floor, turned aside by `aside_deg`.
Camera camera_before(double aside_deg) {
  Camera camera = assumed_camera(1280, 720);
  Eigen::Matrix3d facing;
  facing << -1, 0, 0, 0, 0, -1, 0, -1, 0;
  camera.rotation =
      Eigen::AngleAxisd(aside_deg * std::acos(-1) / 180, Vector3d::UnitY()).toRotationMatrix() * facing;
  camera.translation_mm = -camera.rotation * Vector3d(0, 4000, 1400);
  return camera;
}

/// Landmarks as a network would give them that makes no errors; z as steep as BlazePose's.
BodyLandmarks exact_landmarks(const Camera& camera, const demo::BodyPoints& points) {
  const auto in_camera = [&](Part part) { return camera_from_world(camera, demo::at(points, part)); };
  const double depth_mm = in_camera(Part::pelvis).z();
  BodyLandmarks body;
  for (const auto& [number, part] : landmarks) {
    const Vector3d point = in_camera(part);
    const Eigen::Vector2d pixel = project_to_pixel(camera, point);
    const double z = 4 * (point.z() - depth_mm) * focal_px(camera) / depth_mm;
    body.picture_px[static_cast<std::size_t>(number)] = {pixel.x() + 0.5, pixel.y() + 0.5, z};
    body.world_mm[static_cast<std::size_t>(number)] = point - in_camera(Part::pelvis);
    body.visibility[static_cast<std::size_t>(number)] = 1;
  }
  return body;
}

std::vector<float> truth_of(const Camera& camera, const demo::BodyPoints& points) {
  std::vector<float> pose;
  for (const Part part : parts) {
    const Vector3d point = camera_from_world(camera, demo::at(points, part));
    for (int axis = 0; axis < 3; ++axis) pose.push_back(static_cast<float>(point[axis]));
  }
  return pose;
}

SeenTrack track_of(const Camera& camera, const demo::Recording& recording) {
  SeenTrack track;
  track.video = "nowhere.mp4";
  track.frames_per_second = recording.frames_per_second;
  track.camera = camera;
  for (const demo::BodyPoints& points : recording.frames)
    track.bodies.emplace_back(exact_landmarks(camera, points));
  return track;
}

demo::Recording squats() {
  demo::Performance performance;
  performance.motion = demo::Motion::squat;
  performance.frames_per_second = 30;
  performance.frames = 90;
  performance.heading_deg = 30;
  return demo::perform(performance);
}

/// Relative to the pelvis, mean over all joints but the head.
double error_mm(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  double count = 0;
  for (std::int64_t frame = 0; frame < frames_of(a); ++frame) {
    for (int joint = 0; joint < joint_count; ++joint) {
      if (joint == index_of(Joint::head)) continue;
      const auto relative = [&](std::span<const float> poses) -> Vector3d {
        return joint_at(poses, frame, static_cast<Joint>(joint)) - joint_at(poses, frame, Joint::pelvis);
      };
      sum += (relative(a) - relative(b)).norm();
      ++count;
    }
  }
  return sum / count;
}

TEST(SeenBodyTest, stands_in_the_middle_of_the_turned_camera_wherever_it_is_in_the_picture) {
  const demo::BodyPoints points = squats().frames.front();
  const auto seen_from = [&](double aside_deg) {
    const Camera camera = camera_before(aside_deg);
    const BodyLandmarks body = exact_landmarks(camera, points);
    return seen_body(camera, turned_to_hips(camera, body), body);
  };
  const SeenBody middle = seen_from(0);
  const SeenBody aside = seen_from(18);
  EXPECT_LT(aside.middle_of_hips().norm(), 1e-3);
  for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
    EXPECT_LT((middle.places[joint] - aside.places[joint]).head<2>().norm(), 2e-3) << joint;
    EXPECT_EQ(aside.visibility[joint], 1);
  }
}

TEST(LandmarkPredictionTest, models_that_see_pictures_and_films_without_anybody_are_refused) {
  const TemporaryFolder scratch;
  write_random_model(scratch / "pictures.safetensors");
  PoseModel model(scratch / "pictures.safetensors");
  EXPECT_THROW(predict_from_landmarks(model, track_of(camera_before(0), squats()), {}), Error);
}

struct ShippedLandmarkModelTest : ::testing::Test {
  void SetUp() override { ASSERT_TRUE(fs::exists(file)) << file << " is not there"; }
  const fs::path file = SOLOPOSE_LANDMARK_MODEL;
};

TEST_F(ShippedLandmarkModelTest, knows_a_motion_from_exact_landmarks_far_better_than_the_mean_pose) {
  PoseModel model(file);
  for (const double aside_deg : {0.0, 15.0}) {
    const Camera camera = camera_before(aside_deg);
    const demo::Recording recording = squats();
    const Prediction prediction = predict_from_landmarks(model, track_of(camera, recording), {});
    ASSERT_EQ(prediction.frames(), 90);
    std::vector<float> truth, mean;
    for (const demo::BodyPoints& points : recording.frames) {
      const std::vector<float> pose = truth_of(camera, points);
      truth.insert(truth.end(), pose.begin(), pose.end());
      mean.insert(mean.end(), model.description().mean_pose_mm.begin(),
                  model.description().mean_pose_mm.end());
    }
    EXPECT_LT(error_mm(prediction.poses_mm, truth), 0.5 * error_mm(mean, truth)) << aside_deg;
    const double depth_mm = joint_at(truth, 45, Joint::pelvis).z();
    EXPECT_NEAR(joint_at(prediction.poses_mm, 45, Joint::pelvis).z(), depth_mm, 0.2 * depth_mm);
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      const Eigen::Vector2d pixel = project_to_pixel(camera, joint_at(truth, 45, static_cast<Joint>(joint)));
      const float* predicted = prediction.pixels.data() + (45 * joint_count + joint) * 2;
      EXPECT_LT((Eigen::Vector2f(predicted[0], predicted[1]).cast<double>() - pixel).norm(), 60) << joint;
    }
  }
}

TEST_F(ShippedLandmarkModelTest, bridges_short_gaps_and_leaves_long_ones_open) {
  PoseModel model(file);
  SeenTrack track = track_of(camera_before(0), squats());
  for (std::size_t frame = 20; frame < 23; ++frame) track.bodies[frame].reset();
  for (std::size_t frame = 40; frame < 80; ++frame) track.bodies[frame].reset();
  const Prediction prediction = predict_from_landmarks(model, track, {});
  EXPECT_TRUE(joint_at(prediction.poses_mm, 21, Joint::left_wrist).allFinite());
  EXPECT_FALSE(joint_at(prediction.poses_mm, 60, Joint::left_wrist).allFinite());
  EXPECT_TRUE(std::isnan(prediction.confidences[std::size_t{60} * joint_count]));
  EXPECT_EQ(prediction.crops.size(), 90U);
}

}  // namespace
}  // namespace solopose
