#include "widgets/universal_frame_panel/universal_frame_panel.h"
#include "widgets/universal_frame_panel/figure_models.h"

#include <algorithm>
#include <memory>
#include <set>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

#include <gmock/gmock.h>

#include "core/inspection/shown_sequences.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/verdict.h"
#include "render/skeleton/skeleton_view.h"
#include "tests/support/demo_project.h"
#include "tests/support/scratch_data.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {
namespace {

/// A window with the panel on a project; everything is waited for.
class PanelTest : public ::testing::Test {
 protected:
  void openWindow() {
    actions_ = std::make_unique<ActionRegistry>(&window_);
    panel_ = std::make_unique<UniversalFramePanel>(PanelContext{&session_, actions_.get(), nullptr, &lanes_});
    window_.setCentralWidget(panel_.get());
    window_.resize(1100, 700);
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window_));
  }
  void open(const std::filesystem::path& folder) {
    openWindow();
    session_.openProject(QString::fromStdString(folder.string()));
    ASSERT_TRUE(testing::wait_for([this] { return session_.isIdle() && session_.hasProject(); }));
    settle();
  }
  void settle() {
    ASSERT_TRUE(testing::wait_for([this] { return session_.isIdle() && panel_->isSettled(); }));
  }
  void trigger(const char* id) {
    QAction* action = actions_->action(QStringLiteral("universal.") + QLatin1String(id));
    ASSERT_NE(action, nullptr) << id;
    action->trigger();
    settle();
  }
  const std::vector<SkeletonInstance>& shown() const { return panel_->view()->scene().skeletons; }
  const SkeletonInstance* shownOf(SequenceId sequence) const {
    for (const SkeletonInstance& skeleton : shown()) {
      if (skeleton.id == sequence && !skeleton.ghost) return &skeleton;
    }
    return nullptr;
  }
  SkeletonPose storedPose(const SequenceRecord& record, std::int64_t frame) const {
    const auto row = PoseStore(session_.projectFolder().toStdString()).poses_mm(record, frame, 1);
    SkeletonPose pose;
    for (std::size_t j = 0; j < pose.size(); ++j) pose[j] = {row[3 * j], row[3 * j + 1], row[3 * j + 2]};
    return pose;
  }
  void clickJoint(SequenceId sequence, Joint joint) {
    const SkeletonInstance* skeleton = shownOf(sequence);
    ASSERT_NE(skeleton, nullptr);
    const auto pixel = panel_->view()->pixelOf(skeleton->joints_mm[static_cast<std::size_t>(joint)]);
    ASSERT_TRUE(pixel);
    QTest::mouseClick(panel_->view(), Qt::LeftButton, {}, pixel->toPoint());
    settle();
  }
  template <typename Widget>
  Widget* child(const char* name) {
    return panel_->findChild<Widget*>(QLatin1String(name));
  }

  testing::TemporaryFolder scratch_;
  Session session_;
  TimelineLanes lanes_;
  QMainWindow window_;
  std::unique_ptr<ActionRegistry> actions_;
  std::unique_ptr<UniversalFramePanel> panel_;
};

/// On a copy of the demo project.
class DemoPanelTest : public PanelTest {
 protected:
  void SetUp() override {
    std::filesystem::copy(testing::demo_project(), folder_ / "demo",
                          std::filesystem::copy_options::recursive);
    open(folder_ / "demo");
  }

  const SequenceRecord& viewOfATake() const {
    const auto catalog = session_.catalog();
    for (const TakeDispersion& take : catalog->alignment->takes) {
      if (take.views.size() > 1) return *catalog->sequence_named(take.name + "/" + take.views[0]);
    }
    throw Error("the demo has no take with several views");
  }

  testing::TemporaryFolder folder_;
};

