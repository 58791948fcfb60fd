#include "widgets/inspector/inspector.h"

#include <algorithm>
#include <memory>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMainWindow>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "tests/widgets/dataset_tree/sample_project.h"
#include "widgets/actions/action_registry.h"
#include "widgets/inspector/facts_view.h"
#include "widgets/inspector/joint_table_model.h"
#include "widgets/inspector/stick_figure.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using testing::OpenSample;
using testing::wait_until_idle;

constexpr const char* walk = "Dance/S1/walk_1/a";

class InspectorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(sample.ready());
    sample.moveTo(walk, 20);
    window.setCentralWidget(inspector.get());
    window.resize(300, 820);
    ASSERT_TRUE(testing::show_active(window));
    ASSERT_TRUE(testing::wait_for([&] { return inspector->figure()->jointsShown() > 0; }));
  }
  /// What is shown follows a little later when another frame has come just before.
  void goTo(qint64 frame) {
    sample.cursor()->setFrame(frame);
    const auto told = QStringLiteral("Joints at frame %1, mm").arg(frame);
    ASSERT_TRUE(testing::wait_for([&] {
      return std::ranges::any_of(inspector->findChildren<QLabel*>(),
                                 [&](const QLabel* label) { return label->text() == told; });
    }));
  }
  QString cell(Joint joint, int column) {
    return inspector->joints()->index(index_of(joint), column).data().toString();
  }

  OpenSample sample;
  QMainWindow window;
  ActionRegistry actions{&window};
  std::unique_ptr<Inspector> inspector =
      std::make_unique<Inspector>(PanelContext{sample.session(), &actions});
};

TEST_F(InspectorTest, follows_the_cursor) {
  EXPECT_EQ(inspector->facts()->value("Name"), walk);
  EXPECT_EQ(inspector->facts()->value("Frames"), "150");
  EXPECT_EQ(cell(Joint::head, 0), "Head");
  EXPECT_EQ(cell(Joint::head, 2), "1700.0");
  EXPECT_EQ(cell(Joint::head, 3), "40.0") << "z is twice the frame";
  goTo(30);
  EXPECT_EQ(cell(Joint::head, 3), "60.0");
  sample.moveTo("Studio/unknown/clip_1/world", 7);
  EXPECT_EQ(inspector->facts()->value("Frame rate"), "unknown");
  EXPECT_TRUE(testing::wait_for([&] { return cell(Joint::head, 3) == "14.0"; }));
}

TEST_F(InspectorTest, rests_while_frames_go_by_and_ends_with_the_last) {
  int drawn = 0;
  QObject::connect(inspector->joints(), &QAbstractItemModel::dataChanged, inspector.get(), [&] { ++drawn; });
  for (int frame = 31; frame < 40; ++frame) sample.cursor()->setFrame(frame);
  EXPECT_LE(drawn, 1);
  goTo(40);
  EXPECT_EQ(cell(Joint::head, 3), "80.0");
}

TEST_F(InspectorTest, says_which_joints_are_missing) {
  EXPECT_EQ(inspector->figure()->jointsShown(), joint_count);
  goTo(12);
  for (int column = 1; column <= 3; ++column) EXPECT_EQ(cell(Joint::right_wrist, column), "missing");
  EXPECT_EQ(cell(Joint::left_wrist, 2), "1000.0");
  EXPECT_EQ(inspector->figure()->jointsShown(), joint_count - 1);
}

TEST_F(InspectorTest, gives_coordinates_in_the_universal_frame_on_demand) {
  const AlignmentRecord& alignment = *sample.session()->catalog()->alignment;
  const SequenceAlignment* aligned = alignment.of(sample.named(walk)->id);
  goTo(aligned->key_frame);
  inspector->frameChoice()->setCurrentIndex(1);
  const double x = QLocale().toDouble(cell(Joint::left_shoulder, 1));
  EXPECT_NEAR(x, alignment.reference_mm(0, 0), aligned->residual_mm * 2 + 0.1)
      << "the key frame lies on the reference";
  inspector->frameChoice()->setCurrentIndex(0);
  EXPECT_EQ(cell(Joint::left_shoulder, 2), "1450.0");
}

TEST_F(InspectorTest, copies_what_is_selected_or_everything) {
  actions.action("edit.copy-joints")->trigger();
  const QStringList lines = QApplication::clipboard()->text().split('\n');
  ASSERT_EQ(lines.size(), joint_count);
  EXPECT_EQ(lines[index_of(Joint::head)].split('\t')[2], "1700.0");
  inspector->jointTable()->selectRow(index_of(Joint::pelvis));
  inspector->jointTable()->setFocus();
  QTest::keySequence(inspector->jointTable(), QKeySequence::Copy);
  EXPECT_TRUE(QApplication::clipboard()->text().startsWith("Pelvis\t"));
  EXPECT_FALSE(QApplication::clipboard()->text().contains('\n'));
}

TEST_F(InspectorTest, shows_a_key_frame_chosen_by_hand) {
  sample.session()->setKeyFrame(sample.named(walk)->id, 44);
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_EQ(inspector->facts()->value("Key frame"), "44, chosen by hand");
}

TEST_F(InspectorTest, empties_with_the_project) {
  sample.session()->closeProject();
  ASSERT_TRUE(wait_until_idle(*sample.session()));
  EXPECT_FALSE(inspector->facts()->isVisible());
  EXPECT_EQ(cell(Joint::head, 1), "–");
  EXPECT_FALSE(actions.action("edit.copy-joints")->isEnabled());
}

TEST_F(InspectorTest, keeps_a_selection_of_text_while_frames_pass) {
  inspector->facts()->selectAll();
  const QString selected = inspector->facts()->textCursor().selectedText();
  EXPECT_TRUE(selected.contains(walk));
  goTo(21);
  EXPECT_EQ(inspector->facts()->textCursor().selectedText(), selected);
}

TEST_F(InspectorTest, speaks_the_language_that_is_switched_to) {
  const testing::OtherLanguage language;
  EXPECT_EQ(inspector->facts()->value("«Name»"), walk);
  EXPECT_EQ(cell(Joint::head, 0), QString("«Head»"));
  EXPECT_EQ(inspector->frameChoice()->itemText(1), QString("«Universal frame»"));
}

TEST_F(InspectorTest, looks_right_in_both_themes) {
  goTo(12);
  for (const auto mode : {Theme::Mode::light, Theme::Mode::dark}) {
    Theme::instance().setMode(mode);
    QTest::qWait(50);
    const QString name = mode == Theme::Mode::light ? "inspector-light" : "inspector-dark";
    testing::picture(window, name);
    auto* scroll = inspector->findChild<QScrollArea*>();
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    testing::picture(window, name + "-end");
    scroll->verticalScrollBar()->setValue(0);
  }
  const QTableView* table = inspector->jointTable();
  EXPECT_GE(table->viewport()->height(), joint_count * table->rowHeight(0)) << "all joints in sight";
  for (int column = 0; column < 4; ++column) {
    EXPECT_LE(table->sizeHintForIndex(table->model()->index(index_of(Joint::right_wrist), column)).width(),
              table->columnWidth(column));
    EXPECT_LE(table->sizeHintForIndex(table->model()->index(index_of(Joint::head), column)).width(),
              table->columnWidth(column));
  }
}

TEST(JointTableModel, keeps_the_rules_of_item_models) {
  JointTableModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.setPose(std::vector<float>(joint_count * 3, 1.0F));
  model.setPose({});
  EXPECT_EQ(model.index(0, 1).data().toString(), "–");
}

}  // namespace
}  // namespace solopose
