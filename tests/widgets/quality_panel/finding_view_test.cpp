#include "widgets/quality_panel/finding_view.h"

#include <algorithm>

#include <QLabel>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/project/repair_makers.h"
#include "render/skeleton/skeleton_view.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/quality_panel/pose_legend.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

TEST_F(QualityPanelTest, a_repair_shows_the_pose_before_it_as_a_ghost_and_can_be_undone) {
  openFaulty();
  walkTo("side_swap");
  const Finding repaired = chosen();
  ASSERT_EQ(repaired.detector, "side_swap");
  press(Qt::Key_B);
  ASSERT_TRUE(wait_for([&] { return !session.catalog()->sequence(repaired.sequence)->repairs.empty(); }));
  session.cursor()->setFrame(repaired.worst_frame);
  ASSERT_TRUE(found());
  ASSERT_TRUE(wait_for([&] { return panel->view()->view()->scene().skeletons.size() == 2; }));
  const SkeletonScene& scene = panel->view()->view()->scene();
  EXPECT_TRUE(scene.skeletons[1].ghost && scene.skeletons[1].dashed);
  EXPECT_FALSE(scene.skeletons[1].side_colours) << "pale, where the pose has its sides' colours";
  EXPECT_EQ(scene.skeletons[1].colour, Theme::instance().mutedText()) << "whose contrast is known";
  const auto* legend = panel->view()->findChild<PoseLegend*>();
  EXPECT_TRUE(legend->isVisible());
  EXPECT_EQ(legend->accessibleName(), "Before, Now");
  const QRect body(panel->view()->view()->mapTo(panel->view(), QPoint()), panel->view()->view()->size());
  EXPECT_FALSE(legend->geometry().intersects(body)) << "it lies over nobody";
  session.undoStack()->undo();
  ASSERT_TRUE(found());
  EXPECT_TRUE(session.catalog()->sequence(repaired.sequence)->repairs.empty());
  ASSERT_TRUE(wait_for([&] { return panel->view()->view()->scene().skeletons.size() == 1; }));
  EXPECT_FALSE(legend->isVisible());
  EXPECT_TRUE(legend->sizePolicy().retainSizeWhenHidden()) << "so that nothing else moves";
}

TEST_F(QualityPanelTest, exchanged_sides_are_seen_in_their_colours_and_nothing_moves_when_they_are_mended) {
  openFaulty();
  walkTo("side_swap");
  const Finding repaired = chosen();
  ASSERT_EQ(repaired.detector, "side_swap");
  ASSERT_TRUE(found());
  const auto shown = [&]() -> const SkeletonScene& { return panel->view()->view()->scene(); };
  EXPECT_TRUE(shown().skeletons[0].marked.none()) << "which would hide what is wrong";
  const Eigen::Vector3f left = shown().skeletons[0].joints_mm[index_of(Joint::left_knee)];
  const OrbitCamera before = panel->view()->view()->camera();
  press(Qt::Key_S);
  ASSERT_TRUE(wait_for([&] { return !session.catalog()->sequence(repaired.sequence)->repairs.empty(); }));
  ASSERT_TRUE(found());
  EXPECT_EQ(shown().skeletons[0].joints_mm[index_of(Joint::right_knee)], left);
  EXPECT_EQ(shown().skeletons.size(), 1U) << "the one before lies under it";
  EXPECT_FALSE(panel->view()->findChild<PoseLegend*>()->isVisible());
  EXPECT_EQ(panel->view()->view()->camera().azimuth, before.azimuth);
  EXPECT_EQ(panel->view()->view()->camera().facing, before.facing) << "nobody turns";
}

TEST_F(QualityPanelTest, of_a_jump_the_pose_before_it_is_shown_for_the_camera_goes_along) {
  openFaulty();
  walkTo("spike");
  ASSERT_EQ(chosen().detector, "spike");
  ASSERT_TRUE(found());
  const SkeletonScene jumping = panel->view()->view()->scene();
  ASSERT_EQ(jumping.skeletons.size(), 2U);
  EXPECT_TRUE(jumping.skeletons[1].dashed);
  EXPECT_TRUE(panel->view()->findChild<PoseLegend*>()->isVisible());
  session.cursor()->setFrame(chosen().first_frame - 1);
  const SkeletonScene& before = panel->view()->view()->scene();
  ASSERT_EQ(before.skeletons.size(), 1U) << "here nothing jumps";
  EXPECT_EQ(before.skeletons[0].joints_mm, jumping.skeletons[1].joints_mm);
}