TEST_F(DemoPanelTest, shows_every_dataset_in_its_colour_at_its_key_frame) {
  const auto catalog = session_.catalog();
  ASSERT_FALSE(shown().empty());
  std::set<QRgb> colours;
  for (const SkeletonInstance& skeleton : shown()) colours.insert(skeleton.colour.rgb());
  EXPECT_EQ(colours.size(), catalog->datasets.size());
  for (int i = 0; i < static_cast<int>(catalog->datasets.size()); ++i) {
    EXPECT_TRUE(colours.contains(Theme::instance().dataset(i).rgb()));
  }
  const SkeletonInstance& skeleton = shown().front();
  const SequenceRecord& record = *catalog->sequence(skeleton.id);
  const SequenceAlignment& alignment = *catalog->alignment->of(record.id);
  const SkeletonPose raw = storedPose(record, alignment.key_frame);
  for (std::size_t j = 0; j < raw.size(); ++j) {
    if (!raw[j].allFinite()) continue;
    const Eigen::Vector3d expected = alignment.universal_from_dataset * raw[j].cast<double>();
    EXPECT_LT((skeleton.joints_mm[j].cast<double>() - expected).norm(), 0.01);
  }
}

double farthestApart(const SkeletonPose& a, const SkeletonPose& b) {
  double farthest = 0;
  for (std::size_t j = 0; j < a.size(); ++j) {
    if (a[j].allFinite() && b[j].allFinite()) farthest = std::max(farthest, double{(a[j] - b[j]).norm()});
  }
  return farthest;
}

TEST_F(DemoPanelTest, the_switch_goes_to_the_world_upright_and_back) {
  const auto catalog = session_.catalog();
  const SequenceRecord& record = *catalog->sequence(shown().front().id);
  const SkeletonPose aligned = shown().front().joints_mm;
  const SkeletonPose raw = storedPose(record, catalog->alignment->of(record.id)->key_frame);
  trigger("aligned");
  const SkeletonPose world = shownOf(record.id)->joints_mm;
  const auto length = [](const SkeletonPose& pose, Joint from, Joint to) {
    return (pose[index_of(from)] - pose[index_of(to)]).norm();
  };
  for (const Bone& bone : bones())
    EXPECT_NEAR(length(world, bone.parent, bone.child), length(raw, bone.parent, bone.child), 0.1);
  EXPECT_GT(world[index_of(Joint::neck)].z(), world[index_of(Joint::pelvis)].z() + 300) << "up is up";
  trigger("aligned");
  EXPECT_LT(farthestApart(shownOf(record.id)->joints_mm, aligned), 0.01);
}

TEST_F(DemoPanelTest, before_stands_beside_after_with_a_takes_views_as_the_world_has_them) {
  const SequenceRecord& view = viewOfATake();
  session_.cursor()->setSequence(view.id, view.frames, 5);
  trigger("show-take");
  const std::size_t views = shown().size();
  trigger("beside");
  ASSERT_EQ(shown().size(), 2 * views);
  const Eigen::Vector3f aside = shown()[0].joints_mm[0] - shown()[views].joints_mm[0];
  EXPECT_GT(aside.norm(), 1000) << "the two do not overlap";
  for (std::size_t i = 1; i < views; ++i) {
    EXPECT_LT(farthestApart(shown()[i].joints_mm, shown()[0].joints_mm), 1) << "after";
    const double before = farthestApart(shown()[views + i].joints_mm, shown()[views].joints_mm);
    EXPECT_GT(before, 10) << "before: the demo's extrinsics of this take are off";
    EXPECT_LT(before, 500);
  }
}

