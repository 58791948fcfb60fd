#include "widgets/shared/plot_style.h"

#include <gmock/gmock.h>

#include <QLocale>

#include "widgets/shared/qcustomplot.h"

namespace solopose {
namespace {

TEST(PlotStyle, numbers_of_logarithmic_axes_are_written_as_people_write_them) {
  const QLocale english(QLocale::English, QLocale::UnitedStates);
  EXPECT_EQ(log_tick_text(1, english), "1");
  EXPECT_EQ(log_tick_text(10'000, english), "10,000");
  EXPECT_EQ(log_tick_text(1'000'000, english), "1,000,000");
  EXPECT_EQ(log_tick_text(0.001, english), "0.001");
  EXPECT_EQ(log_tick_text(0.0001, english), "0.0001");
  EXPECT_EQ(log_tick_text(0.25, english), "0.25");
  EXPECT_EQ(log_tick_text(1e8, english), u"10⁸");
  EXPECT_EQ(log_tick_text(1e12, english), u"10¹²");
  EXPECT_EQ(log_tick_text(1e-6, english), u"10⁻⁶");
  EXPECT_EQ(log_tick_text(2.5e7, english), u"2.5·10⁷");
  const QLocale german(QLocale::German, QLocale::Germany);
  EXPECT_EQ(log_tick_text(10'000, german), "10.000");
  EXPECT_EQ(log_tick_text(0.001, german), "0,001");
}

TEST(PlotStyle, an_axis_that_becomes_logarithmic_writes_its_ticks_so_and_back_again) {
  QCustomPlot plot;
  plot.resize(300, 400);
  style_plot(plot);
  set_logarithmic(*plot.yAxis, true);
  plot.yAxis->setRange(0.5, 3e4);
  plot.replot();
  EXPECT_THAT(plot.yAxis->tickVectorLabels(), ::testing::Contains(QLocale().toString(10'000)));
  for (const QString& label : plot.yAxis->tickVectorLabels())
    EXPECT_FALSE(label.contains('e', Qt::CaseInsensitive)) << label.toStdString();
  set_logarithmic(*plot.yAxis, false);
  EXPECT_EQ(plot.yAxis->scaleType(), QCPAxis::stLinear);
}

}  // namespace
}  // namespace solopose
