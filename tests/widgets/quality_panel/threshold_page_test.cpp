#include "widgets/quality_panel/threshold_page.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gmock/gmock.h>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "core/quality/detector.h"
#include "widgets/options/number_box.h"
#include "widgets/quality_panel/score_plot.h"
#include "widgets/shared/elided_combo_box.h"

namespace solopose {
namespace {

/// Ten bins from 0 to 10 with 100 frames in the first and one in each of the others.
QualityReport sample_report() {
  QualityReport report;
  for (const auto& detector : detectors()) report.thresholds.push_back(detector->default_threshold());
  report.histograms.resize(detectors().size());
  report.histograms[0] = {0, 10, {100, 1, 1, 1, 1, 1, 1, 1, 1, 1}};
  report.thresholds[0] = 4;
  return report;
}

class ThresholdPageTest : public ::testing::Test {
 protected:
  ThresholdPageTest() {
    page.resize(360, 260);
    page.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&page));
    page.setReport(sample_report());
    page.showDetector(0);
    page.plot()->replot();
  }

  ThresholdPage page;
  QSignalSpy edits{&page, &ThresholdPage::thresholdEdited};
};

TEST_F(ThresholdPageTest, shows_what_was_held_against_the_scores_without_a_word_to_anybody) {
  EXPECT_EQ(page.threshold(), 4.0F);
  EXPECT_EQ(page.box()->value(), 4.0);
  EXPECT_EQ(page.plot()->frames(), 109);
  EXPECT_EQ(page.plot()->framesBeyond(), 6);
  EXPECT_EQ(edits.count(), 0);
}

TEST_F(ThresholdPageTest, the_line_is_dragged) {
  ScorePlot* plot = page.plot();
  const int y = plot->height() / 2;
  const auto x_of = [&](double score) {
    return static_cast<int>(std::lround(plot->xAxis->coordToPixel(score)));
  };
  QTest::mousePress(plot, Qt::LeftButton, Qt::NoModifier, {x_of(4), y});
  for (const double score : {5.0, 6.0, 7.0}) QTest::mouseMove(plot, {x_of(score), y});
  QTest::mouseRelease(plot, Qt::LeftButton, Qt::NoModifier, {x_of(7), y});
  EXPECT_NEAR(page.threshold(), 7, 0.1);
  EXPECT_EQ(page.box()->value(),
            static_cast<double>(QString::number(static_cast<double>(page.threshold())).toDouble()));
  EXPECT_EQ(plot->framesBeyond(), 3);
  ASSERT_GE(edits.count(), 1);
  EXPECT_EQ(edits.last()[0].toInt(), 0);
  EXPECT_EQ(edits.last()[1].toFloat(), page.threshold());
}

TEST_F(ThresholdPageTest, a_typed_number_moves_the_line) {
  page.box()->setValue(2.5);
  EXPECT_EQ(page.plot()->threshold(), 2.5);
  ASSERT_EQ(edits.count(), 1);
  EXPECT_EQ(edits[0][1].toFloat(), 2.5F);
}

TEST_F(ThresholdPageTest, arrow_keys_move_the_line) {
  page.plot()->setFocus();
  QTest::keyClick(page.plot(), Qt::Key_Up);
  EXPECT_GT(page.threshold(), 4);
  QTest::keyClick(page.plot(), Qt::Key_Down);
  QTest::keyClick(page.plot(), Qt::Key_Down);
  EXPECT_LT(page.threshold(), 4);
}

/// Words that are seen in a plot, from the left.
QStringList words_in(ScorePlot& plot) {
  std::map<double, QString> words;
  for (int i = 0; i < plot.itemCount(); ++i) {
    const auto* text = qobject_cast<const QCPItemText*>(plot.item(i));
    if (text != nullptr && text->visible()) words[text->position->pixelPosition().x()] = text->text();
  }
  QStringList list;
  for (const auto& [x, text] : words) list << text;
  return list;
}

TEST_F(ThresholdPageTest, the_bars_at_the_ends_say_that_they_gather_what_lies_further_out) {
  EXPECT_THAT(words_in(*page.plot()), ::testing::ElementsAre(u"\u2264\u00a01", u"\u2265\u00a09"));
  QualityReport report = sample_report();
  report.histograms[0].counts.back() = 0;
  page.setReport(report);
  EXPECT_THAT(words_in(*page.plot()), ::testing::ElementsAre(u"\u2264\u00a01")) << "there are none";
}

TEST_F(ThresholdPageTest, counts_are_written_out) {
  QualityReport report = sample_report();
  report.histograms[0].counts.front() = 40'000;
  page.setReport(report);
  page.plot()->replot();
  EXPECT_THAT(page.plot()->yAxis->tickVectorLabels(), ::testing::Contains(QLocale().toString(10'000)));
}

TEST_F(ThresholdPageTest, thresholds_are_listed_with_their_unit_and_the_default) {
  ElidedComboBox* list = page.detectorChoice();
  const auto row_of = [&](std::string_view name) {
    return static_cast<int>(
        std::ranges::find(detectors(), name, [](const auto& one) { return one->name(); }) -
        detectors().begin());
  };
  const auto spoken = [&](int row) { return list->itemData(row, Qt::AccessibleTextRole).toString(); };
  const int jitter = row_of("jitter");
  EXPECT_EQ(spoken(jitter), u"Jitter, 5.00\u00a0mm, the default");
  page.showDetector(jitter);
  auto* reset = page.findChild<QToolButton*>();
  EXPECT_EQ(reset->toolTip(), u"Back to the default, 5.00\u00a0mm");
  page.box()->setValue(12);
  EXPECT_EQ(spoken(jitter), u"Jitter, 12.0\u00a0mm, default 5.00\u00a0mm");
  page.findChild<QCheckBox*>()->click();
  EXPECT_EQ(spoken(jitter), u"Jitter, off, default 5.00\u00a0mm");
  EXPECT_EQ(list->currentText(), "Jitter") << "the closed list has the title alone";
  list->showPopup();
  EXPECT_GE(list->view()->width(), list->view()->sizeHintForColumn(0)) << "no threshold is cut off";
  list->hidePopup();
}

TEST_F(ThresholdPageTest, goes_back_to_the_default) {
  page.findChild<QToolButton*>()->click();
  EXPECT_EQ(page.threshold(), detectors()[0]->default_threshold());
  EXPECT_FALSE(page.findChild<QToolButton*>()->isEnabled());
}

TEST_F(ThresholdPageTest, a_detector_is_switched_off_and_on_again) {
  auto* used = page.findChild<QCheckBox*>();
  used->click();
  EXPECT_TRUE(std::isinf(page.threshold()));
  EXPECT_FALSE(page.box()->isEnabled());
  used->click();
  EXPECT_EQ(page.threshold(), detectors()[0]->default_threshold());
}

}  // namespace
}  // namespace solopose