TEST_F(DemoPanelTest, a_click_on_a_skeleton_moves_the_cursor_to_what_it_shows) {
  const SequenceRecord& first = session_.catalog()->sequences.front();
  session_.cursor()->setSequence(first.id, first.frames);
  trigger("aligned");  // in their worlds skeletons stand apart
  const auto is_only_view = [&](SequenceId id) {
    const SequenceRecord& own = *session_.catalog()->sequence(id);
    return std::ranges::count_if(session_.catalog()->sequences, [&](const SequenceRecord& one) {
             return one.dataset == own.dataset && one.subject == own.subject && one.take == own.take;
           }) == 1;
  };
  // The farthest to the picture's side: nobody stands in front of that head, and no other view in its place.
  SequenceId other = 0;
  double farthest = -1;
  for (const SkeletonInstance& skeleton : shown()) {
    const auto head = panel_->view()->pixelOf(skeleton.joints_mm[index_of(Joint::head)]);
    if (!head || skeleton.id == first.id || !is_only_view(skeleton.id)) continue;
    const double aside = std::abs(head->x() - panel_->view()->width() / 2.0);
    if (aside > farthest) {
      farthest = aside;
      other = skeleton.id;
    }
  }
  clickJoint(other, Joint::head);
  EXPECT_EQ(session_.cursor()->sequence(), other);
  EXPECT_EQ(session_.cursor()->frame(), session_.catalog()->alignment->of(other)->key_frame);
  EXPECT_TRUE(shownOf(other)->highlighted);
}

TEST_F(DemoPanelTest, hiding_a_dataset_takes_its_skeletons_away) {
  const auto catalog = session_.catalog();
  auto* model = child<QTableView>("datasets")->model();
  ASSERT_TRUE(model->setData(model->index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
  settle();
  ASSERT_FALSE(shown().empty());
  for (const SkeletonInstance& skeleton : shown()) {
    EXPECT_NE(catalog->sequence(skeleton.id)->dataset, catalog->datasets[1].id);
  }
  trigger("all-datasets");
  EXPECT_EQ(shown().size(), std::min(most_skeletons, catalog->sequences.size()));
  EXPECT_TRUE(std::any_of(shown().begin(), shown().end(), [&](const SkeletonInstance& skeleton) {
    return catalog->sequence(skeleton.id)->dataset == catalog->datasets[1].id;
  }));
}

TEST_F(DemoPanelTest, ctrl_click_shows_one_dataset_alone) {
  auto* table = child<QTableView>("datasets");
  const QPoint name = table->visualRect(table->model()->index(2, 1)).center();
  QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ControlModifier, name);
  settle();
  ASSERT_FALSE(shown().empty());
  for (const SkeletonInstance& skeleton : shown()) {
    EXPECT_EQ(session_.catalog()->sequence(skeleton.id)->dataset, session_.catalog()->datasets[2].id);
  }
}

TEST_F(DemoPanelTest, a_takes_views_follow_the_cursors_frame_and_coincide) {
  const SequenceRecord& view = viewOfATake();
  session_.cursor()->setSequence(view.id, view.frames, view.frames / 2);
  trigger("show-take");
  ASSERT_GT(shown().size(), 1U);
  const SkeletonPose first = shownOf(view.id)->joints_mm;
  for (const SkeletonInstance& other : shown()) {
    EXPECT_LT((other.joints_mm[0] - first[0]).norm(), 1) << session_.catalog()->sequence(other.id)->name;
  }
  session_.cursor()->setFrame(view.frames / 2 + 7);
  settle();
  EXPECT_GT((shownOf(view.id)->joints_mm[0] - first[0]).norm() +
                (shownOf(view.id)->joints_mm[11] - first[11]).norm(),
            0.5F)
      << "the cursor moved, and so does the person";
}

TEST_F(DemoPanelTest, the_trail_shows_where_the_cursors_skeleton_was_and_goes) {
  const SequenceRecord& view = viewOfATake();
  session_.cursor()->setSequence(view.id, view.frames, view.frames / 2);
  trigger("show-cursor");
  EXPECT_EQ(shown().size(), 1U);
  trigger("trail");
  EXPECT_GT(shown().size(), 3U);
  EXPECT_FALSE(panel_->view()->scene().paths.empty());
  trigger("trail");
  EXPECT_EQ(shown().size(), 1U);
}

TEST_F(DemoPanelTest, measures_the_distance_between_two_clicked_joints) {
  const SequenceRecord& view = viewOfATake();
  session_.cursor()->setSequence(view.id, view.frames, view.frames / 2);
  trigger("show-cursor");
  trigger("measure");
  clickJoint(view.id, Joint::left_knee);
  clickJoint(view.id, Joint::left_ankle);
  const SkeletonPose stored = storedPose(view, view.frames / 2);
  const float shin = (stored[index_of(Joint::left_knee)] - stored[index_of(Joint::left_ankle)]).norm();
  const SkeletonMeasure& measure = panel_->view()->scene().measure;
  ASSERT_EQ(measure.points_mm.size(), 2U);
  EXPECT_NEAR((measure.points_mm[0] - measure.points_mm[1]).norm(), shin, 0.01F);
  EXPECT_TRUE(
      child<QLabel>("status")->text().contains(QLocale().toString(static_cast<double>(shin), 'f', 1)));
  EXPECT_EQ(session_.cursor()->sequence(), view.id) << "measuring does not move the cursor";
  trigger("clear-measure");
  EXPECT_TRUE(panel_->view()->scene().measure.points_mm.empty());
  trigger("clear-measure");
  EXPECT_FALSE(actions_->action(QStringLiteral("universal.measure"))->isChecked());
}

TEST_F(DemoPanelTest, a_click_on_a_take_moves_the_cursor_there) {
  auto* takes = child<QTableView>("takes");
  ASSERT_GT(takes->model()->rowCount(), 0);
  const QModelIndex row = takes->model()->index(0, 0);
  QTest::mouseClick(takes->viewport(), Qt::LeftButton, {}, takes->visualRect(row).center());
  const SequenceRecord* record = session_.catalog()->sequence(session_.cursor()->sequence());
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->take_name(), row.data().toString().toStdString());
}

