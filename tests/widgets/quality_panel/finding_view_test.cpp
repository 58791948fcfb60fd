#include "widgets/quality_panel/finding_view.h"

#include <algorithm>

#include <QHeaderView>
#include <QLabel>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/project/repair_makers.h"
#include "core/quality/detector.h"
#include "core/quality/wording.h"
#include "render/skeleton/skeleton_view.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"
#include "widgets/quality_panel/finding_caption.h"
#include "widgets/quality_panel/finding_scene.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/pose_legend.h"
#include "widgets/quality_panel/reason_text.h"
#include "widgets/quality_panel/repairs_model.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

QRect place_in(const QWidget& widget, const QWidget& around) {
  return {widget.mapTo(&around, QPoint()), widget.size()};
}

TEST_F(QualityPanelTest, a_repair_shows_the_pose_before_it_as_a_ghost_and_can_be_undone) {
  openFaulty();
  panel->filterBar()->words()->setText("exchanged");  // no other is led on to
  panel->table()->setFocus();
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
  const PoseLegend* legend = panel->view()->caption()->legend();
  EXPECT_TRUE(legend->isVisible());
  EXPECT_EQ(legend->accessibleName(), "Before, Now");
  EXPECT_FALSE(place_in(*legend, *panel).intersects(place_in(*panel->view()->view(), *panel)))
      << "it lies over nobody";
  session.undoStack()->undo();
  ASSERT_TRUE(found());
  EXPECT_TRUE(session.catalog()->sequence(repaired.sequence)->repairs.empty());
  ASSERT_TRUE(wait_for([&] { return panel->view()->view()->scene().skeletons.size() == 1; }));
  EXPECT_FALSE(legend->isVisible());
  EXPECT_TRUE(legend->sizePolicy().retainSizeWhenHidden()) << "so that nothing else moves";
}

TEST_F(QualityPanelTest, exchanged_sides_are_seen_in_their_colours_and_nothing_moves_when_they_are_mended) {
  openFaulty();
  panel->filterBar()->words()->setText("exchanged");  // no other is led on to
  panel->table()->setFocus();
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
  EXPECT_FALSE(panel->view()->caption()->legend()->isVisible());
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
  EXPECT_TRUE(panel->view()->caption()->legend()->isVisible());
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

TEST_F(QualityPanelTest, list_and_3d_view_have_most_of_a_small_window_and_words_cover_neither) {
  window.resize(742, 545);  // what docks leave it in a window of 1280 by 800
  openFaulty();
  walkTo("side_swap");
  ASSERT_TRUE(found());
  const QTableView* list = panel->table();
  const int rows = list->viewport()->height() / list->verticalHeader()->defaultSectionSize();
  EXPECT_GE(rows, 7);
  const QRect seen = place_in(*panel->view()->view(), *panel);
  EXPECT_GE(seen.height(), 140);
  const QRect caption = place_in(*panel->view()->caption(), *panel);
  EXPECT_FALSE(seen.intersects(caption));
  EXPECT_FALSE(place_in(*list, *panel).intersects(caption));
  for (const QLabel* words : panel->view()->caption()->findChildren<QLabel*>()) {
    if (!words->wordWrap()) continue;
    EXPECT_GE(words->height(), words->heightForWidth(words->width())) << "none of its words is cut";
  }
  EXPECT_TRUE(panel->rect().contains(seen));
  EXPECT_LT(place_in(*panel->stateBar(), *panel).top(), place_in(*panel->filterBar(), *panel).top());
  EXPECT_EQ(place_in(*panel->stateBar(), *panel).intersected(place_in(*panel->filterBar(), *panel)), QRect())
      << "beside the tabs";
}

TEST_F(QualityPanelTest, head_and_feet_are_whole_in_a_low_view) {
  window.resize(742, 545);
  openFaulty();
  walkTo("side_swap");
  ASSERT_TRUE(found());
  const SkeletonView& view = *panel->view()->view();
  const Eigen::Vector3f up = view.camera().up.cast<float>();
  const auto& pose = view.scene().skeletons.front().joints_mm;
  for (const auto& [joint, beyond_mm] :
       {std::pair(Joint::head, 52.0F), {Joint::left_ankle, -60.0F}, {Joint::right_ankle, -60.0F}}) {
    const auto pixel = view.pixelOf(pose[static_cast<std::size_t>(index_of(joint))] + beyond_mm * up);
    ASSERT_TRUE(pixel);
    EXPECT_TRUE(QRectF(view.rect()).adjusted(4, 4, -4, -4).contains(*pixel)) << pixel->y() << view.height();
  }
}

TEST(MarkedJoints, a_body_that_stands_still_as_a_whole_is_marked_as_one_that_jumps) {
  Finding finding;
  finding.detector = "frozen";
  EXPECT_TRUE(marked_joints(finding).all()) << "none of its joints means all";
  finding.joints = mask_of(3);
  EXPECT_EQ(marked_joints(finding), mask_of(3));
  finding.detector = "side_swap";
  EXPECT_TRUE(marked_joints(finding).none());
}

TEST_F(QualityPanelTest, a_long_sentence_stands_whole_above_the_view_where_the_list_cuts_it) {
  window.resize(742, 545);
  openFaulty();
  Finding finding = findings().finding(0).finding;
  finding.joints = mask_of(3);
  finding.reason = {&wording::model_disagrees,
                    {finding.joints, Figure{601}, std::string("made-up model"), Figure{51}}};
  panel->view()->setFinding(finding);
  EXPECT_TRUE(panel->view()->words().contains(reason_text(finding.reason)))
      << panel->view()->words().toStdString();
}

TEST_F(QualityPanelTest, the_view_is_about_the_repair_whose_row_is_lit) {
  openFaulty();
  walkTo("side_swap");
  const Finding finding = chosen();
  press(Qt::Key_M);
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 1; }));
  ASSERT_TRUE(found());
  panel->showRepairs();
  EXPECT_TRUE(panel->view()->words().startsWith(frames_text(finding) + ": Smoothed · "))
      << panel->view()->words().toStdString();
  EXPECT_TRUE(panel->view()->view()->scene().skeletons.front().marked.none());
  session.undo();
  ASSERT_TRUE(wait_for([&] { return panel->repairs()->rowCount() == 0; }));
  ASSERT_TRUE(found());
  EXPECT_TRUE(panel->view()->words().startsWith("Nothing was repaired"));
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
