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

TEST_F(FindingLineTest, the_keys_stay_whole_where_the_reason_is_shortened_and_the_tooltip_has_all) {
  open();
  TimelineLanes lanes;
  QWidget window;
  FindingLine line(&session, &lanes, &window);
  line.resize(400, 20);
  session.cursor()->setSequence(first().id, first().frames, 10);
  const QString reason = QStringLiteral("the left ankle and the left knee are too far apart, ").repeated(5);
  const QString keys = QStringLiteral("R rejects it");
  lanes.setShownFinding(ShownFinding{first().id, 10, 12, {}, reason, keys});
  EXPECT_TRUE(line.text().startsWith("the left ankle")) << line.text().toStdString();
  EXPECT_TRUE(line.text().endsWith(QStringLiteral("\u2026 \u00b7 ") + keys)) << line.text().toStdString();
  EXPECT_LE(line.fontMetrics().horizontalAdvance(line.text()), 400);
  EXPECT_EQ(line.toolTip(), reason + QStringLiteral(" \u00b7 ") + keys);
  lanes.setShownFinding(ShownFinding{first().id, 10, 12, {}, "too long", keys});
  EXPECT_EQ(line.text(), QStringLiteral("too long \u00b7 ") + keys);
  EXPECT_EQ(line.toolTip(), "");
}

TEST_F(FindingLineTest, asks_for_attention_only_as_long_as_nobody_has_judged_it) {
  open();
  TimelineLanes lanes;
  QWidget window;
  const FindingLine line(&session, &lanes, &window);
  session.cursor()->setSequence(first().id, first().frames, 10);
  lanes.setShownFinding(ShownFinding{first().id, 10, 12, {}, "too long", "A judges it"});
  EXPECT_EQ(line.property("role").toString(), "attention");
  lanes.setShownFinding(ShownFinding{first().id, 10, 12, {}, "too long", "Accepted", false});
  EXPECT_EQ(line.property("role").toString(), "muted");
  lanes.setShownFinding(ShownFinding{first().id, 10, 12, {}, "too long", "A judges it"});
  EXPECT_EQ(line.property("role").toString(), "attention");
}

}  // namespace
}  // namespace solopose::testing
