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

}  // namespace
}  // namespace solopose
