#include "widgets/shared/elided_label.h"

#include <gtest/gtest.h>

namespace solopose::testing {
namespace {

TEST(ElidedLabel, the_end_stays_whole_while_it_has_room_and_the_text_gives_way) {
  const QString text = QStringLiteral("the left wrist jumps by 260 mm within a frame and comes back");
  const QString end = QStringLiteral(" · A, F, R judge it · I: Interpolate");
  ElidedLabel label;
  label.setFullText(text, end);
  label.show();  // what is hidden is not told its size
  const int for_end = label.fontMetrics().horizontalAdvance(end);
  for (const int width : {4 * for_end, 2 * for_end, for_end * 3 / 2, for_end + for_end / 5}) {
    label.resize(width, 20);
    EXPECT_LE(label.fontMetrics().horizontalAdvance(label.text()), width);
    EXPECT_TRUE(label.text().endsWith(end)) << width << ": " << label.text().toStdString();
  }
  label.resize(for_end / 2, 20);
  EXPECT_FALSE(label.text().endsWith(end)) << "nothing has room for it";
  EXPECT_EQ(label.toolTip(), text + end);
}

}  // namespace
}  // namespace solopose::testing
