#include "core/heatpose/peak_matching.h"

#include <cstdio>

#include <gtest/gtest.h>

#include "core/heatpose/volume.h"
#include "tests/core/heatpose/random_pose.h"

namespace solopose {
namespace {

using testing::joint_of;
using testing::random_pose;

SkeletonPrior prior_of(const std::vector<float>& pose) {
  SkeletonPrior prior;
  for (std::size_t b = 0; b < bone_count; ++b) {
    prior.bone_mm[b] =
        (joint_of(pose, index_of(bones()[b].child)) - joint_of(pose, index_of(bones()[b].parent))).norm();
  }
  return prior;
}

bool found(const std::vector<float>& matched, const std::vector<float>& pose, int joint) {
  return (joint_of(matched, joint) - joint_of(pose, joint)).norm() < 20;
}

/// A joint can only be found where the volume has a peak for it: inside, and not drowned by a neighbour.
bool has_peak(const std::vector<Peak>& peaks, const std::vector<float>& pose, int joint) {
  return std::any_of(peaks.begin(), peaks.end(), [&](const Peak& peak) {
    return (peak.position_mm - joint_of(pose, joint)).norm() < 20;
  });
}

TEST(PeakMatching, finds_the_joints_of_one_volume_given_about_where_they_were) {
  std::mt19937 random(31);
  std::normal_distribution<float> moved(0, 40);
  const Grid grid = Grid::cube({0, 0, 0}, 3600, 64);
  int with_peak = 0;
  int right = 0;
  int sure_and_wrong = 0;
  constexpr int rounds = 40;
  for (int round = 0; round < rounds; ++round) {
    const auto pose = random_pose(random);
    SkeletonPrior prior = prior_of(pose);
    prior.expected_mm = pose;
    for (float& coordinate : prior.expected_mm) coordinate += moved(random);
    const auto peaks = find_peaks(grid, body_volume(grid, pose, {}));
    const MatchedPose matched = match_peaks(peaks, prior);
    for (int j = 0; j < joint_count; ++j) {
      with_peak += has_peak(peaks, pose, j);
      right += has_peak(peaks, pose, j) && found(matched.pose_mm, pose, j);
      const double off = (joint_of(matched.pose_mm, j) - joint_of(pose, j)).norm();
      sure_and_wrong += off > 150 && matched.confidence[static_cast<std::size_t>(j)] > 0.9;
    }
  }
  std::printf(
      "%d of %d joints have a peak of their own; %d of them found; %d off by more than 150 mm with "
      "confidence above 0.9\n",
      with_peak, rounds * joint_count, right, sure_and_wrong);
  EXPECT_GT(with_peak, rounds * joint_count * 3 / 4);
  EXPECT_GT(right, with_peak * 98 / 100);
  EXPECT_LT(sure_and_wrong, rounds * joint_count / 100);
}

TEST(PeakMatching, is_unsure_about_left_and_right_without_an_expected_pose) {
  // A symmetric person: nothing but the expectation tells the sides apart.
  const std::vector<float> pose = {0,    0,  0,    120,  0,  0,    120, 30, -430, 120, 0, -850, -120, 0,  0,
                                   -120, 30, -430, -120, 0,  -850, 0,   0,  500,  0,   0, 700,  -170, 0,  500,
                                   -250, 0,  220,  -300, 90, 0,    170, 0,  500,  250, 0, 220,  300,  90, 0};
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 64);
  const auto peaks = find_peaks(grid, body_volume(grid, pose, {}));
  SkeletonPrior prior = prior_of(pose);
  const MatchedPose blind = match_peaks(peaks, prior);
  EXPECT_GT(blind.confidence[static_cast<std::size_t>(Joint::neck)], 0.9);
  EXPECT_LT(blind.confidence[static_cast<std::size_t>(Joint::left_wrist)], 0.6);
  prior.expected_mm = pose;
  const MatchedPose told = match_peaks(peaks, prior);
  for (int j = 0; j < joint_count; ++j)
    EXPECT_TRUE(found(told.pose_mm, pose, j)) << joint_names()[static_cast<std::size_t>(j)];
  EXPECT_GT(told.confidence[static_cast<std::size_t>(Joint::left_wrist)], 0.7);
}

TEST(PeakMatching, of_no_peaks_is_a_missing_pose_with_no_confidence) {
  const Grid grid = Grid::cube({0, 0, 0}, 100, 3);
  EXPECT_TRUE(find_peaks(grid, std::vector<float>(27, 0.0F)).empty());
  EXPECT_EQ(find_peaks(grid, std::vector<float>(27, 1.0F)).size(), 1U);  // a plateau is one peak
  const MatchedPose matched = match_peaks({}, SkeletonPrior::average_adult());
  EXPECT_TRUE(std::isnan(matched.pose_mm[0]));
  EXPECT_EQ(matched.confidence[0], 0);
}

TEST(PeakMatching, a_volume_of_noise_is_matched_by_its_highest_peaks) {
  std::mt19937 random(4);
  std::normal_distribution<float> normal;
  const Grid grid = Grid::cube({0, 0, 0}, 2800, 64);
  std::vector<float> volume(static_cast<std::size_t>(grid.voxels()));
  for (float& value : volume) value = normal(random);
  const auto peaks = find_peaks(grid, volume, 0.1);
  ASSERT_GT(peaks.size(), 5000U);
  const MatchedPose all = match_peaks(peaks, SkeletonPrior::average_adult());
  const MatchedPose highest = match_peaks(std::span(peaks).first(128), SkeletonPrior::average_adult());
  EXPECT_THAT(all.pose_mm, ::testing::Pointwise(::testing::NanSensitiveFloatEq(), highest.pose_mm));
}

}  // namespace
}  // namespace solopose
