#include "render/skeleton/capsules.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include "render/skeleton/stroke_text.h"
#include "tests/render/skeleton/standing_person.h"

namespace solopose {
namespace {

SkeletonScene bare_scene() {
  SkeletonScene scene;
  scene.floor = false;
  scene.axes = false;
  return scene;
}

SkeletonInstance person(const Eigen::Vector3f& at) {
  SkeletonInstance skeleton;
  skeleton.joints_mm = testing::standingPerson(at);
  skeleton.colour = Qt::red;
  return skeleton;
}

TEST(Capsules, a_skeleton_is_its_bones_and_joints) {
  SkeletonScene scene = bare_scene();
  scene.skeletons = {person({0, 0, 0})};
  const auto capsules = buildCapsules(scene, OrbitCamera());
  EXPECT_EQ(capsules.size(), static_cast<std::size_t>(bone_count + joint_count));
  EXPECT_EQ(packCapsules(capsules).size(), capsules.size() * 4);
}

TEST(Capsules, a_missing_joint_takes_its_bones_along) {
  SkeletonScene scene = bare_scene();
  scene.skeletons = {person({0, 0, 0})};
  scene.skeletons[0].joints_mm[static_cast<std::size_t>(Joint::left_elbow)].setConstant(std::nanf(""));
  const auto capsules = buildCapsules(scene, OrbitCamera());
  EXPECT_EQ(capsules.size(), static_cast<std::size_t>(bone_count + joint_count - 3));
  for (const Capsule& capsule : capsules) EXPECT_TRUE(capsule.a_mm.allFinite() && capsule.b_mm.allFinite());
}

std::ptrdiff_t count_of(const std::vector<Capsule>& capsules, const QColor& colour) {
  const Eigen::Vector3f wanted(colour.redF(), colour.greenF(), colour.blueF());
  return std::count_if(capsules.begin(), capsules.end(), [&](const Capsule& capsule) {
    return capsule.colour.head<3>().isApprox(wanted, 1e-4F);
  });
}

TEST(Capsules, marked_joints_and_the_bones_between_them_have_the_marks_colour) {
  SkeletonScene scene = bare_scene();
  scene.skeletons = {person({0, 0, 0})};
  scene.mark = Qt::green;
  for (const Joint joint : {Joint::left_knee, Joint::left_ankle, Joint::right_wrist})
    scene.skeletons[0].marked.set(static_cast<std::size_t>(index_of(joint)));
  const auto capsules = buildCapsules(scene, OrbitCamera());
  EXPECT_EQ(count_of(capsules, Qt::green), 4) << "three joints, and the shin between two of them";
  EXPECT_EQ(count_of(capsules, Qt::red), bone_count + joint_count - 4);
}

TEST(Capsules, the_bodys_sides_may_have_colours_of_their_own) {
  SkeletonScene scene = bare_scene();
  scene.skeletons = {person({0, 0, 0})};
  scene.skeletons[0].side_colours = {{Qt::black, Qt::blue, Qt::yellow}};
  const auto capsules = buildCapsules(scene, OrbitCamera());
  EXPECT_EQ(count_of(capsules, Qt::blue), 12) << "six joints of the left, and the bones that lead to them";
  EXPECT_EQ(count_of(capsules, Qt::yellow), 12);
  EXPECT_EQ(count_of(capsules, Qt::red), 0);
}

TEST(Capsules, far_skeletons_come_before_near_ones) {
  SkeletonScene scene = bare_scene();
  scene.skeletons = {person({0, 500, 0}), person({0, -500, 0})};
  OrbitCamera camera;
  camera.look(FixedView::front);  // the eye is at +y
  const auto capsules = buildCapsules(scene, camera);
  EXPECT_LT(capsules.front().a_mm.y(), 0);
  EXPECT_GT(capsules.back().a_mm.y(), 0);
}

TEST(Capsules, an_angle_gets_an_arc_between_its_legs) {
  SkeletonScene scene = bare_scene();
  scene.measure.points_mm = {{1000, 0, 0}, {0, 0, 0}, {0, 0, 1000}};
  const auto capsules = buildCapsules(scene, OrbitCamera());
  const auto on_arc = std::count_if(capsules.begin(), capsules.end(), [](const Capsule& capsule) {
    return std::abs(capsule.a_mm.norm() - 350) < 0.1F && std::abs(capsule.b_mm.norm() - 350) < 0.1F;
  });
  EXPECT_EQ(on_arc, 16);
}

TEST(Capsules, a_marker_is_a_ball_with_its_name_beside_it) {
  SkeletonScene scene = bare_scene();
  scene.accent = Qt::blue;
  scene.text = Qt::black;
  scene.markers = {{{0, 0, 0}, QString()}};
  EXPECT_EQ(buildCapsules(scene, OrbitCamera()).size(), 1U);
  scene.markers[0].name = QStringLiteral("Lasi");
  const auto named = buildCapsules(scene, OrbitCamera());
  EXPECT_EQ(count_of(named, Qt::blue), 1);
  EXPECT_EQ(count_of(named, Qt::black),
            static_cast<std::ptrdiff_t>(strokeText(QStringLiteral("LASI")).segments.size()));
}

/// A view of 400 by 300 pixels that looks at the origin from the front.
OrbitCamera small_view() {
  OrbitCamera camera;
  camera.look(FixedView::front);
  camera.width_px = 400;
  camera.height_px = 300;
  return camera;
}

/// Seen at that pixel, as far away as the origin.
Eigen::Vector3f at_pixel(const OrbitCamera& camera, double x, double y) {
  const Eigen::Vector3d off =
      (x - camera.width_px / 2) * camera.rightward() + (camera.height_px / 2 - y) * camera.upward();
  return (camera.mm_per_pixel_at_focus() * off).cast<float>();
}

/// Pixels that what has that colour covers, its lines' thickness aside.
QRectF seen_of(const std::vector<Capsule>& capsules, const OrbitCamera& camera, const QColor& colour) {
  const Eigen::Vector3f wanted(colour.redF(), colour.greenF(), colour.blueF());
  QRectF all;
  for (const Capsule& capsule : capsules) {
    if (!capsule.colour.head<3>().isApprox(wanted, 1e-4F)) continue;
    for (const Eigen::Vector3f& end : {capsule.a_mm, capsule.b_mm}) {
      const Eigen::Vector2d pixel = camera.project(end.cast<double>())->pixel;
      all |= QRectF(pixel.x() - 0.5, pixel.y() - 0.5, 1, 1);
    }
  }
  return all;
}

TEST(Capsules, the_value_of_a_measure_is_never_cut_by_the_views_edges) {
  const OrbitCamera camera = small_view();
  for (const auto& [x, y] :
       {std::pair(200.0, 3.0), {398.0, 150.0}, {398.0, 1.0}, {200.0, 299.0}, {200.0, -80.0}}) {
    SkeletonScene scene = bare_scene();
    scene.text = Qt::green;
    scene.measure = {{at_pixel(camera, x - 10, y), at_pixel(camera, x + 10, y)}, QStringLiteral("1,234 mm")};
    const QRectF label = seen_of(buildCapsules(scene, camera), camera, Qt::green);
    EXPECT_TRUE(QRectF(2, 2, 396, 296).contains(label)) << x << ", " << y << ": " << label.top();
    EXPECT_GT(label.width(), 40);
  }
}

TEST(Capsules, the_length_of_a_bone_stands_beside_it_and_not_over_it) {
  constexpr double thick_mm = 31;  // of a joint that is marked
  const OrbitCamera camera = small_view();
  const double thick = thick_mm / camera.project(camera.focus_mm)->mm_per_pixel;
  for (const auto& [dx, dy] : {std::pair(0.0, 60.0), {0.0, -60.0}, {60.0, 0.0}, {-60.0, 0.0}}) {
    SkeletonScene scene = bare_scene();
    scene.text = Qt::green;
    scene.measure = {{at_pixel(camera, 200 - dx, 150 - dy), at_pixel(camera, 200 + dx, 150 + dy)}, "406 mm"};
    const QRectF label = seen_of(buildCapsules(scene, camera), camera, Qt::green);
    const QRectF bone = QRectF(200 - std::abs(dx), 150 - std::abs(dy), 2 * std::abs(dx), 2 * std::abs(dy))
                            .adjusted(-thick, -thick, thick, thick);
    EXPECT_FALSE(label.intersects(bone))
        << dx << ", " << dy << ": " << label.left() << ", " << label.bottom();
    EXPECT_LT(std::hypot(label.center().x() - 200, label.center().y() - 150), 70) << "near it";
  }
}

TEST(Capsules, a_markers_name_is_whole_as_long_as_its_marker_is_seen) {
  const OrbitCamera camera = small_view();
  SkeletonScene scene = bare_scene();
  scene.text = Qt::green;
  scene.markers = {{at_pixel(camera, 396, 4), QStringLiteral("LASI")}};
  EXPECT_TRUE(QRectF(2, 2, 396, 296).contains(seen_of(buildCapsules(scene, camera), camera, Qt::green)));
  scene.markers = {{at_pixel(camera, 450, 150), QStringLiteral("LASI")}};
  EXPECT_GT(seen_of(buildCapsules(scene, camera), camera, Qt::green).left(), 400);
}

TEST(Capsules, dashed_ghosts_are_broken_lines) {
  SkeletonScene scene = bare_scene();
  scene.skeletons = {person({0, 0, 0})};
  scene.skeletons[0].ghost = true;
  const auto whole = buildCapsules(scene, small_view()).size();
  scene.skeletons[0].dashed = true;
  EXPECT_GT(buildCapsules(scene, small_view()).size(), 2 * whole);
}

TEST(StrokeText, draws_what_measures_and_markers_need_and_grows_with_its_letters) {
  for (const QChar letter : QStringLiteral("0123456789.:-_\u00b0mxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    EXPECT_FALSE(strokeText(QString(letter)).segments.empty()) << int{letter.unicode()};
  }
  EXPECT_TRUE(strokeText(QStringLiteral(" ")).segments.empty());
  EXPECT_GT(strokeText(QStringLiteral("412 mm")).width, strokeText(QStringLiteral("41")).width);
}

}  // namespace
}  // namespace solopose