TEST_F(QualityPanelTest, who_was_missing_stands_in_the_picture_once_they_are_back) {
  openFaulty();
  const SequenceRecord sequence = session.catalog()->sequences.front();
  session.repair({{.method = RepairMethod::blank,
                   .sequence = sequence.id,
                   .frames = {0, sequence.frames - 1},
                   .reviewer = "Zoe"}});
  ASSERT_TRUE(wait_for([&] { return !session.catalog()->sequence(sequence.id)->repairs.empty(); }));
  const auto pelvis = [&] {
    const auto& bodies = panel->view()->view()->scene().skeletons;
    return bodies.empty() ? Eigen::Vector3f(Eigen::Vector3f::Zero()) : bodies.front().joints_mm[0];
  };
  session.cursor()->setSequence(sequence.id, sequence.frames, 30);
  ASSERT_TRUE(wait_for([&] { return !pelvis().allFinite(); }));
  OrbitCamera elsewhere = panel->view()->view()->camera();
  elsewhere.focus_mm = {90'000, 0, 0};
  panel->view()->view()->setCamera(elsewhere);
  panel->view()->setFinding(std::nullopt);
  session.undo();
  ASSERT_TRUE(wait_for([&] { return pelvis().allFinite() && pelvis().norm() > 0; }));
  const Eigen::Vector3f focus = panel->view()->view()->camera().focus_mm.cast<float>();
  EXPECT_LT((focus - pelvis()).norm(), 1500);
}

TEST_F(QualityPanelTest, words_below_the_3d_view_do_not_cover_it_in_a_low_window) {
  panel->view()->setFixedHeight(150);  // what docks and messages leave it in a window of 1280 by 800
  openFaulty();
  walkTo("side_swap");
  ASSERT_TRUE(found());
  const FindingView& view = *panel->view();
  const QRect seen(view.view()->mapTo(&view, QPoint()), view.view()->size());
  const QList<QLabel*> labels = view.findChildren<QLabel*>();
  const auto words =
      std::ranges::find_if(labels, [&](const QLabel* label) { return label->text() == view.words(); });
  ASSERT_NE(words, labels.end());
  EXPECT_FALSE(seen.intersects((*words)->geometry())) << seen.height() << ", words at " << (*words)->y();
  EXPECT_TRUE(view.rect().contains(seen));
}

TEST_F(QualityPanelTest, a_pose_before_a_wide_jump_comes_into_the_picture_with_the_one_after) {
  std::vector<float> poses = leaning_poses(240, 1);
  for (std::size_t value = std::size_t{100} * joint_count * 3; value < poses.size(); value += 3)
    poses[value] += 3000;
  write_poses(scratch / "leap.npz", poses);
  {
    Project project = Project::create(scratch / "project");
    import_files(project, table_import("leap", {scratch / "leap.npz"}), {});
  }
  session.openProject(folder());
  ASSERT_TRUE(found());
  walkTo("spike");
  ASSERT_TRUE(panel->chosen());
  ASSERT_EQ(chosen().detector, "spike");
  ASSERT_TRUE(found());
  EXPECT_EQ(session.cursor()->frame(), 100) << "before that nobody sees it";
  const SkeletonView& view = *panel->view()->view();
  ASSERT_EQ(view.scene().skeletons.size(), 2U);
  for (const SkeletonInstance& body : view.scene().skeletons)
    for (const Eigen::Vector3f& joint : body.joints_mm) {
      if (!joint.allFinite()) continue;
      const auto pixel = view.pixelOf(joint);
      ASSERT_TRUE(pixel);
      EXPECT_TRUE(QRectF(view.rect()).contains(*pixel)) << pixel->x() << ", " << pixel->y();
    }
}

}  // namespace
}  // namespace solopose::testing
