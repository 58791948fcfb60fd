#include <QComboBox>
#include <QUndoStack>

#include "core/camera/marked_point.h"
#include "core/project/pose_store.h"
#include "core/project/repair.h"
#include "tests/widgets/playback_panel/playback_window.h"
#include "widgets/playback_panel/correction_bar.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr qint64 frame = 7;
constexpr Joint wrist = Joint::left_wrist;
constexpr double float_mm = 1e-3;  ///< poses are kept in single precision

/// A take filmed from the front and from the right, whose joints are dragged in both pictures.
class JointCorrectionTest : public PlaybackWindowTest {
 protected:
  void open(int cameras, CoordinateFrame in = CoordinateFrame::world) {
    std::vector<std::filesystem::path> films;
    for (const char* name : {"front.mp4", "right.mp4"}) {
      films.push_back(scratch / name);
      write_film(films.back(), 20, 30);
    }
    films.resize(static_cast<std::size_t>(cameras));
    filmed = filmed_sequence("filmed", 20, 30, films);
    make_filmed_project(scratch / "project",
                        in == CoordinateFrame::world ? std::vector{filmed} : tracks_of_cameras());
    session.openProject(folder());
    ASSERT_TRUE(drawn());
    session.cursor()->setFrame(frame);
    action("video.correct")->trigger();
    ASSERT_TRUE(drawn());
    ASSERT_EQ(panel.stage()->viewsShown().size(), static_cast<std::size_t>(cameras));
  }

  /// A track for each camera, in its own frame.
  std::vector<Sequence> tracks_of_cameras() const {
    std::vector<Sequence> tracks;
    for (std::size_t view = 0; view < filmed.cameras.size(); ++view) {
      Sequence& track = tracks.emplace_back(filmed);
      track.view = filmed.cameras[view].name;
      track.frame = CoordinateFrame::camera;
      track.up.reset();
      track.cameras = {filmed.cameras[view]};
      track.videos = {filmed.videos[view]};
      for (std::size_t i = 0; i < track.positions_mm.size(); i += 3) {
        Eigen::Map<Eigen::Vector3f> point(track.positions_mm.data() + i);
        point = camera_from_world(filmed.cameras[view], point.cast<double>()).cast<float>();
      }
    }
    return tracks;
  }

  VideoView* shown(std::size_t place) const { return panel.stage()->viewsShown()[place]; }
  Camera camera(std::size_t view) const {
    return camera_for_size(filmed.cameras[view], film_width, film_height);
  }
  QString words() const { return panel.findChild<CorrectionBar*>()->words(); }

  /// In the frame of the cursor's track, as another program would read it.
  Vector3d joint_on_disk(Joint joint, qint64 at = frame) const {
    const SequenceRecord& track = *session.catalog()->sequence(session.cursor()->sequence());
    return joint_at(PoseStore(scratch / "project").poses_mm(track), at, joint);
  }
  std::size_t repairs() const {
    return session.catalog()->sequence(session.cursor()->sequence())->repairs.size();
  }
  std::vector<float> poses() const {
    return PoseStore(scratch / "project")
        .poses_mm(*session.catalog()->sequence(session.cursor()->sequence()));
  }

  Vector2d handle(std::size_t place, Joint joint = wrist) const {
    for (const VideoHandle& each : shown(place)->handles().all())
      if (each.id == index_of(joint)) return {each.pixel.x(), each.pixel.y()};
    return Vector2d::Constant(std::nan(""));
  }

  /// By so many pixels of the widget. @return where the handle was dropped, pixels of the picture.
  Vector2d drag(std::size_t place, const QPoint& by, Joint joint = wrist, bool drop = true) {
    VideoView* view = shown(place);
    QSignalSpy dragged(view, &VideoView::handleDragged);
    const Vector2d at = handle(place, joint);
    const QPoint from = view->fromPicture({at.x(), at.y()}).toPoint();
    QTest::mousePress(view, Qt::LeftButton, {}, from);
    QTest::mouseMove(view, from + by / 2);
    QTest::mouseMove(view, from + by);
    if (drop) QTest::mouseRelease(view, Qt::LeftButton, {}, from + by);
    EXPECT_TRUE(drawn());
    EXPECT_EQ(dragged.count(), 2);
    const QPointF to = dragged.isEmpty() ? QPointF() : dragged.last()[1].toPointF();
    return {to.x(), to.y()};
  }

  std::vector<Stroke> guides(std::size_t place) const {
    std::vector<Stroke> found;
    const QColor accent = Theme::instance().accent();
    for (const Stroke& stroke : shown(place)->strokes())
      if (stroke.rgba[0] == accent.red() && stroke.rgba[1] == accent.green() &&
          stroke.rgba[2] == accent.blue() && stroke.from != stroke.to)
        found.push_back(stroke);
    return found;
  }
};

