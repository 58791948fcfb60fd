#include "render/heat_map/heat_map_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

#include "tests/render/heat_map/heat_map_samples.h"
#include "tests/support/waiting.h"

namespace solopose::testing {
namespace {

constexpr QSize small(160, 120);
constexpr std::array looks{"volume", "rainbow", "skeleton", "surface", "slices"};

/// The mean difference of two pictures' channels, 0 to 255.
double difference(const QImage& a, const QImage& b) {
  if (a.size() != b.size()) return 255;
  const QImage first = a.convertToFormat(QImage::Format_RGB888);
  const QImage second = b.convertToFormat(QImage::Format_RGB888);
  double sum = 0;
  for (int y = 0; y < first.height(); ++y) {
    const uchar* one = first.constScanLine(y);
    const uchar* other = second.constScanLine(y);
    for (int i = 0; i < 3 * first.width(); ++i) sum += std::abs(one[i] - other[i]);
  }
  return sum / (3.0 * first.width() * first.height());
}

/// Of the pixels on which either picture shows something, the share whose colour is clearly another, percent:
/// how much is background does not matter, nor how an edge is rounded.
double changed_percent(const QImage& a, const QImage& b) {
  constexpr int clearly = 24;
  if (a.size() != b.size()) return 100;
  const QRgb background = qRgb(255, 255, 255);
  int drawn = 0;
  int changed = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QRgb one = a.pixel(x, y);
      const QRgb other = b.pixel(x, y);
      if (one == background && other == background) continue;
      ++drawn;
      const int most = std::max({std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                                 std::abs(qBlue(one) - qBlue(other))});
      if (most > clearly) ++changed;
    }
  }
  return drawn > 0 ? 100.0 * changed / drawn : 0;
}

class HeatMapViewTest : public ::testing::Test {
 protected:
  void show(HeatMapView& view, QSize size = small) {
    view.resize(size);
    view.setStyle(style);
    view.setColours({});
    view.setVolume(volume.grid, volume.values);
    view.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
    ASSERT_TRUE(settled(view));
  }
  static bool settled(HeatMapView& view) {
    return wait_for([&] { return view.isSettled(); });
  }
  /// The person fills the picture, seen from the front by a camera that nothing about the window decides.
  static void look_closely(HeatMapView& view) {
    ASSERT_TRUE(wait_for([&] {
      return view.camera().width_px == small.width() && view.camera().height_px == small.height();
    }));
    OrbitCamera camera;
    camera.focus_mm = {0, 0, 850};
    camera.distance_mm = 3000;
    camera.azimuth = 0.3;
    camera.elevation = 0.1;
    view.setCamera(camera);
  }
  /// Where a point is on the screen.
  static QPoint pixel(const HeatMapView& view, const Eigen::Vector3d& point_mm) {
    const auto place = view.camera().project(point_mm);
    return {qRound(place->pixel.x()), qRound(place->pixel.y())};
  }
  static QWidget* canvas(const HeatMapView& view) { return view.findChild<QWidget*>(); }

  HeatMapStyle style = body_style();
  Volume volume = sample_volume();
};

/// Pictures beside this file hold the look. Writes them anew where WRITE_BASELINES is set.
class Baselines : public HeatMapViewTest, public ::testing::WithParamInterface<const char*> {
 protected:
  static constexpr double tolerance = 0.5;  ///< percent of what is drawn

  QImage drawn(const std::string& name) {
    style.show_skeleton = name == "skeleton";
    style.show_volume = name != "surface" && name != "slices";
    style.show_surface = name == "surface";
    style.show_slices = name == "slices";
    style.show_axes = false;
    style.colours = name == "rainbow" ? ColourMap::rainbow : ColourMap::viridis;
    HeatMapView view;
    view.setOverlay(sample_overlay());
    show(view);
    look_closely(view);
    // One slice through the raised hand; the others stand behind it.
    view.setSliceVoxel(0, 0);
    view.setSliceVoxel(1, static_cast<int>(std::lround(volume.grid.voxel_of({0, 80, 0})[1])));
    view.setSliceVoxel(2, 0);
    return view.picture().convertToFormat(QImage::Format_RGB32);
  }
  static QString file_of(const std::string& name) {
    return QStringLiteral(HEAT_MAP_BASELINES "/%1.png").arg(QString::fromStdString(name));
  }
  static QImage kept(const std::string& name) {
    return QImage(file_of(name)).convertToFormat(QImage::Format_RGB32);
  }
};

