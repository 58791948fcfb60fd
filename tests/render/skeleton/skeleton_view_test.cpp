#include "render/skeleton/skeleton_view.h"

#include <memory>

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QSignalSpy>
#include <QSurfaceFormat>
#include <QTest>

#include <gmock/gmock.h>

#include "tests/render/skeleton/standing_person.h"

namespace solopose {
namespace {

const QColor kPerson(0, 114, 178);

SkeletonScene one_person() {
  SkeletonScene scene;
  SkeletonInstance skeleton;
  skeleton.id = 42;
  skeleton.joints_mm = testing::standingPerson();
  skeleton.colour = kPerson;
  scene.skeletons = {skeleton};
  scene.background = Qt::white;
  scene.floor = false;
  scene.axes = false;
  return scene;
}

class SkeletonViewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    view_ = SkeletonView::create();
    window_.setCentralWidget(view_);
    window_.resize(640, 480);
    view_->setScene(one_person());
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
    view_->setFixedView(FixedView::front);
    QTest::qWait(400);
  }

  QColor colourAt(const QImage& image, const Eigen::Vector3f& point) {
    const QPointF pixel = *view_->pixelOf(point) * image.devicePixelRatio();
    return image.pixelColor(pixel.toPoint());
  }

  static bool isBluish(const QColor& colour) { return colour.blue() > colour.red() + 40; }

  QMainWindow window_;
  SkeletonView* view_ = nullptr;
};

TEST_F(SkeletonViewTest, draws_joints_where_the_projection_says) {
  const QImage image = view_->picture();
  ASSERT_EQ(image.size(), view_->size() * image.devicePixelRatio());
  for (const Eigen::Vector3f& joint : view_->scene().skeletons[0].joints_mm) {
    EXPECT_TRUE(isBluish(colourAt(image, joint))) << joint.transpose();
  }
  EXPECT_EQ(colourAt(image, {0, 0, 300}), QColor(Qt::white)) << "between the legs";
  EXPECT_EQ(image.pixelColor(3, 3), QColor(Qt::white));
}

TEST_F(SkeletonViewTest, a_joint_is_moved_at_its_depth_where_that_is_allowed) {
  QSignalSpy dropped(view_, &SkeletonView::jointDropped);
  const Eigen::Vector3f wrist =
      view_->scene().skeletons[0].joints_mm[static_cast<std::size_t>(Joint::left_wrist)];
  const QPoint from = view_->pixelOf(wrist)->toPoint();
  const QPoint to = from + QPoint(40, -30);
  const auto drag = [&] {
    QTest::mousePress(view_, Qt::LeftButton, Qt::ControlModifier, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), view_->mapToGlobal(QPointF(to)), Qt::NoButton,
                     Qt::LeftButton, Qt::ControlModifier);
    QApplication::sendEvent(view_, &move);
    QTest::mouseRelease(view_, Qt::LeftButton, Qt::ControlModifier, to);
  };
  drag();
  EXPECT_EQ(dropped.count(), 0) << "by itself it only turns";
  view_->setFixedView(FixedView::front);
  QTest::qWait(400);
  view_->setJointsMovable(true);
  const OrbitCamera before = view_->camera();
  drag();
  ASSERT_EQ(dropped.count(), 1);
  EXPECT_EQ(dropped[0][0].toLongLong(), 42);
  EXPECT_EQ(dropped[0][1].toInt(), index_of(Joint::left_wrist));
  const auto at = dropped[0][2].value<Eigen::Vector3f>();
  const QPointF seen = *view_->pixelOf(at);
  EXPECT_NEAR(seen.x(), to.x(), 1.5);
  EXPECT_NEAR(seen.y(), to.y(), 1.5);
  EXPECT_NEAR((at - wrist).dot(before.backward().cast<float>()), 0, 0.01);
  EXPECT_EQ(view_->camera().azimuth, before.azimuth);
}