TEST_F(DemoPanelTest, takes_begin_with_the_worst) {
  const auto* takes = child<QTableView>("takes")->model();
  for (int row = 1; row < takes->rowCount(); ++row) {
    EXPECT_GE(takes->index(row - 1, TakeFiguresModel::after).data(Qt::UserRole).toDouble(),
              takes->index(row, TakeFiguresModel::after).data(Qt::UserRole).toDouble());
  }
}

TEST_F(DemoPanelTest, the_view_state_comes_back) {
  const SequenceRecord& view = viewOfATake();
  session_.cursor()->setSequence(view.id, view.frames);
  trigger("show-take");
  trigger("axes");
  trigger("view-left");
  const QJsonObject state = panel_->viewState();
  const double azimuth = panel_->view()->camera().azimuth;
  trigger("show-all");
  trigger("axes");
  trigger("view-top");
  panel_->setViewState(state);
  settle();
  EXPECT_NEAR(panel_->view()->camera().azimuth, azimuth, 1e-9);
  EXPECT_FALSE(panel_->view()->scene().axes);
  EXPECT_TRUE(actions_->action(QStringLiteral("universal.show-take"))->isChecked());
  EXPECT_EQ(panel_->viewState(), state);
}

TEST_F(DemoPanelTest, skeletons_are_drawn_where_they_can_be_picked) {
  trigger("show-cursor");
  const SequenceRecord& view = viewOfATake();
  session_.cursor()->setSequence(view.id, view.frames, view.frames / 2);
  settle();
  trigger("frame-all");
  const QImage picture = panel_->view()->picture();
  ASSERT_FALSE(picture.isNull());
  const Eigen::Vector3f head = shownOf(view.id)->joints_mm[index_of(Joint::head)];
  const QColor seen =
      picture.pixelColor((*panel_->view()->pixelOf(head) * picture.devicePixelRatio()).toPoint());
  EXPECT_NE(seen, Theme::instance().panel());
  EXPECT_EQ(picture.pixelColor(2, 2), Theme::instance().panel());
}

