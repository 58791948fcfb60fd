#include "core/metrics/pose_scores.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "tests/core/metrics/pose_samples.h"

namespace solopose {
namespace {

using namespace testing;
using ::testing::Lt;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();
/// What float coordinates of a few metres leave.
constexpr double rounding_mm = 0.01;

PoseScores scores_of(const std::vector<float>& truth, const std::vector<float>& prediction) {
  ScoreSums sums;
  sums.add(truth, prediction);
  return sums.scores();
}

TEST(PoseScoresTest, perfect_poses_score_nothing_in_mm_and_everything_in_percent) {
  const auto truth = moving_person(50, 1);
  const PoseScores scores = scores_of(truth, truth);
  EXPECT_EQ(scores.frames, 50);
  EXPECT_EQ(scores.joints, 50 * joint_count);
  EXPECT_EQ(scores.mpjpe_mm, 0);
  EXPECT_LT(scores.p_mpjpe_mm, 1e-9);
  EXPECT_LT(scores.n_mpjpe_mm, 1e-9);
  EXPECT_EQ(scores.mpjve_mm, 0);
  EXPECT_EQ(scores.pck150, 100);
  EXPECT_NEAR(scores.auc, 100.0 * 30 / 31, 1e-9) << "nothing is nearer than 0 mm";
}

TEST(PoseScoresTest, each_protocol_forgives_its_own_motions_and_no_others) {
  const auto truth = moving_person(50, 2);
  std::mt19937_64 random(3);

  const RigidTransform shift{Eigen::Matrix3d::Identity(), {900, -400, 200}, 1};
  EXPECT_LT(scores_of(truth, moved(truth, shift)).mpjpe_mm, rounding_mm);
  EXPECT_LT(scores_of(truth, moved(truth, shift)).mpjve_mm, rounding_mm);

  const RigidTransform scaling{Eigen::Matrix3d::Identity(), {900, -400, 200}, 1.3};
  EXPECT_LT(scores_of(truth, moved(truth, scaling)).n_mpjpe_mm, rounding_mm);
  EXPECT_GT(scores_of(truth, moved(truth, scaling)).mpjpe_mm, 50);

  RigidTransform motion = random_motion(random, 3000);
  EXPECT_LT(scores_of(truth, moved(truth, motion)).p_mpjpe_mm, rounding_mm);
  EXPECT_GT(scores_of(truth, moved(truth, motion)).n_mpjpe_mm, 50);
  motion.scale = 0.6;
  EXPECT_LT(scores_of(truth, moved(truth, motion)).p_mpjpe_mm, rounding_mm);
}

TEST(PoseScoresTest, a_mirrored_body_is_not_forgiven) {
  const auto truth = moving_person(20, 4);
  auto mirrored = truth;
  for (std::size_t i = 0; i < mirrored.size(); i += 3) mirrored[i] = -mirrored[i];
  EXPECT_GT(scores_of(truth, mirrored).p_mpjpe_mm, 5);
}

TEST(PoseScoresTest, the_more_a_protocol_forgives_the_smaller_is_its_error) {
  const auto truth = moving_person(200, 5);
  for (const double deviation : {5.0, 30.0, 100.0}) {
    const PoseScores scores = scores_of(truth, noisy(truth, deviation, 6));
    EXPECT_LT(scores.p_mpjpe_mm, scores.n_mpjpe_mm) << deviation;
    EXPECT_LT(scores.n_mpjpe_mm, scores.mpjpe_mm * 1.001) << deviation;
    EXPECT_LE(scores.auc, scores.pck150);
  }
}

TEST(PoseScoresTest, pck_falls_as_errors_grow) {
  const auto truth = moving_person(100, 7);
  double before = 101;
  for (const double deviation : {1.0, 40.0, 80.0, 160.0, 320.0}) {
    const PoseScores scores = scores_of(truth, noisy(truth, deviation, 8));
    EXPECT_LT(scores.auc, before);
    EXPECT_GE(scores.pck150, scores.auc);
    before = scores.auc;
  }
}

TEST(PoseScoresTest, a_joint_at_exactly_150_mm_is_not_nearer) {
  std::vector<float> truth(pose_floats, 0);
  for (int j = 0; j < joint_count; ++j) truth[static_cast<std::size_t>(j * 3)] = static_cast<float>(100 * j);
  auto prediction = truth;
  joint_of(prediction, 0, Joint::head)[2] += 150;
  joint_of(prediction, 0, Joint::neck)[2] += 149;
  EXPECT_NEAR(scores_of(truth, prediction).pck150, 100.0 * 13 / 14, 1e-9) << "the root does not count";
}

TEST(PoseScoresTest, a_single_wrong_joint_shows_where_it_is) {
  const auto truth = moving_person(10, 9);
  auto prediction = truth;
  for (int frame = 0; frame < 10; ++frame) joint_of(prediction, frame, Joint::left_wrist)[1] += 60;
  const PoseScores scores = scores_of(truth, prediction);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const bool wrong = joint == static_cast<std::size_t>(index_of(Joint::left_wrist));
    EXPECT_NEAR(scores.per_joint_mm[joint], wrong ? 60 : 0, rounding_mm) << joint;
  }
  EXPECT_NEAR(scores.mpjpe_mm, 60.0 / joint_count, rounding_mm);
  EXPECT_LT(scores.mpjve_mm, rounding_mm) << "it moves as it should";
}

TEST(PoseScoresTest, a_constant_slide_of_one_joint_is_its_velocity_error) {
  const auto truth = moving_person(10, 10);
  auto prediction = truth;
  for (int frame = 0; frame < 10; ++frame) {
    joint_of(prediction, frame, Joint::head)[0] += static_cast<float>(3 * frame);
  }
  EXPECT_NEAR(scores_of(truth, prediction).mpjve_mm, 3.0 / joint_count, rounding_mm);
}

TEST(PoseScoresTest, missing_joints_are_left_out_and_counted) {
  const auto truth = moving_person(10, 11);
  auto holed_truth = truth;
  auto prediction = noisy(truth, 20, 12);
  joint_of(holed_truth, 1, Joint::head)[0] = nan;
  joint_of(prediction, 2, Joint::neck)[1] = infinity;
  joint_of(prediction, 2, Joint::left_knee)[2] = nan;
  joint_of(prediction, 4, Joint::pelvis)[0] = nan;
  joint_of(holed_truth, 6, Joint::pelvis)[0] = nan;
  const PoseScores scores = scores_of(holed_truth, prediction);
  EXPECT_EQ(scores.frames, 8);
  EXPECT_EQ(scores.frames_left_out, 2);
  EXPECT_EQ(scores.joints_missing_in_truth, 1);
  EXPECT_EQ(scores.joints_missing_in_prediction, 2);
  EXPECT_EQ(scores.joints, 8 * joint_count - 3);
  for (const double value : {scores.mpjpe_mm, scores.p_mpjpe_mm, scores.n_mpjpe_mm, scores.mpjve_mm}) {
    EXPECT_TRUE(std::isfinite(value));
    EXPECT_GT(value, 1);
  }
}

TEST(PoseScoresTest, without_anything_to_measure_scores_are_undefined) {
  const std::vector<float> missing(5 * pose_floats, nan);
  for (const PoseScores& scores : {scores_of(missing, missing), scores_of({}, {})}) {
    EXPECT_EQ(scores.frames, 0);
    EXPECT_TRUE(std::isnan(scores.mpjpe_mm));
    EXPECT_TRUE(std::isnan(scores.mpjve_mm));
    EXPECT_TRUE(std::isnan(scores.pck150));
    EXPECT_TRUE(std::isnan(scores.per_joint_mm[0]));
  }
  const auto single = moving_person(1, 13);
  EXPECT_TRUE(std::isnan(scores_of(single, single).mpjve_mm)) << "one frame does not move";
  EXPECT_EQ(scores_of(single, single).mpjpe_mm, 0);
}

TEST(PoseScoresTest, all_joints_in_one_point_have_finite_scores) {
  const auto truth = moving_person(3, 14);
  const std::vector<float> point(truth.size(), 5);
  const PoseScores scores = scores_of(truth, point);
  EXPECT_TRUE(std::isfinite(scores.p_mpjpe_mm));
  EXPECT_TRUE(std::isfinite(scores.n_mpjpe_mm));
}

TEST(PoseScoresTest, parts_add_up_to_the_whole_on_any_number_of_cores) {
  const auto truth = moving_person(5000, 15);
  const auto prediction = noisy(truth, 25, 16);
  const PoseScores whole = scores_of(truth, prediction);
  set_thread_count(1);
  const PoseScores alone = scores_of(truth, prediction);
  set_thread_count(0);
  EXPECT_EQ(whole.mpjpe_mm, alone.mpjpe_mm);
  EXPECT_EQ(whole.p_mpjpe_mm, alone.p_mpjpe_mm);
  EXPECT_EQ(whole.mpjve_mm, alone.mpjve_mm);

  const std::span<const float> t(truth), p(prediction);
  const std::size_t cut = 1234 * pose_floats;
  ScoreSums first, second;
  first.add(t.first(cut), p.first(cut));
  second.add(t.subspan(cut), p.subspan(cut));
  first += second;
  EXPECT_NEAR(first.scores().mpjpe_mm, whole.mpjpe_mm, 1e-9);
  EXPECT_NEAR(first.scores().p_mpjpe_mm, whole.p_mpjpe_mm, 1e-9);
  EXPECT_EQ(first.scores().joints, whole.joints);
}

TEST(PoseScoresTest, a_protocol_says_which_joints_count) {
  const auto truth = moving_person(10, 17);
  auto prediction = truth;
  for (int frame = 0; frame < 10; ++frame) joint_of(prediction, frame, Joint::left_wrist)[1] += 210;
  ScoreSums without_root(protocol_named("3dhp-14"));
  without_root.add(truth, prediction);
  EXPECT_EQ(without_root.scores().joints, 10 * 14);
  EXPECT_NEAR(without_root.scores().mpjpe_mm, 210.0 / 14, rounding_mm);
  EXPECT_NEAR(scores_of(truth, prediction).mpjpe_mm, 210.0 / 15, rounding_mm);
  EXPECT_EQ(without_root.scores().pck150, scores_of(truth, prediction).pck150);

  ScoreSums seventeen(protocol_named("h36m-17"));
  EXPECT_THROW(seventeen.add(truth, prediction), Error) << "150 rows of 15 are no rows of 17";
  EXPECT_THROW(seventeen += without_root, Error);
  EXPECT_THROW(protocol_named("mine"), Error);
}

TEST(PoseScoresTest, unequal_or_broken_poses_are_refused) {
  const std::vector<float> two(2 * pose_floats), one(pose_floats), half(20);
  ScoreSums sums;
  EXPECT_THROW(sums.add(two, one), Error);
  EXPECT_THROW(sums.add(half, half), Error);
}

}  // namespace
}  // namespace solopose