TEST_P(Baselines, looks_as_it_did) {
  const QImage picture = drawn(GetParam());
  if (qEnvironmentVariableIsSet("WRITE_BASELINES")) picture.save(file_of(GetParam()));
  const QImage baseline = kept(GetParam());
  ASSERT_FALSE(baseline.isNull()) << qPrintable(file_of(GetParam()));
  const double changed = changed_percent(picture, baseline);
  std::printf("%s: %.2f %% differ from the baseline\n", GetParam(), changed);
  EXPECT_LT(changed, tolerance);
}

TEST_P(Baselines, another_look_is_told_apart) {
  const QImage picture = drawn(GetParam());
  for (const char* other : looks) {
    if (std::string(other) == GetParam()) continue;
    const double changed = changed_percent(picture, kept(other));
    std::printf("%s: %.1f %% differ from %s\n", GetParam(), changed, other);
    EXPECT_GT(changed, 2 * tolerance) << GetParam() << " against " << other;
  }
}

TEST_P(Baselines, another_pose_is_told_apart) {
  volume = sample_volume(8);
  const double changed = changed_percent(drawn(GetParam()), kept(GetParam()));
  std::printf("%s: %.1f %% differ from a raised arm\n", GetParam(), changed);
  EXPECT_GT(changed, 2 * tolerance);
}

INSTANTIATE_TEST_SUITE_P(heat_map, Baselines, ::testing::ValuesIn(looks));

TEST_F(HeatMapViewTest, processor_and_graphics_card_draw_alike) {
  HeatMapView by_processor(nullptr, HeatMapView::RayCasting::processor);
  HeatMapView by_card(nullptr, HeatMapView::RayCasting::graphics_card);
  show(by_processor);
  show(by_card);
  EXPECT_LT(difference(by_processor.picture(), by_card.picture()), 3);
}

TEST_F(HeatMapViewTest, another_volume_takes_the_old_ones_place) {
  HeatMapView reused;
  show(reused);
  look_closely(reused);
  const QImage before = reused.picture();
  const Volume next = sample_volume(8);
  reused.setVolume(next.grid, next.values);
  HeatMapView fresh;
  volume = next;
  show(fresh);
  look_closely(fresh);
  const double changed = difference(before, reused.picture());
  EXPECT_GT(changed, 0.2) << "the arm has gone up";
  EXPECT_LT(difference(fresh.picture(), reused.picture()), 0.2 * changed)
      << "nothing of the old volume is left";
}

TEST_F(HeatMapViewTest, another_size_takes_the_old_ones_place) {
  HeatMapView view;
  show(view);
  const QImage before = view.picture();
  const Volume coarse = sample_volume(0, 24);
  view.setVolume(coarse.grid, coarse.values);
  EXPECT_LT(difference(before, view.picture()), 12) << "the same person in larger voxels";
  EXPECT_GT(difference(before, view.picture()), 0.05);
}

TEST_F(HeatMapViewTest, moving_a_transfer_point_changes_the_picture) {
  HeatMapView view;
  show(view);
  look_closely(view);
  const QImage before = view.picture();
  style.transfer.points[2].opacity = 0.5;
  view.setStyle(style);
  EXPECT_GT(difference(before, view.picture()), 1);
}

TEST_F(HeatMapViewTest, a_moving_picture_is_coarse_and_soon_at_full_quality) {
  HeatMapView view;
  show(view, {640, 480});
  QSignalSpy painted(&view, &HeatMapView::painted);
  view.setVolume(volume.grid, volume.values);
  ASSERT_TRUE(painted.wait());
  EXPECT_FALSE(painted.first().at(1).toBool());
  EXPECT_FALSE(view.isSettled());
  ASSERT_TRUE(settled(view));
  EXPECT_TRUE(painted.last().at(1).toBool());
  const auto pictures = painted.size();
  QTest::qWait(300);
  EXPECT_EQ(painted.size(), pictures) << "nothing is drawn while nothing moves";
}