TEST_F(PanelTest, without_an_alignment_it_offers_one) {
  testing::make_project(scratch_ / "project", false, 60);
  open(scratch_ / "project");
  auto* align = child<QPushButton>("align-now");
  ASSERT_TRUE(align->isVisible());
  EXPECT_EQ(shown().size(), session_.catalog()->sequences.size()) << "tracks in their own frames";
  EXPECT_FALSE(actions_->action(QStringLiteral("universal.aligned"))->isEnabled());
  align->click();
  settle();
  EXPECT_FALSE(align->isVisible());
  ASSERT_TRUE(session_.catalog()->alignment);
  EXPECT_TRUE(panel_->view()->scene().reference_points_mm);
  const auto& record = *session_.catalog()->sequence(shown().front().id);
  const auto& alignment = *session_.catalog()->alignment->of(record.id);
  const Eigen::Vector3d pelvis =
      alignment.universal_from_dataset * storedPose(record, alignment.key_frame)[0].cast<double>();
  EXPECT_LT((shown().front().joints_mm[0].cast<double>() - pelvis).norm(), 0.01);
}

TEST_F(PanelTest, choosing_the_other_frame_aligns_anew_and_turns_the_camera) {
  testing::make_project(scratch_ / "project", true, 60);
  open(scratch_ / "project");
  auto* frame = child<QComboBox>("frame");
  frame->setCurrentIndex(1);
  Q_EMIT frame->activated(1);
  settle();
  EXPECT_EQ(session_.alignOptions().preset, FramePreset::section_3_2);
  EXPECT_LT((panel_->view()->camera().up + Eigen::Vector3d::UnitZ()).norm(), 1e-6) << "z runs to the pelvis";
  EXPECT_LT((panel_->view()->camera().facing - Eigen::Vector3d::UnitX()).norm(), 1e-6);
}

TEST_F(PanelTest, rejected_frames_are_counted_and_aligned_with_when_somebody_wants_that) {
  testing::make_project(scratch_ / "project", true, 60);
  open(scratch_ / "project");
  auto* rejected = child<QCheckBox>("with-rejected");
  EXPECT_FALSE(rejected->isEnabled()) << "there are none";
  VerdictRecord verdict;
  verdict.sequence = session_.catalog()->sequences.front().id;
  verdict.first_frame = 3;
  verdict.last_frame = 14;
  verdict.verdict = Verdict::rejected;
  verdict.reviewer = "me";
  session_.judge({verdict});
  settle();
  EXPECT_TRUE(rejected->isEnabled());
  EXPECT_TRUE(rejected->text().contains("12")) << rejected->text().toStdString();
  rejected->click();
  settle();
  EXPECT_TRUE(session_.alignOptions().with_rejected);
  EXPECT_TRUE(rejected->isChecked());
  session_.undoStack()->undo();
  settle();
  EXPECT_FALSE(session_.alignOptions().with_rejected);
  EXPECT_FALSE(rejected->isChecked());
}

TEST_F(PanelTest, marks_the_joints_of_the_finding_that_somebody_looks_at) {
  testing::make_project(scratch_ / "project", true, 60);
  open(scratch_ / "project");
  const SequenceId sequence = session_.cursor()->sequence();
  JointMask knee;
  knee.set(static_cast<std::size_t>(index_of(Joint::left_knee)));
  lanes_.setShownFinding(ShownFinding{sequence, 0, 59, knee, {}});
  settle();
  for (const SkeletonInstance& skeleton : shown())
    EXPECT_EQ(skeleton.marked, skeleton.id == sequence ? knee : JointMask());
  lanes_.setShownFinding(std::nullopt);
  settle();
  for (const SkeletonInstance& skeleton : shown()) EXPECT_TRUE(skeleton.marked.none());
}

TEST_F(PanelTest, stands_without_a_project) {
  openWindow();
  settle();
  EXPECT_TRUE(shown().empty());
  EXPECT_FALSE(child<QPushButton>("align-now")->isEnabled());
  EXPECT_FALSE(panel_->picture().isNull());
  for (QAction* action : actions_->all()) {
    EXPECT_FALSE(action->text().isEmpty());
    if (action->isEnabled()) action->trigger();
  }
  settle();
}

}  // namespace
}  // namespace solopose
