#include "widgets/options/number_box.h"

#include <random>

#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(NumberBox, keeps_every_digit_and_shows_what_reads_back_as_the_same_number) {
  NumberBox box(-1e6, 1e6, 4);
  std::mt19937_64 random(1);
  for (int i = 0; i < 300; ++i) {
    const double size = std::pow(10, std::uniform_real_distribution<double>(-12, 5)(random));
    const double value = size * std::uniform_real_distribution<double>(-1, 1)(random);
    box.setValue(value);
    EXPECT_EQ(box.value(), value);
    EXPECT_EQ(box.valueFromText(box.text()), value) << qPrintable(box.text());
  }
}

TEST(NumberBox, writes_numbers_as_short_as_they_are) {
  NumberBox box(0, 1e6, 2);
  box.setLocale(QLocale::c());
  box.setValue(2e-5);
  EXPECT_EQ(box.text(), "0.00002");
  box.setValue(45);
  EXPECT_EQ(box.text(), "45");
  box.setSuffix(" mm");
  EXPECT_EQ(box.text(), "45 mm");
}

TEST(NumberBox, takes_exponents_and_refuses_what_is_out_of_range) {
  NumberBox box(0, 10, 2);
  box.setLocale(QLocale::c());
  box.selectAll();
  QTest::keyClicks(&box, "2e-5");
  QTest::keyClick(&box, Qt::Key_Return);
  EXPECT_EQ(box.value(), 2e-5);
  box.selectAll();
  QTest::keyClicks(&box, "11");
  QTest::keyClick(&box, Qt::Key_Return);
  EXPECT_LE(box.value(), 10);
}

TEST(NumberBox, a_comma_is_the_point_as_a_german_keyboard_has_it) {
  NumberBox box(0, 10, 2);
  box.setLocale(QLocale::English);
  for (const auto& [typed, value] : {std::pair("0,001", 0.001), {"2,5e-3", 0.0025}, {"1,000", 1.0}}) {
    box.selectAll();
    QTest::keyClicks(&box, typed);
    EXPECT_EQ(box.text(), QString(typed).replace(',', '.')) << "what is shown is what is meant";
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), value);
  }
}

TEST(NumberBox, steps_by_its_second_digit_and_not_below_the_usual_decimals) {
  NumberBox box(0, 1e6, 2);
  box.setValue(45);
  box.stepBy(1);
  EXPECT_EQ(box.value(), 46);
  box.setValue(2800);
  box.stepBy(-1);
  EXPECT_EQ(box.value(), 2700);
  box.setValue(0);
  box.stepBy(3);
  EXPECT_EQ(box.value(), 0.03);
}

}  // namespace
}  // namespace solopose