TEST_F(HeatMapViewTest, the_probe_says_what_the_volume_holds) {
  HeatMapView view;
  style.show_slices = true;
  show(view, {640, 480});
  QSignalSpy probed(&view, &HeatMapView::probed);
  const Eigen::Vector3d head(0, 40, 1640);
  for (int axis = 0; axis < 3; ++axis) {
    const auto at = static_cast<std::size_t>(axis);
    view.setSliceVoxel(axis, static_cast<int>(std::lround(volume.grid.voxel_of(head)[axis])));
    EXPECT_EQ(view.sliceVoxels()[at], std::lround(volume.grid.voxel_of(head)[axis]));
  }
  QTest::mouseMove(canvas(view), pixel(view, head));
  ASSERT_TRUE(probed.count() > 0 || probed.wait());
  const auto probe = probed.last().at(0).value<std::optional<HeatMapProbe>>();
  ASSERT_TRUE(probe);
  EXPECT_LT((probe->position_mm - head).norm(), 80);
  EXPECT_EQ(probe->value, volume.values[static_cast<std::size_t>(
                              volume.grid.index(probe->voxel[0], probe->voxel[1], probe->voxel[2]))]);
  EXPECT_GT(probe->value, 0.2);
}

TEST_F(HeatMapViewTest, a_slice_is_dragged_along_its_normal) {
  HeatMapView view;
  style.show_slices = true;
  show(view, {640, 480});
  const double azimuth = view.camera().azimuth;
  // Right above the other two planes only the one across z can be hit at this corner.
  view.look(FixedView::top);
  OrbitCamera camera = view.camera();
  camera.elevation = 0.5;
  view.setCamera(camera);
  const Eigen::Vector3d low = volume.grid.centre_mm({2, 2, 32});
  const Eigen::Vector3d high = volume.grid.centre_mm({2, 2, 40});
  QSignalSpy moved(&view, &HeatMapView::sliceMoved);
  QTest::mousePress(canvas(view), Qt::LeftButton, {}, pixel(view, low));
  QTest::mouseMove(canvas(view), pixel(view, high));
  QTest::mouseRelease(canvas(view), Qt::LeftButton, {}, pixel(view, high));
  ASSERT_GT(moved.count(), 0);
  EXPECT_EQ(moved.last().at(0).toInt(), 2);
  EXPECT_NEAR(view.sliceVoxels()[2], 40, 1);
  EXPECT_EQ(view.camera().azimuth, camera.azimuth) << "the camera stands still";
  EXPECT_NE(view.camera().azimuth, azimuth);
}

