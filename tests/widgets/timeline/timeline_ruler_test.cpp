#include "widgets/timeline/timeline_ruler.h"

#include <functional>
#include <memory>
#include <vector>

#include <QApplication>

#include <gtest/gtest.h>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using Change = std::function<void(TimelineRuler&)>;

TimelinePlot error_plot(float top) {
  const std::vector<float> values{10, 40, 30, 20, 35, 5};
  return {QStringLiteral("Error"),
          QStringLiteral("mm"),
          0,
          0,
          top,
          {{{}, Qt::red, std::make_shared<const std::vector<float>>(values)}}};
}

// Most of the picture is kept from one frame to the next.
TEST(TimelineRulerTest, after_every_change_it_looks_as_a_ruler_that_never_looked_different) {
  const std::vector<Change> changes{
      [](TimelineRuler& ruler) { ruler.setSequence(6, 50); },
      [](TimelineRuler& ruler) { ruler.setFrame(3); },
      [](TimelineRuler& ruler) { ruler.setKeyFrame(2, true); },
      [](TimelineRuler& ruler) {
        ruler.setClusters({0, 0, 1, 1, 2, 2});
      },
      [](TimelineRuler& ruler) {
        ruler.setMissing({0, 3, 0, 0, 15, 0});
      },
      [](TimelineRuler& ruler) {
        ruler.setWithoutPose({{3, 3, Qt::green, QStringLiteral("tiny: no pose")}});
      },
      [](TimelineRuler& ruler) {
        ruler.setFindings({{1, 2, Qt::blue, QStringLiteral("Spike")}});
      },
      [](TimelineRuler& ruler) { ruler.setPlots({error_plot(50)}); },
      [](TimelineRuler& ruler) { ruler.setPlots({error_plot(100)}); },
      [](TimelineRuler& ruler) { ruler.setRange(1, 4); },
      [](TimelineRuler& ruler) { ruler.setFrame(5); },
      [](TimelineRuler& ruler) { ruler.resize(700, 200); },
      [](TimelineRuler& /*ruler*/) { Theme::instance().setMode(Theme::Mode::dark); },
  };
  Theme::instance().setMode(Theme::Mode::light);
  TimelineRuler kept;
  kept.resize(500, 160);
  QImage before = kept.grab().toImage();
  for (std::size_t done = 0; done < changes.size(); ++done) {
    changes[done](kept);
    TimelineRuler fresh;
    fresh.resize(500, 160);
    for (std::size_t i = 0; i <= done; ++i) changes[i](fresh);
    const QImage picture = kept.grab().toImage();
    EXPECT_EQ(picture, fresh.grab().toImage()) << "after change " << done;
    EXPECT_NE(picture, before) << "change " << done << " is not seen";
    before = picture;
  }
  Theme::instance().setMode(Theme::Mode::light);
}

}  // namespace
}  // namespace solopose
