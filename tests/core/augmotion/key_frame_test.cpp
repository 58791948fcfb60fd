#include "core/augmotion/key_frame.h"

#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <Eigen/Dense>

#include "core/augmotion/kabsch.h"
#include "core/base/error.h"
#include "tests/core/augmotion/bodies.h"

namespace solopose {
namespace {

using testing::add_pose;
using testing::joint_of;
using testing::moved;
using testing::moving_person;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr double degree = std::numbers::pi / 180;
const Eigen::Vector3d up = Eigen::Vector3d::UnitZ();

KeyFrameChoice choose(const std::vector<float>& poses, const KeyFrameOptions& options = {}) {
  return choose_key_frame(key_frame_features(poses, up), options);
}

/// `count` poses that lean by about `lean_deg`, with a little life in them.
void add_group(std::vector<float>& poses, int count, double lean_deg, std::mt19937_64& random) {
  std::uniform_real_distribution<double> little(-0.01, 0.01);
  for (int i = 0; i < count; ++i) {
    add_pose(poses, {0, 0, 900}, lean_deg * degree + little(random), little(random), little(random));
  }
}

TEST(key_frame_features, are_relative_to_mid_shoulder_over_the_mean_torso) {
  std::vector<float> poses;
  add_pose(poses, {100, 200, 900}, 0, 0, 0);
  add_pose(poses, {-500, 0, 950}, 0.4, 1.0, 0);
  const KeyFrameFeatures features = key_frame_features(poses, up);
  EXPECT_EQ(features.frames, (std::vector<std::int64_t>{0, 1}));
  EXPECT_NEAR(features.torso_length_mm, testing::torso_mm, 1e-3);
  const float* row = features.values.data();
  EXPECT_NEAR(row[0], -0.34, 1e-6);  // left shoulder: half a width to the left
  EXPECT_NEAR(row[3], 0.34, 1e-6);
  EXPECT_NEAR(row[8], 0.04, 1e-6);  // neck: 20 mm up
  EXPECT_NEAR(row[14], -1, 1e-6);   // pelvis: a torso down
  EXPECT_NEAR(features.tilt_deg[0], 0, 1e-3);
  EXPECT_NEAR(features.tilt_deg[1], 0.4 / degree, 1e-3);
}

TEST(key_frame_features, leave_out_frames_that_lack_a_joint) {
  std::vector<float> poses = moving_person(8, 1);
  joint_of(poses, 1, Joint::head)[2] = nan;
  joint_of(poses, 3, Joint::left_shoulder)[0] = nan;
  joint_of(poses, 4, Joint::left_wrist)[0] = nan;  // not among the five
  std::fill_n(joint_of(poses, 6, Joint::pelvis), joint_count * 3, 0.0F);
  const KeyFrameFeatures features = key_frame_features(poses, up);
  EXPECT_EQ(features.frames, (std::vector<std::int64_t>{0, 2, 4, 5, 7}));
  EXPECT_EQ(features.values.size(), features.frames.size() * key_frame_feature_count);
  EXPECT_TRUE(std::ranges::all_of(features.values, [](float v) { return std::isfinite(v); }));
}

TEST(key_frame_features, of_a_frame_with_a_mistaken_joint_are_those_of_the_frame_before) {
  const std::vector<float> clean = moving_person(8, 1);
  std::vector<float> poses = clean;
  joint_of(poses, 0, Joint::pelvis)[1] = 1e30F;
  joint_of(poses, 4, Joint::head)[2] = std::numeric_limits<float>::infinity();
  const KeyFrameFeatures expected = key_frame_features(clean, up);
  const KeyFrameFeatures found = key_frame_features(poses, up);
  EXPECT_EQ(found.frames, expected.frames);
  EXPECT_EQ(found.tilt_deg[0], 180);
  EXPECT_EQ(found.tilt_deg[4], 180);
  EXPECT_EQ(found.tilt_deg[5], expected.tilt_deg[5]);
  for (std::size_t i = 0; i < key_frame_feature_count; ++i) {
    EXPECT_NEAR(found.values[i], expected.values[key_frame_feature_count + i], 1e-5);
    EXPECT_NEAR(found.values[4 * key_frame_feature_count + i],
                expected.values[3 * key_frame_feature_count + i], 1e-5);
  }
}

TEST(key_frame_features, of_a_skeleton_without_head_use_the_other_joints) {
  std::vector<float> poses = moving_person(50, 2);
  for (int frame = 0; frame < 50; ++frame) joint_of(poses, frame, Joint::head)[0] = nan;
  const KeyFrameFeatures features = key_frame_features(poses, up);
  EXPECT_EQ(features.frames.size(), 50U);
  EXPECT_EQ(features.values[9], 0);
  EXPECT_NE(features.values[6], 0);
  EXPECT_GE(choose_key_frame(features, {}).key_frame, 0);
}

TEST(key_frame_features, take_the_usual_torso_for_up_when_up_is_unknown) {
  std::vector<float> poses;
  for (int i = 0; i < 100; ++i) add_pose(poses, {0, 0, 900}, i < 40 ? 1.4 : 0.02 * std::sin(i), 0, 0);
  // 40 of 100 frames bend to 80 degrees: their mean with the others leans by 30, the median hardly.
  const KeyFrameFeatures features = key_frame_features(poses, std::nullopt);
  EXPECT_LT(features.tilt_deg[60], 4);
  EXPECT_GT(features.tilt_deg[10], 70);
}

TEST(key_frame, is_nothing_without_a_usable_frame) {
  EXPECT_EQ(choose({}).key_frame, -1);
  std::vector<float> poses = moving_person(5, 1);
  for (int frame = 0; frame < 5; ++frame) joint_of(poses, frame, Joint::pelvis)[0] = nan;
  const KeyFrameChoice choice = choose(poses);
  EXPECT_EQ(choice.key_frame, -1);
  EXPECT_TRUE(choice.labels.empty());
}

TEST(key_frame, comes_from_fewer_frames_than_clusters) {
  std::vector<float> poses;
  add_pose(poses, {0, 0, 900}, 0.5, 0, 0);
  EXPECT_EQ(choose(poses).key_frame, 0);
  add_pose(poses, {0, 0, 900}, 0.0, 0, 0);
  const KeyFrameChoice two = choose(poses);
  EXPECT_EQ(two.key_frame, 1);
  EXPECT_EQ(two.cluster_sizes, (std::vector<std::int64_t>{1, 1}));
}

TEST(key_frame, of_a_person_who_stands_still_is_the_first_frame) {
  std::vector<float> poses;
  for (int i = 0; i < 40; ++i) add_pose(poses, {0, 0, 900}, 0, 0, 0);
  const KeyFrameChoice choice = choose(poses);
  EXPECT_EQ(choice.key_frame, 0);
  EXPECT_EQ(choice.cluster_sizes, (std::vector<std::int64_t>{40}));
  EXPECT_TRUE(choice.upright);
}

TEST(key_frame, is_the_frame_nearest_the_centre_of_the_largest_upright_cluster) {
  std::mt19937_64 random(3);
  std::vector<float> poses;
  add_group(poses, 100, 60, random);
  add_group(poses, 60, 2, random);
  add_group(poses, 20, 30, random);
  const KeyFrameFeatures features = key_frame_features(poses, up);
  const KeyFrameChoice choice = choose_key_frame(features, {});
  EXPECT_EQ(choice.cluster_sizes, (std::vector<std::int64_t>{100, 60, 20}));
  EXPECT_TRUE(choice.upright);
  EXPECT_GE(choice.key_frame, 100);
  EXPECT_LT(choice.key_frame, 160);

  using Rows = Eigen::Matrix<float, Eigen::Dynamic, key_frame_feature_count, Eigen::RowMajor>;
  const Eigen::Map<const Rows> rows(features.values.data(), 180, key_frame_feature_count);
  const Rows upright = rows.middleRows(100, 60);
  EXPECT_TRUE(choice.centres.row(1).isApprox(upright.colwise().mean(), 1e-4F));
  Eigen::Index nearest = 0;
  (upright.rowwise() - upright.colwise().mean()).rowwise().squaredNorm().minCoeff(&nearest);
  EXPECT_EQ(choice.key_frame, 100 + nearest);
}

TEST(key_frame, of_a_video_without_upright_frames_is_the_least_tilted_of_the_largest_cluster) {
  std::mt19937_64 random(4);
  std::vector<float> poses;
  add_group(poses, 30, 25, random);
  add_group(poses, 90, 60, random);
  add_group(poses, 40, 100, random);
  const KeyFrameFeatures features = key_frame_features(poses, up);
  const KeyFrameChoice choice = choose_key_frame(features, {});
  EXPECT_FALSE(choice.upright);
  const auto least = std::min_element(features.tilt_deg.begin() + 30, features.tilt_deg.begin() + 120);
  EXPECT_EQ(choice.key_frame, least - features.tilt_deg.begin());
  EXPECT_TRUE(choose_key_frame(features, {.tolerance_deg = 40}).upright);
}

TEST(key_frame, ties_go_to_the_lower_frame) {
  std::vector<float> poses = moving_person(70, 5);
  const KeyFrameChoice once = choose(poses);
  const std::vector<float> again = poses;
  poses.insert(poses.end(), again.begin(), again.end());
  poses.insert(poses.end(), again.begin(), again.end());
  const KeyFrameChoice repeated = choose(poses);
  EXPECT_LT(repeated.key_frame, 70);
  EXPECT_EQ(repeated.cluster_sizes[0] % 3, 0);
  EXPECT_LT(once.key_frame, 70);
}

TEST(key_frame, is_the_same_every_time) {
  const std::vector<float> poses = moving_person(3000, 6);
  const KeyFrameChoice first = choose(poses);
  const KeyFrameChoice second = choose(poses);
  EXPECT_EQ(first.key_frame, second.key_frame);
  EXPECT_EQ(first.labels, second.labels);
}

TEST(key_frame, labels_and_sizes_agree_and_every_frame_is_with_its_nearest_centre) {
  const KeyFrameFeatures features = key_frame_features(moving_person(2000, 7), up);
  for (const int clusters : {1, 2, 3, 8}) {
    const KeyFrameChoice choice = choose_key_frame(features, {.clusters = clusters});
    ASSERT_EQ(choice.centres.rows(), clusters);
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(clusters), 0);
    using Rows = Eigen::Matrix<float, Eigen::Dynamic, key_frame_feature_count, Eigen::RowMajor>;
    const Eigen::Map<const Rows> rows(features.values.data(), 2000, key_frame_feature_count);
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
      const auto label = choice.labels[static_cast<std::size_t>(i)];
      ++sizes[static_cast<std::size_t>(label)];
      const Eigen::VectorXf distances = (choice.centres.rowwise() - rows.row(i)).rowwise().norm();
      EXPECT_LE(distances[label], distances.minCoeff() + 1e-4F);
    }
    EXPECT_EQ(sizes, choice.cluster_sizes);
    EXPECT_TRUE(std::ranges::is_sorted(sizes, std::greater<>()));
  }
}

