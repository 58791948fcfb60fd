#include "widgets/options/decimal_box.h"

#include <QTest>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(DecimalBox, a_comma_is_the_point_in_a_wide_range_too) {
  DecimalBox box;
  box.setLocale(QLocale::English);
  box.setRange(-1e6, 1e6);
  box.setDecimals(9);
  box.selectAll();
  QTest::keyClicks(&box, "0,005");
  QTest::keyClick(&box, Qt::Key_Return);
  EXPECT_EQ(box.value(), 0.005);
}

TEST(DecimalBox, a_point_is_the_comma_where_numbers_are_written_with_one) {
  DecimalBox box;
  box.setLocale(QLocale::German);
  box.setRange(-1e6, 1e6);
  box.setDecimals(3);
  for (const char* typed : {"29.97", "29,97"}) {
    box.setValue(0);
    box.selectAll();
    QTest::keyClicks(&box, typed);
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), 29.97) << typed;
    EXPECT_EQ(box.text(), "29,970");
  }
}

TEST(DecimalBox, thousands_beside_a_point_are_thousands) {
  DecimalBox box;
  box.setLocale(QLocale::English);
  box.setRange(0, 1e6);
  QString text = "1,234.5";
  int place = 0;
  EXPECT_EQ(box.validate(text, place), QValidator::Acceptable);
  EXPECT_EQ(text, "1,234.5");
}

}  // namespace
}  // namespace solopose
