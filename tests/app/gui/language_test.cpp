#include "app/gui/language.h"

#include <set>
#include <string_view>

#include <QDoubleSpinBox>
#include <QLocale>
#include <QRegularExpression>
#include <QSettings>
#include <QStringList>

#include <gtest/gtest.h>

#include "core/project/catalog.h"
#include "core/project/project.h"
#include "core/quality/analysis.h"
#include "core/quality/detector.h"
#include "tests/support/demo_project.h"
#include "widgets/quality_panel/reason_text.h"

namespace solopose {
namespace {

struct LanguageTest : ::testing::Test {
  void SetUp() override { QSettings().clear(); }
  void TearDown() override { language.use("en"); }

  Language language;
};

TEST_F(LanguageTest, a_language_that_nobody_chose_is_not_remembered) {
  language.use(Language::preferred());
  EXPECT_FALSE(QSettings().contains("language")) << "the desktop's may be another one tomorrow";
}

TEST_F(LanguageTest, a_chosen_language_stays) {
  language.choose("de");
  EXPECT_EQ(Language::preferred(), "de");
  language.use("en");
  EXPECT_EQ(Language::preferred(), "de");
}

/// What stands for numbers in a text, in its order or not: "12,345 mm" and "12 345 mm" are the same, and so
/// is "12.345 mm" where a comma is the decimal mark.
QStringList numbers(const QString& text, QChar decimal_mark) {
  const QString thousands =
      decimal_mark == QLatin1Char(',') ? QStringLiteral("[ .]") : QStringLiteral("[ ,]");
  const QRegularExpression number(
      QStringLiteral("\\d+(?:%1\\d{3}(?!\\d))*(?:\\%2\\d+)?").arg(thousands, decimal_mark));
  QStringList found;
  for (auto all = number.globalMatch(text); all.hasNext();)
    found +=
        all.next().captured().remove(QRegularExpression(thousands)).replace(decimal_mark, QLatin1Char('.'));
  found.sort();
  return found;
}

TEST_F(LanguageTest, numbers_are_written_as_the_language_writes_them) {
  QDoubleSpinBox box;  // a window that is there already
  box.setRange(0, 10);
  box.setValue(1.5);
  language.use("de");
  EXPECT_EQ(QLocale().toString(12345.6, 'f', 1), "12.345,6");
  EXPECT_EQ(box.locale().decimalPoint(), ",");
  language.use("en");
  EXPECT_EQ(QLocale().toString(12345.6, 'f', 1), "12,345.6");
  EXPECT_EQ(box.locale().decimalPoint(), ".");
}

TEST_F(LanguageTest, what_detectors_find_in_the_demo_is_said_in_german_with_the_same_numbers) {
  const Project project = Project::open(testing::demo_project());
  const QualityReport report = analyse_quality(project, project.catalog(), {}, JobContext{});
  language.use("de");
  std::set<std::string_view> told;
  for (const Finding& finding : report.findings) {
    const QString english = QString::fromStdString(in_english(finding.reason));
    const QString german = reason_text(finding.reason);
    told.insert(finding.detector);
    EXPECT_NE(german, english);
    EXPECT_EQ(numbers(german, ','), numbers(english, '.'))
        << german.toStdString() << " / " << english.toStdString();
  }
  EXPECT_EQ(told.size(), detectors().size());
}

}  // namespace
}  // namespace solopose
