#include "widgets/key_frames_panel/key_frame_analysis.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "tests/widgets/session/scratch_data.h"

namespace solopose {
namespace {

PosesPtr poses(std::int64_t frames, int seed) {
  return std::make_shared<const std::vector<float>>(testing::leaning_poses(frames, seed));
}

TEST(KeyFrameAnalysisTest, labels_every_frame_and_says_which_can_be_a_key_frame) {
  const auto analysis = analyse_key_frames(1, poses(200, 1), std::nullopt, {});
  ASSERT_EQ(analysis->frameCount(), 200);
  const std::vector<std::int8_t> labels = analysis->labelsPerFrame();
  ASSERT_EQ(labels.size(), 200U);
  EXPECT_EQ(labels[8], -1) << "its head is missing";
  EXPECT_TRUE(analysis->canBeKeyFrame(8)) << "shoulders and pelvis are there all the same";
  EXPECT_FALSE(analysis->canBeKeyFrame(200));
  EXPECT_FALSE(analysis->canBeKeyFrame(-1));
  EXPECT_EQ(analysis->rowOf(8), std::nullopt);
  for (std::size_t row = 0; row < analysis->features.frames.size(); ++row) {
    EXPECT_EQ(analysis->rowOf(analysis->features.frames[row]), row);
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
  EXPECT_FALSE(analysis->canBeKeyFrame(5));
  EXPECT_TRUE(analysis->canBeKeyFrame(4));
}

TEST(KeyFrameAnalyserTest, only_the_latest_request_is_answered) {
  KeyFrameAnalyser analyser;
  std::vector<SequenceId> answers;
  QObject::connect(&analyser, &KeyFrameAnalyser::ready,
                   [&](const KeyFrameAnalysisPtr& analysis) { answers.push_back(analysis->sequence); });
  for (SequenceId id = 1; id <= 5; ++id)
    analyser.request(id, poses(3000, static_cast<int>(id)), std::nullopt, {});
  EXPECT_TRUE(analyser.busy());
  ASSERT_TRUE(testing::wait_for([&] { return !analyser.busy(); }));
  EXPECT_EQ(answers, std::vector<SequenceId>{5});
}

TEST(KeyFrameAnalyserTest, what_is_forgotten_is_not_answered) {
  KeyFrameAnalyser analyser;
  QSignalSpy ready(&analyser, &KeyFrameAnalyser::ready);
  analyser.request(1, poses(3000, 1), std::nullopt, {});
  analyser.forget();
  EXPECT_FALSE(analyser.busy());
  QTest::qWait(100);
  EXPECT_EQ(ready.count(), 0);
}

TEST(KeyFrameAnalyserTest, a_failure_is_told) {
  KeyFrameAnalyser analyser;
  QSignalSpy failed(&analyser, &KeyFrameAnalyser::failed);
  KeyFrameOptions wrong;
  wrong.clusters = 4000;
  analyser.request(1, poses(100, 1), std::nullopt, wrong);
  ASSERT_TRUE(testing::wait_for([&] { return !analyser.busy(); }));
  EXPECT_EQ(failed.count(), 1);
}

}  // namespace
}  // namespace solopose