TEST_F(JointCorrectionTest, every_joint_has_a_handle_where_each_picture_shows_it) {
  open(2);
  for (std::size_t view : {0U, 1U})
    for (int joint = 0; joint < joint_count; ++joint) {
      const Vector3d point = joint_on_disk(static_cast<Joint>(joint));
      const Vector2d pixel = project_to_pixel(camera(view), camera_from_world(camera(view), point));
      EXPECT_LT((handle(view, static_cast<Joint>(joint)) - pixel).norm(), 1e-3) << view << ' ' << joint;
    }
}

TEST_F(JointCorrectionTest, a_joint_dragged_in_one_view_moves_in_the_plane_of_its_picture) {
  open(2);
  const Vector3d before = joint_on_disk(wrist);
  const Vector2d at = drag(0, {30, -24});
  EXPECT_EQ(repairs(), 0U) << "the other view has not been asked yet";
  EXPECT_FALSE(guides(1).empty()) << "the epipolar line";
  EXPECT_TRUE(guides(0).empty());
  QTest::keyClick(shown(0), Qt::Key_Return);
  ASSERT_TRUE(drawn());
  ASSERT_EQ(repairs(), 1U);
  // The front camera stands four metres along y, one metre up, and looks along -y with x to its left.
  const double depth = 4000 - before.y();
  const Vector3d expected(-(at.x() - 159.5) / 350 * depth, before.y(), 1000 - (at.y() - 89.5) / 350 * depth);
  EXPECT_LT((joint_on_disk(wrist) - expected).norm(), float_mm);
  EXPECT_EQ(joint_on_disk(wrist, frame + 1), joint_at(filmed.positions_mm, frame + 1, wrist));
}

TEST_F(JointCorrectionTest, marks_in_two_views_meet_in_the_joint_and_are_one_edit) {
  open(2);
  const Vector2d front = drag(0, {30, -24});
  const Vector3d in_plane =
      world_from_camera(camera(0), unproject_pixel(camera(0), front, 4000 - joint_on_disk(wrist).y()));
  const Vector2d on_line = project_to_pixel(camera(1), camera_from_world(camera(1), in_plane));
  double nearest = 1e9;
  for (const Stroke& piece : guides(1)) {
    const Vector2d along = piece.to - piece.from;
    const double share = std::clamp((on_line - piece.from).dot(along) / along.squaredNorm(), 0.0, 1.0);
    nearest = std::min(nearest, (piece.from + share * along - on_line).norm());
  }
  EXPECT_LT(nearest, 0.1);
  EXPECT_LT((handle(1) - on_line).norm(), 1e-3) << "the other view follows";

  const Vector2d side = drag(1, {-22, 3});
  ASSERT_EQ(repairs(), 1U);
  const std::vector<Sighting> marks{{camera(0), front}, {camera(1), side}};
  const Vector3d expected = point_of_marks(marks, in_plane);
  EXPECT_GT((expected - in_plane).norm(), 50) << "the depth is another";
  EXPECT_LT((joint_on_disk(wrist) - expected).norm(), float_mm);
  const std::vector<double> residuals = residuals_px(marks, expected);
  EXPECT_TRUE(words().contains(QStringLiteral("%1 px").arg(residuals[0], 0, 'f', 1))) << qPrintable(words());
}

TEST_F(JointCorrectionTest, undo_gives_up_a_mark_that_is_not_kept_yet_and_only_then_takes_an_edit_back) {
  open(2);
  drag(0, {30, -24});
  drag(1, {-22, 3});
  ASSERT_EQ(repairs(), 1U);
  const std::vector<float> after = poses();
  drag(0, {10, 10});
  session.undo();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(repairs(), 1U);
  EXPECT_EQ(poses().size(), after.size());
  EXPECT_TRUE(guides(1).empty());
  session.undo();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(repairs(), 0U);
}

TEST_F(JointCorrectionTest, undo_brings_back_exactly_what_was_and_redo_what_came) {
  open(2);
  const std::vector<float> before = poses();
  const Vector2d handle_before = handle(0);
  drag(0, {30, -24});
  drag(1, {-22, 3});
  const std::vector<float> after = poses();
  EXPECT_NE(before, after);
  session.undoStack()->undo();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(repairs(), 0U);
  const auto same = [](const std::vector<float>& a, const std::vector<float>& b) {
    return std::ranges::equal(a, b, [](float x, float y) { return x == y || (x != x && y != y); });
  };
  EXPECT_TRUE(same(poses(), before));
  ASSERT_TRUE(wait_for([&] { return (handle(0) - handle_before).norm() < 1e-6; }));
  EXPECT_TRUE(guides(1).empty());
  session.undoStack()->redo();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(same(poses(), after));
}