TEST_F(SkeletonViewTest, the_screen_shows_what_the_picture_holds) {
  const QImage screen = window_.screen()->grabWindow(window_.winId()).toImage();
  const QPoint corner = view_->mapTo(&window_, QPoint(0, 0));
  const Eigen::Vector3f pelvis = view_->scene().skeletons[0].joints_mm[0];
  EXPECT_TRUE(isBluish(screen.pixelColor(view_->pixelOf(pelvis)->toPoint() + corner)));
}

TEST_F(SkeletonViewTest, a_new_pose_moves_the_picture) {
  SkeletonScene scene = one_person();
  const Eigen::Vector3f old_wrist = scene.skeletons[0].joints_mm[index_of(Joint::left_wrist)];
  scene.skeletons[0].joints_mm[index_of(Joint::left_wrist)] = {-500, 0, 1400};
  view_->setScene(scene);
  const QImage image = view_->picture();
  EXPECT_TRUE(isBluish(colourAt(image, {-500, 0, 1400})));
  EXPECT_EQ(colourAt(image, old_wrist), QColor(Qt::white));
}

TEST_F(SkeletonViewTest, missing_joints_are_left_out) {
  SkeletonScene scene = one_person();
  const Eigen::Vector3f wrist = scene.skeletons[0].joints_mm[index_of(Joint::left_wrist)];
  scene.skeletons[0].joints_mm[index_of(Joint::left_wrist)].setConstant(std::nanf(""));
  view_->setScene(scene);
  EXPECT_EQ(colourAt(view_->picture(), wrist), QColor(Qt::white));
}

TEST_F(SkeletonViewTest, nearer_people_hide_farther_ones_but_not_the_highlighted_one) {
  SkeletonScene scene = one_person();
  scene.skeletons.push_back(scene.skeletons[0]);
  for (Eigen::Vector3f& joint : scene.skeletons[1].joints_mm) joint.y() += 200;
  scene.skeletons[1].colour = Qt::red;
  view_->setScene(scene);
  view_->setOrthographic(true);
  const Eigen::Vector3f pelvis = scene.skeletons[0].joints_mm[0];
  EXPECT_FALSE(isBluish(colourAt(view_->picture(), pelvis)));
  scene.skeletons[0].highlighted = true;
  view_->setScene(scene);
  EXPECT_TRUE(isBluish(colourAt(view_->picture(), pelvis))) << "drawn first, so only depth can bring it out";
}

TEST_F(SkeletonViewTest, draws_in_the_right_place_after_every_resize) {
  for (const QSize size : {QSize(900, 700), QSize(400, 600), QSize(700, 300), QSize(640, 480)}) {
    window_.resize(size);
    QTest::qWait(60);
    view_->frameAll();
    QTest::qWait(300);
    const QImage image = view_->picture();
    ASSERT_EQ(image.size(), view_->size() * image.devicePixelRatio());
    for (const Joint joint : {Joint::pelvis, Joint::head, Joint::left_wrist, Joint::right_ankle}) {
      EXPECT_TRUE(
          isBluish(colourAt(image, view_->scene().skeletons[0].joints_mm[static_cast<std::size_t>(joint)])));
    }
  }
}

TEST_F(SkeletonViewTest, survives_being_hidden_docked_and_floated) {
  auto* dock = new QDockWidget(&window_);
  window_.takeCentralWidget();
  dock->setWidget(view_);
  window_.addDockWidget(Qt::LeftDockWidgetArea, dock);
  for (const bool floating : {false, true, false}) {
    dock->hide();
    QTest::qWait(50);
    dock->setFloating(floating);
    dock->show();
    QTest::qWait(150);
    view_->frameAll();
    QTest::qWait(350);
    const QImage image = view_->picture();
    ASSERT_EQ(image.size(), view_->size() * image.devicePixelRatio());
    EXPECT_TRUE(isBluish(colourAt(image, view_->scene().skeletons[0].joints_mm[0])));
  }
}

TEST_F(SkeletonViewTest, the_background_is_the_callers) {
  SkeletonScene scene = one_person();
  scene.background = QColor(20, 30, 40);
  view_->setScene(scene);
  EXPECT_EQ(view_->picture().pixelColor(3, 3), QColor(20, 30, 40));
}

