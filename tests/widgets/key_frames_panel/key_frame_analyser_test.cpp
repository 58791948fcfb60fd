#include "widgets/key_frames_panel/key_frame_analyser.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/scratch_data.h"
#include "tests/support/waiting.h"

namespace solopose {
namespace {

PosesPtr poses(std::int64_t frames, int seed) {
  return std::make_shared<const std::vector<float>>(testing::leaning_poses(frames, seed));
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
