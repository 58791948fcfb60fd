#include "widgets/timeline/finding_line.h"

#include "tests/widgets/session/session_test_base.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {
namespace {

using FindingLineTest = SessionTest;

TEST_F(FindingLineTest, says_what_is_wrong_at_the_frames_of_the_finding_and_nowhere_else) {
  open();
  TimelineLanes lanes;
  QWidget window;
  const FindingLine line(&session, &lanes, &window);
  const SequenceRecord& other = session.catalog()->sequences.back();
  session.cursor()->setSequence(first().id, first().frames, 9);
  lanes.setShownFinding(ShownFinding{first().id, 10, 12, {}, "the left shin is too long"});
  EXPECT_TRUE(line.isHidden());
  session.cursor()->setFrame(10);
  EXPECT_FALSE(line.isHidden());
  EXPECT_EQ(line.fullText(), "the left shin is too long");
  session.cursor()->setFrame(13);
  EXPECT_TRUE(line.isHidden());
  session.cursor()->setFrame(12);
  EXPECT_FALSE(line.isHidden());
  ASSERT_NE(other.id, first().id);
  session.cursor()->setSequence(other.id, other.frames, 12);
  EXPECT_TRUE(line.isHidden());
}

}  // namespace
}  // namespace solopose::testing
