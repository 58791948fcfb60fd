#include "widgets/timeline/timeline_lanes.h"

#include <memory>

#include <gmock/gmock.h>

#include <QSignalSpy>

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<TimelinePlot> plots_named(std::initializer_list<const char*> names) {
  std::vector<TimelinePlot> plots;
  for (const char* name : names) plots.emplace_back().name = name;
  return plots;
}

QStringList names_of(const TimelineLanes& lanes) {
  QStringList names;
  for (const TimelinePlot& plot : lanes.plots()) names += plot.name;
  return names;
}

TEST(TimelineLanes, plots_of_several_owners_stand_together) {
  TimelineLanes lanes;
  QObject first;
  QObject second;
  lanes.setPlots(&first, plots_named({"Error", "Speed"}));
  lanes.setPlots(&second, plots_named({"Score"}));
  EXPECT_THAT(names_of(lanes), ElementsAre("Error", "Speed", "Score"));
  lanes.setPlots(&first, plots_named({"Bone"}));
  EXPECT_THAT(names_of(lanes), ElementsAre("Bone", "Score"));
  lanes.setPlots(&first, {});
  EXPECT_THAT(names_of(lanes), ElementsAre("Score"));
}

TEST(TimelineLanes, plots_go_with_their_owner) {
  TimelineLanes lanes;
  auto owner = std::make_unique<QObject>();
  lanes.setPlots(owner.get(), plots_named({"Error"}));
  QSignalSpy changed(&lanes, &TimelineLanes::plotsChanged);
  owner.reset();
  EXPECT_EQ(changed.count(), 1);
  EXPECT_THAT(names_of(lanes), IsEmpty());
}

TEST(TimelineLanes, clusters_are_of_one_sequence) {
  TimelineLanes lanes;
  lanes.setClusters(7, {0, 1, -1});
  EXPECT_THAT(lanes.clusters(7), ElementsAre(0, 1, -1));
  EXPECT_THAT(lanes.clusters(8), IsEmpty());
  lanes.setClusters(8, {2});
  EXPECT_THAT(lanes.clusters(7), IsEmpty());
}

TEST(TimelineLanes, findings_are_of_one_sequence_and_the_same_again_is_no_news) {
  TimelineLanes lanes;
  QSignalSpy changed(&lanes, &TimelineLanes::findingsChanged);
  const std::vector<TimelineSpan> spans{{3, 5, Qt::red, "a knee"}};
  lanes.setFindings(7, spans);
  lanes.setFindings(7, spans);
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(lanes.findings(7), spans);
  EXPECT_THAT(lanes.findings(8), IsEmpty());
}

TEST(TimelineSpan, a_frame_tells_what_was_found_in_it_and_how_much_more) {
  std::vector<TimelineSpan> spans;
  for (int i = 0; i < 6; ++i) spans.push_back({i, 10, Qt::red, QString::number(i)});
  EXPECT_EQ(describe_spans(spans, 1), (QStringList{"0", "1"}));
  EXPECT_EQ(describe_spans(spans, 11), QStringList());
  const QStringList many = describe_spans(spans, 10);
  ASSERT_EQ(many.size(), 5);
  EXPECT_TRUE(many.last().contains("2")) << qPrintable(many.last());
}

TEST(TimelineSpan, a_single_frame_of_a_long_take_is_seen) {
  TimeAxis axis;
  axis.setWidth(200);
  axis.setFrameCount(1'000'000);
  for (const qint64 frame : {qint64{0}, qint64{500'000}, qint64{999'999}}) {
    QImage lane(200, 10, QImage::Format_RGB32);
    lane.fill(Qt::white);
    QPainter painter(&lane);
    draw_spans(painter, {{frame, frame, Qt::red, {}}}, lane.rect(), axis);
    painter.end();
    int red = 0;
    for (int x = 0; x < lane.width(); ++x) red += lane.pixelColor(x, 5).green() < 128 ? 1 : 0;
    EXPECT_GE(red, 1) << frame;
  }
}

}  // namespace
}  // namespace solopose
