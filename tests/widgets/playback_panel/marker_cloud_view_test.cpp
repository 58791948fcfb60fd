#include <limits>

#include "render/skeleton/skeleton_view.h"
#include "tests/widgets/playback_panel/playback_window.h"

namespace solopose::testing {
namespace {

/// Three markers two metres from the origin that move up by 10 mm; the last one is missing in the second
/// frame.
Sequence gait() {
  Sequence cloud;
  cloud.subject = "unknown";
  cloud.take = "gait";
  cloud.view = "world";
  cloud.frames_per_second = 100;
  cloud.up = Eigen::Vector3d::UnitZ();
  cloud.joints = std::make_shared<const JointSet>(
      JointSet{.name = "c3d:LASI+2", .joints = {"LASI", "RASI", "T10"}, .parents = {}, .canonical = {}});
  cloud.positions_mm = {2000, 100, 900, 2000, -100, 900, 2000, 0, 1200, 2000, 100, 910, 2000, -100, 910};
  cloud.positions_mm.insert(cloud.positions_mm.end(), 3, std::numeric_limits<float>::quiet_NaN());
  return cloud;
}

class MarkerCloudView : public PlaybackWindowTest {};

TEST_F(MarkerCloudView, the_3d_view_shows_the_markers_that_are_there_with_their_names) {
  make_filmed_project(scratch / "project", {gait()});
  session.openProject(folder());
  ASSERT_TRUE(settle());
  session.cursor()->setSequence(first().id, first().frames);
  ASSERT_TRUE(drawn());
  const std::vector<SceneMarker> markers = panel.view3d()->scene().markers;
  ASSERT_EQ(markers.size(), 3U);
  EXPECT_EQ(markers[0].name, "LASI");
  EXPECT_EQ(markers[2].name, "T10");
  EXPECT_TRUE((markers[0].at_mm - markers[1].at_mm).isApprox(Eigen::Vector3f(0, 200, 0)));
  EXPECT_LT(markers[0].at_mm.norm(), 1000) << "the scene stands where the markers are";
  EXPECT_TRUE(panel.view3d()->scene().skeletons.empty());
  session.cursor()->setFrame(1);
  ASSERT_TRUE(drawn());
  const std::vector<SceneMarker> later = panel.view3d()->scene().markers;
  ASSERT_EQ(later.size(), 2U);
  EXPECT_NEAR(later[0].at_mm.z() - markers[0].at_mm.z(), 10, 1e-2);
}

TEST_F(MarkerCloudView, the_markers_go_with_the_cloud) {
  Sequence body = filmed_sequence("body", 2, 30, {});
  make_filmed_project(scratch / "project", {body, gait()});
  session.openProject(folder());
  ASSERT_TRUE(settle());
  for (const char* take : {"gait", "body"}) {
    for (const SequenceRecord& record : session.catalog()->sequences)
      if (record.take == take) session.cursor()->setSequence(record.id, record.frames);
    ASSERT_TRUE(drawn());
    const SkeletonScene& scene = panel.view3d()->scene();
    const bool is_cloud = take == std::string("gait");
    EXPECT_EQ(scene.markers.empty(), !is_cloud) << take;
    EXPECT_EQ(scene.skeletons.empty(), is_cloud) << take;
  }
}

}  // namespace
}  // namespace solopose::testing
