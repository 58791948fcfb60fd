#include "core/metrics/pose_series.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/metrics/pose_scores.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

std::vector<float> random_poses(std::size_t frames, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> place(0, 400);
  std::vector<float> poses(frames * joint_count * 3);
  for (float& value : poses) value = place(random);
  return poses;
}

std::size_t at(std::size_t frame, Joint joint, std::size_t axis = 0) {
  return 3 * (frame * joint_count + static_cast<std::size_t>(index_of(joint))) + axis;
}

TEST(PoseSeriesTest, the_mean_of_the_joints_errors_is_the_mpjpe) {
  const auto truth = random_poses(40, 1);
  const auto prediction = random_poses(40, 2);
  const auto means = mean_over_joints(joint_errors_mm(truth, prediction));
  double sum = 0;
  for (const float mean : means) sum += static_cast<double>(mean);
  ScoreSums sums;
  sums.add(truth, prediction);
  EXPECT_NEAR(sum / 40, sums.scores().mpjpe_mm, 1e-2);
}

TEST(PoseSeriesTest, where_somebody_stands_does_not_matter) {
  const auto truth = random_poses(3, 1);
  auto moved = truth;
  for (std::size_t i = 0; i < moved.size(); ++i) moved[i] += static_cast<float>(100 * (i % 3));
  for (const float error : joint_errors_mm(truth, moved)) EXPECT_NEAR(error, 0, 1e-3);
}

TEST(PoseSeriesTest, what_is_missing_stays_unknown_and_out_of_the_mean) {
  auto truth = random_poses(2, 1);
  auto prediction = truth;
  truth[at(0, Joint::head, 1)] = missing;
  prediction[at(1, Joint::pelvis)] = missing;
  prediction[at(0, Joint::neck)] += 140;
  const auto errors = joint_errors_mm(truth, prediction);
  EXPECT_TRUE(std::isnan(errors[static_cast<std::size_t>(index_of(Joint::head))]));
  const auto means = mean_over_joints(errors);
  EXPECT_NEAR(means[0], 10, 1e-3);  // 140 mm over 14 joints
  EXPECT_TRUE(std::isnan(means[1]));
}

TEST(PoseSeriesTest, speed_is_metres_a_second) {
  std::vector<float> poses = random_poses(1, 1);
  auto next = poses;
  for (std::size_t i = 0; i < next.size(); i += 3) next[i] += 20;  // mm a frame
  poses.insert(poses.end(), next.begin(), next.end());
  const auto speed = joint_speed_m_per_s(poses, 50);
  EXPECT_TRUE(std::isnan(speed[0]));
  EXPECT_NEAR(speed[1], 1, 1e-4);
}

TEST(PoseSeriesTest, bones_have_their_length) {
  auto poses = random_poses(2, 1);
  for (std::size_t axis = 0; axis < 3; ++axis)
    poses[at(1, Joint::left_elbow, axis)] = poses[at(1, Joint::left_shoulder, axis)] + (axis == 1 ? 280 : 0);
  const auto lengths = bone_length_mm(poses, {Joint::left_shoulder, Joint::left_elbow});
  ASSERT_EQ(lengths.size(), 2);
  EXPECT_NEAR(lengths[1], 280, 1e-3);
}

TEST(PoseSeriesTest, sizes_that_do_not_fit_are_refused) {
  EXPECT_THROW(joint_errors_mm(random_poses(2, 1), random_poses(3, 1)), Error);
  EXPECT_THROW(bone_length_mm(std::vector<float>(44), bones()[0]), Error);
  EXPECT_THROW(mean_over_joints(std::vector<float>(16)), Error);
}

}  // namespace
}  // namespace solopose
