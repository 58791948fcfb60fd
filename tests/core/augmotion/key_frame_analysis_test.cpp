#include "core/augmotion/key_frame_analysis.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "tests/support/scratch_data.h"

namespace solopose {
namespace {

PosesPtr poses(std::int64_t frames, int seed) {
  return std::make_shared<const std::vector<float>>(testing::leaning_poses(frames, seed));
}

TEST(KeyFrameAnalysisTest, labels_every_frame_and_says_which_can_be_a_key_frame) {
  const auto analysis = analyse_key_frames(1, poses(200, 1), std::nullopt, {});
  ASSERT_EQ(analysis->frame_count(), 200);
  const std::vector<std::int8_t> labels = analysis->labels_per_frame();
  ASSERT_EQ(labels.size(), 200U);
  EXPECT_EQ(labels[8], -1) << "its head is missing";
  EXPECT_TRUE(analysis->can_be_key_frame(8)) << "shoulders and pelvis are there all the same";
  EXPECT_FALSE(analysis->can_be_key_frame(200));
  EXPECT_FALSE(analysis->can_be_key_frame(-1));
  EXPECT_EQ(analysis->row_of(8), std::nullopt);
  for (std::size_t row = 0; row < analysis->features.frames.size(); ++row) {
    EXPECT_EQ(analysis->row_of(analysis->features.frames[row]), row);
    EXPECT_EQ(labels[static_cast<std::size_t>(analysis->features.frames[row])], analysis->choice.labels[row]);
  }
  EXPECT_EQ(std::ranges::count(labels, std::int8_t{0}), analysis->choice.cluster_sizes[0]);
}

TEST(KeyFrameAnalysisTest, a_frame_without_a_shoulder_cannot_be_a_key_frame) {
  auto values = testing::leaning_poses(20, 1);
  values[(5 * joint_count + index_of(Joint::left_shoulder)) * 3 + 1] =
      std::numeric_limits<float>::quiet_NaN();
  const auto analysis =
      analyse_key_frames(1, std::make_shared<const std::vector<float>>(std::move(values)), std::nullopt, {});
  EXPECT_FALSE(analysis->can_be_key_frame(5));
  EXPECT_TRUE(analysis->can_be_key_frame(4));
}

}  // namespace
}  // namespace solopose