TEST_F(HeatMapViewTest, a_drag_beside_the_slices_turns_and_the_wheel_zooms) {
  HeatMapView view;
  show(view, {640, 480});
  const OrbitCamera before = view.camera();
  QTest::mousePress(canvas(view), Qt::LeftButton, {}, {300, 200});
  QTest::mouseMove(canvas(view), {340, 210});
  QTest::mouseRelease(canvas(view), Qt::LeftButton, {}, {340, 210});
  EXPECT_NE(view.camera().azimuth, before.azimuth);
  QWheelEvent wheel({300, 200}, canvas(view)->mapToGlobal(QPointF(300, 200)), {}, {0, 120}, Qt::NoButton,
                    Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(canvas(view), &wheel);
  EXPECT_LT(view.camera().distance_mm, before.distance_mm);
  view.resetCamera();
  EXPECT_NEAR(view.camera().distance_mm, before.distance_mm, 1e-6);
}

TEST_F(HeatMapViewTest, the_camera_goes_with_the_person) {
  HeatMapView view;
  show(view);
  const QImage before = view.picture();
  Grid elsewhere = volume.grid;
  elsewhere.origin_mm += Eigen::Vector3d(5000, -700, 300);
  view.setVolume(elsewhere, volume.values);
  // Labels of the axes are others, the rest is not.
  EXPECT_LT(difference(before, view.picture()), 3);
}

TEST_F(HeatMapViewTest, a_new_view_begins_with_the_person_and_the_whole_cube_is_one_step_away) {
  HeatMapView view;
  view.setOverlay(sample_overlay());
  show(view, {640, 480});
  const auto seen_height = [&](double low_mm, double high_mm) {
    return pixel(view, {0, 0, low_mm}).y() - pixel(view, {0, 0, high_mm}).y();
  };
  EXPECT_GT(seen_height(80, 1640), 0.6 * 480) << "the person";
  for (const Eigen::Vector3d& joint : sample_overlay().joints)
    EXPECT_TRUE(view.rect().contains(pixel(view, joint)));
  view.showCube();
  EXPECT_LT(seen_height(80, 1640), 0.5 * 480);
  for (const int corner : {0, 63}) {
    const Eigen::Vector3d at = volume.grid.centre_mm({corner, corner, corner});
    EXPECT_TRUE(view.rect().contains(pixel(view, at)));
  }
  view.resize(320, 240);
  ASSERT_TRUE(settled(view));
  EXPECT_LT(seen_height(80, 1640), 0.5 * 240) << "what was shown is shown in a smaller window, too";
  view.resetCamera();
  EXPECT_GT(seen_height(80, 1640), 0.55 * 240);
}

TEST_F(HeatMapViewTest, a_double_click_moves_the_slices_to_the_highest_voxel_under_it) {
  HeatMapView view;
  view.setOverlay(sample_overlay());
  style.show_slices = true;
  show(view, {640, 480});
  const Eigen::Vector3d wrist =
      sample_overlay().joints[static_cast<std::size_t>(index_of(Joint::left_wrist))];
  QTest::mouseDClick(canvas(view), Qt::LeftButton, {}, pixel(view, wrist));
  const Eigen::Vector3d expected = volume.grid.voxel_of(wrist);
  for (int axis = 0; axis < 3; ++axis)
    EXPECT_NEAR(view.sliceVoxels()[static_cast<std::size_t>(axis)], expected[axis], 1.01) << axis;
}

TEST_F(HeatMapViewTest, with_ctrl_a_drag_turns_even_over_a_slice) {
  HeatMapView view;
  style.show_slices = true;
  show(view, {640, 480});
  const auto slices = view.sliceVoxels();
  const double azimuth = view.camera().azimuth;
  QTest::mousePress(canvas(view), Qt::LeftButton, Qt::ControlModifier, {320, 240});
  QTest::mouseMove(canvas(view), {380, 240});
  QTest::mouseRelease(canvas(view), Qt::LeftButton, Qt::ControlModifier, {380, 240});
  EXPECT_EQ(view.sliceVoxels(), slices);
  EXPECT_NE(view.camera().azimuth, azimuth);
}

TEST_F(HeatMapViewTest, slices_stay_at_their_place_in_the_cube_when_voxels_grow_and_shrink_again) {
  HeatMapView view;
  show(view);
  view.setSliceVoxel(0, 40);
  const Volume coarse = sample_volume(0, 16);
  view.setVolume(coarse.grid, coarse.values);
  EXPECT_EQ(view.sliceVoxels()[0], 10);
  view.setVolume(volume.grid, volume.values);
  EXPECT_NEAR(view.sliceVoxels()[0], 40, 2);
  view.clear();
  view.setVolume(volume.grid, volume.values);
  EXPECT_NEAR(view.sliceVoxels()[0], 40, 2);
}

TEST_F(HeatMapViewTest, logarithmic_colours_show_what_is_low) {
  HeatMapView view;
  style.show_slices = true;
  style.show_volume = false;
  show(view);
  look_closely(view);
  const QImage linear = view.picture();
  style.log_colours = true;
  view.setStyle(style);
  EXPECT_GT(difference(linear, view.picture()), 3);
}

TEST_F(HeatMapViewTest, wrong_sizes_are_refused) {
  HeatMapView view;
  show(view);
  volume.values.pop_back();
  EXPECT_ANY_THROW(view.setVolume(volume.grid, volume.values));
}

TEST_F(HeatMapViewTest, missing_values_and_single_voxels_are_drawn) {
  HeatMapView view;
  volume.values.assign(volume.values.size(), std::numeric_limits<float>::quiet_NaN());
  show(view);
  view.setVolume(Grid::cube({0, 0, 0}, 2800, 1), std::vector<float>{1});
  EXPECT_FALSE(view.picture().isNull());
}

TEST_F(HeatMapViewTest, survives_a_new_parent) {
  QWidget dock;
  HeatMapView view;
  show(view);
  const QImage before = view.picture();
  dock.resize(small);
  view.setParent(&dock);
  view.resize(small);
  dock.show();
  view.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&dock));
  ASSERT_TRUE(settled(view));
  EXPECT_LT(difference(before, view.picture()), 0.5);
}

}  // namespace
}  // namespace solopose::testing