TEST_F(SkeletonViewTest, an_empty_scene_shows_the_background_only) {
  SkeletonScene scene = one_person();
  scene.skeletons.clear();
  view_->setScene(scene);
  const QImage image = view_->picture();
  EXPECT_EQ(image.pixelColor(image.rect().center()), QColor(Qt::white));
}

TEST_F(SkeletonViewTest, a_click_picks_and_a_drag_does_not) {
  QSignalSpy picked(view_, &SkeletonView::picked);
  QSignalSpy beside(view_, &SkeletonView::clickedBeside);
  const QPoint head = view_->pixelOf(view_->scene().skeletons[0].joints_mm[index_of(Joint::head)])->toPoint();
  QTest::mouseClick(view_, Qt::LeftButton, {}, head);
  ASSERT_EQ(picked.size(), 1);
  EXPECT_EQ(picked[0][0].toLongLong(), 42);
  EXPECT_EQ(picked[0][1].toInt(), index_of(Joint::head));
  QTest::mouseClick(view_, Qt::LeftButton, {}, QPoint(4, 4));
  EXPECT_EQ(beside.size(), 1);

  const double before = view_->camera().azimuth;
  QTest::mousePress(view_, Qt::LeftButton, {}, head);
  QTest::mouseMove(view_, head + QPoint(60, 0));
  QMouseEvent move(QEvent::MouseMove, head + QPoint(60, 0), head + QPoint(60, 0), Qt::NoButton,
                   Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(view_, &move);
  QTest::mouseRelease(view_, Qt::LeftButton, {}, head + QPoint(60, 0));
  EXPECT_EQ(picked.size(), 1);
  EXPECT_NE(view_->camera().azimuth, before);
}

TEST_F(SkeletonViewTest, hovering_tells_the_joint_once) {
  QSignalSpy hovered(view_, &SkeletonView::hovered);
  const QPointF head = *view_->pixelOf(view_->scene().skeletons[0].joints_mm[index_of(Joint::head)]);
  for (const QPointF at : {head, head + QPointF(1, 0), QPointF(3, 3)}) {
    QMouseEvent move(QEvent::MouseMove, at, at, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view_, &move);
  }
  ASSERT_EQ(hovered.size(), 2);
  EXPECT_EQ(hovered[0][0].toLongLong(), 42);
  EXPECT_EQ(hovered[1][0].toLongLong(), -1);
}

TEST_F(SkeletonViewTest, the_wheel_zooms_by_fractions_of_a_notch) {
  const auto wheel = [this](int delta) {
    QWheelEvent event(QPointF(300, 200), QPointF(300, 200), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view_, &event);
    return view_->camera().distance_mm;
  };
  const double start = view_->camera().distance_mm;
  const double half = wheel(60);
  const double whole = wheel(60);
  EXPECT_LT(half, start);
  EXPECT_NEAR(whole / half, half / start, 1e-9);
}

TEST_F(SkeletonViewTest, keys_pressed_over_the_scene_reach_the_windows_shortcuts) {
  int played = 0;
  QAction play(&window_);
  play.setShortcut(Qt::Key_Space);
  QObject::connect(&play, &QAction::triggered, [&] { ++played; });
  window_.addAction(&play);
  window_.activateWindow();
  QTest::mouseClick(view_, Qt::LeftButton, {}, QPoint(4, 4));
  QTest::qWait(50);
  ASSERT_NE(QGuiApplication::focusWindow(), nullptr);
  EXPECT_EQ(QGuiApplication::focusWindow(), window_.windowHandle());
  QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key_Space);
  EXPECT_EQ(played, 1);
}

TEST(SkeletonViewSetUp, leaves_the_programs_surface_format_alone) {
  const QSurfaceFormat before = QSurfaceFormat::defaultFormat();
  const std::unique_ptr<SkeletonView> view(SkeletonView::create());
  view->show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(view.get()));
  EXPECT_EQ(QSurfaceFormat::defaultFormat(), before);
}

}  // namespace
}  // namespace solopose
