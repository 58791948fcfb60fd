#include "widgets/shared/elided_name.h"

#include <set>

#include <QFontDatabase>

#include <gtest/gtest.h>

namespace solopose {
namespace {

QFontMetrics metrics() { return QFontMetrics(QFontDatabase::systemFont(QFontDatabase::GeneralFont)); }

TEST(ElidedName, stays_whole_where_it_has_room) {
  const QString name = "Human3.6M/S5/SittingDown";
  EXPECT_EQ(elided_name(name, metrics(), metrics().horizontalAdvance(name)), name);
}

TEST(ElidedName, of_people_and_takes_of_one_dataset_are_told_apart_in_a_narrow_column) {
  const int width = metrics().averageCharWidth() * 19;
  std::set<QString> shown;
  int names = 0;
  for (const char* person : {"S1", "S5", "S9", "S11"})
    for (const char* take : {"Directions", "Greeting", "SittingDown", "Walking"}) {
      const QString name = QStringLiteral("Human3.6M/%1/%2").arg(QLatin1String(person), QLatin1String(take));
      const QString brief = elided_name(name, metrics(), width);
      EXPECT_LE(metrics().horizontalAdvance(brief), width) << brief.toStdString();
      EXPECT_EQ(brief.split('/').at(1), person);
      shown.insert(brief);
      ++names;
    }
  EXPECT_EQ(static_cast<int>(shown.size()), names);
}

TEST(ElidedName, shortens_its_longest_part_and_keeps_both_its_ends) {
  const QString name = "AIST++/d04/gHO_sBM_cAll_d04_mHO1_ch02";
  const QString shown = elided_name(name, metrics(), metrics().horizontalAdvance(name) * 2 / 3);
  EXPECT_TRUE(shown.startsWith("AIST++/d04/gH")) << shown.toStdString();
  EXPECT_TRUE(shown.endsWith("ch02")) << shown.toStdString();
  EXPECT_EQ(shown.count(QChar(0x2026)), 1);
}

TEST(ElidedName, gives_way_to_the_last) {
  for (const char* name : {"a/b/c/d/e/f/g/h", "Human3.6M/S5/SittingDown", "", "/"})
    EXPECT_LE(metrics().horizontalAdvance(elided_name(name, metrics(), 40)), 40) << name;
}

}  // namespace
}  // namespace solopose
