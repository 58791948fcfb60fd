#include "core/prediction/standing_place.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr int frames = 20;

void put(std::vector<float>& poses, int frame, int joint, const Vector3d& place) {
  for (int axis = 0; axis < 3; ++axis)
    poses[static_cast<std::size_t>(frame * pose_floats + 3 * joint + axis)] = static_cast<float>(place[axis]);
}

/// Somebody about 3 m away who goes to the right.
std::vector<float> walker() {
  std::mt19937 random(3);
  std::normal_distribution<double> around(0, 300);
  std::vector<float> poses(static_cast<std::size_t>(frames * pose_floats));
  for (int frame = 0; frame < frames; ++frame) {
    const Vector3d pelvis(20 * frame, -100, 3000);
    for (int joint = 0; joint < joint_count; ++joint)
      put(poses, frame, joint,
          joint == 0 ? pelvis : Vector3d(pelvis + Vector3d(around(random), around(random), around(random))));
  }
  return poses;
}

std::vector<std::vector<SeenPlace>> seen_of(const std::vector<float>& poses) {
  std::vector<std::vector<SeenPlace>> seen(frames);
  for (int frame = 0; frame < frames; ++frame) {
    for (int joint = 0; joint < joint_count; ++joint) {
      const Vector3d at = joint_at(poses, frame, static_cast<Joint>(joint));
      seen[static_cast<std::size_t>(frame)].push_back({static_cast<Joint>(joint), at.head<2>() / at.z(), 1});
    }
  }
  return seen;
}

/// Each about its pelvis so many times as large, and elsewhere.
std::vector<float> displaced(const std::vector<float>& poses, double size) {
  std::vector<float> moved = poses;
  for (int frame = 0; frame < frames; ++frame) {
    const Vector3d pelvis = joint_at(poses, frame, Joint::pelvis);
    for (int joint = 0; joint < joint_count; ++joint)
      put(moved, frame, joint,
          Vector3d(50, 70, 4000) + size * (joint_at(poses, frame, static_cast<Joint>(joint)) - pelvis));
  }
  return moved;
}

double pelvis_gap(const std::vector<float>& a, const std::vector<float>& b, int frame) {
  return (joint_at(a, frame, Joint::pelvis) - joint_at(b, frame, Joint::pelvis)).norm();
}

TEST(StandingPlace, poses_go_back_to_where_they_were_seen) {
  const std::vector<float> truth = walker();
  const auto found = standing_where_seen(displaced(truth, 1), seen_of(truth), 3);
  for (std::size_t i = 0; i < truth.size(); ++i) EXPECT_NEAR(found[i], truth[i], 0.05F);
}

// What a network answers is nearer to its mean: fitting what is seen to such answers, instead of the answers
// to what is seen, would draw everybody too small.
TEST(StandingPlace, answers_with_errors_cover_as_much_of_the_picture_as_the_person) {
  const std::vector<float> truth = walker();
  std::mt19937 random(5);
  std::normal_distribution<double> error(0, 120);
  std::vector<float> answers = displaced(truth, 0.8);
  for (int frame = 0; frame < frames; ++frame)
    for (int joint = 1; joint < joint_count; ++joint)
      put(answers, frame, joint,
          joint_at(answers, frame, static_cast<Joint>(joint)) +
              Vector3d(error(random), error(random), error(random)));
  const auto found = standing_where_seen(answers, seen_of(truth), 5);
  for (int frame = 0; frame < frames; ++frame) {
    EXPECT_NEAR(joint_at(found, frame, Joint::pelvis).z(), 0.8 * 3000, 0.1 * 0.8 * 3000) << frame;
    for (int joint = 1; joint < joint_count; ++joint) {
      const auto one = static_cast<Joint>(joint);
      const Vector3d about = joint_at(found, frame, one) - joint_at(found, frame, Joint::pelvis);
      const Vector3d before = joint_at(answers, frame, one) - joint_at(answers, frame, Joint::pelvis);
      EXPECT_LT((about - before).norm(), 0.01) << "a pose is moved as a whole";
    }
  }
}

TEST(StandingPlace, who_is_not_seen_goes_along_and_what_is_missing_stays_so) {
  const std::vector<float> truth = walker();
  std::vector<float> answers = displaced(truth, 1);
  const float missing = std::numeric_limits<float>::quiet_NaN();
  put(answers, 4, index_of(Joint::left_wrist), Vector3d::Constant(missing));
  auto seen = seen_of(truth);
  seen[10].clear();
  const auto found = standing_where_seen(answers, seen, 3);
  EXPECT_NEAR(joint_at(found, 10, Joint::pelvis).z(), 3000, 1);
  EXPECT_TRUE(std::isnan(joint_at(found, 4, Joint::left_wrist).x()));
  EXPECT_LT(pelvis_gap(found, truth, 4), 0.1);
  for (auto& one : seen) one.clear();
  const auto unseen = standing_where_seen(answers, seen, 3);
  EXPECT_EQ(pelvis_gap(unseen, answers, 0), 0) << "nobody says where they are";
}

}  // namespace
}  // namespace solopose