TEST(key_frame, is_the_same_in_every_rigid_frame) {
  std::mt19937_64 random(8);
  for (std::uint64_t person = 0; person < 25; ++person) {
    const std::vector<float> poses = moving_person(400 + 90 * static_cast<int>(person), person);
    const std::int64_t expected_up = choose(poses).key_frame;
    const std::int64_t expected = choose_key_frame(key_frame_features(poses, std::nullopt), {}).key_frame;
    for (int round = 0; round < 8; ++round) {
      const RigidTransform motion = testing::random_motion(random, 5000);
      const std::vector<float> other = moved(poses, motion);
      EXPECT_EQ(choose_key_frame(key_frame_features(other, motion.rotation * up), {}).key_frame, expected_up);
      EXPECT_EQ(choose_key_frame(key_frame_features(other, std::nullopt), {}).key_frame, expected);
    }
  }
}

TEST(key_frame, refuses_options_out_of_range) {
  const KeyFrameFeatures features = key_frame_features(moving_person(10, 1), up);
  EXPECT_THROW(choose_key_frame(features, {.clusters = 0}), Error);
  EXPECT_THROW(choose_key_frame(features, {.clusters = 9}), Error);
  EXPECT_THROW(choose_key_frame(features, {.tolerance_deg = 91}), Error);
  EXPECT_THROW(choose_key_frame(features, {.tolerance_deg = std::nan("")}), Error);
  EXPECT_THROW(choose_key_frame(features, {.starts = 0}), Error);
}

TEST(principal_plane, shows_the_two_widest_directions_with_fixed_signs) {
  const KeyFrameFeatures features = key_frame_features(moving_person(500, 9), up);
  const std::vector<float> plane = principal_plane(features);
  ASSERT_EQ(plane.size(), 1000U);
  using Plane = Eigen::Matrix<float, Eigen::Dynamic, 2, Eigen::RowMajor>;
  const Eigen::Map<const Plane> points(plane.data(), 500, 2);
  EXPECT_NEAR(points.colwise().mean().cwiseAbs().maxCoeff(), 0, 1e-5);
  const Eigen::RowVector2f variance = points.colwise().squaredNorm();
  EXPECT_GT(variance[0], variance[1]);
  EXPECT_NEAR(points.col(0).dot(points.col(1)) / variance[0], 0, 1e-4);
  EXPECT_EQ(principal_plane(features), plane);
  EXPECT_TRUE(principal_plane({}).empty());
}

}  // namespace
}  // namespace solopose