TEST_F(JointCorrectionTest, escape_gives_up_what_was_dragged_and_then_the_work_itself) {
  open(2);
  const Vector2d before = handle(0);
  drag(0, {30, -24});
  EXPECT_GT((handle(0) - before).norm(), 5);
  QTest::keyClick(shown(0), Qt::Key_Escape);
  ASSERT_TRUE(drawn());
  EXPECT_LT((handle(0) - before).norm(), 1e-9);
  drag(0, {30, -24}, wrist, false);
  QTest::keyClick(shown(0), Qt::Key_Escape);
  QTest::mouseRelease(shown(0), Qt::LeftButton, {}, {10, 10});
  ASSERT_TRUE(drawn());
  EXPECT_LT((handle(0) - before).norm(), 1e-9) << "also in the middle of it";
  EXPECT_EQ(repairs(), 0U);
  QTest::keyClick(shown(0), Qt::Key_Escape);
  EXPECT_TRUE(wait_for([this] { return !action("video.correct")->isChecked(); }));
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(shown(0)->handles().empty());
}

TEST_F(JointCorrectionTest, what_was_dragged_in_one_view_is_kept_when_somebody_goes_on) {
  open(2);
  drag(0, {30, -24});
  session.cursor()->setFrame(frame + 1);
  ASSERT_TRUE(drawn());
  ASSERT_EQ(repairs(), 1U);
  EXPECT_NE(joint_on_disk(wrist), joint_at(filmed.positions_mm, frame, wrist));
  EXPECT_EQ(joint_on_disk(wrist, frame + 1), joint_at(filmed.positions_mm, frame + 1, wrist));
}

TEST_F(JointCorrectionTest, a_single_view_is_enough_where_there_is_no_other) {
  open(1);
  const Vector3d before = joint_on_disk(wrist);
  drag(0, {16, 12});
  ASSERT_EQ(repairs(), 1U);
  EXPECT_NEAR(joint_on_disk(wrist).y(), before.y(), float_mm);
  EXPECT_GT((joint_on_disk(wrist) - before).norm(), 20);
}

TEST_F(JointCorrectionTest, a_joint_is_chosen_and_moved_by_keys_alone) {
  open(2);
  auto* choice = panel.findChild<CorrectionBar*>()->jointChoice();
  choice->setFocus();
  QTest::keyClick(choice, Qt::Key_Down);
  EXPECT_EQ(choice->currentIndex(), 1);
  action("video.previous-joint")->trigger();
  EXPECT_EQ(choice->currentIndex(), joint_count) << "round to the last";
  const auto joint = static_cast<Joint>(joint_count - 1);
  const Vector2d before = handle(1, joint);
  shown(1)->setFocus();
  for (int i = 0; i < 3; ++i) QTest::keyClick(shown(1), Qt::Key_Right);
  QTest::keyClick(shown(1), Qt::Key_Down, Qt::ShiftModifier);
  EXPECT_LT((handle(1, joint) - before - Vector2d(3, 10)).norm(), 1e-9);
  EXPECT_EQ(session.cursor()->frame(), frame) << "the arrow keys are the handle's";
  QTest::keyClick(shown(1), Qt::Key_Return);
  ASSERT_TRUE(drawn());
  ASSERT_EQ(repairs(), 1U) << "all steps are one edit";
  const Vector2d now = project_to_pixel(camera(1), camera_from_world(camera(1), joint_on_disk(joint)));
  EXPECT_LT((now - before - Vector2d(3, 10)).norm(), 1e-3);
}

TEST_F(JointCorrectionTest, a_track_in_a_cameras_frame_is_put_right_by_the_other_camera_too) {
  open(2, CoordinateFrame::camera);
  const std::size_t own = session.catalog()->sequence(session.cursor()->sequence())->view == "front" ? 0 : 1;
  const Vector2d mine = drag(0, {30, -24});
  const Vector2d other = drag(1, {-22, 3});
  ASSERT_EQ(repairs(), 1U);
  const std::vector<Sighting> marks{{camera(own), mine}, {camera(1 - own), other}};
  const Vector3d world = point_of_marks(marks, Vector3d::Zero());
  EXPECT_LT((joint_on_disk(wrist) - camera_from_world(camera(own), world)).norm(), float_mm);
  for (const SequenceRecord& track : session.catalog()->sequences) {
    if (track.id != session.cursor()->sequence()) {
      EXPECT_TRUE(track.repairs.empty()) << "a repair is of one track";
    }
  }
}

TEST_F(JointCorrectionTest, there_is_nothing_to_move_without_a_body_and_its_picture) {
  open_empty_project();
  EXPECT_FALSE(action("video.correct")->isEnabled());
}

}  // namespace
}  // namespace solopose::testing
