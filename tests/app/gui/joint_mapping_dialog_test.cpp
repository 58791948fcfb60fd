#include "app/gui/joint_mapping_dialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <gtest/gtest.h>

#include "app/gui/body_map.h"
#include "app/gui/rig_view.h"

namespace solopose {
namespace {

/// A body without a hierarchy whose names tell nothing, but for their sides.
Rig nameless() {
  return {{"base", "uL", "uR", "top", "xL", "xR"},
          {},
          {{0, 0, 0}, {2, 5, 0}, {-2, 5, 0}, {0, 8, 0}, {3, 2, 0}, {-3, 2, 0}}};
}

class JointMappingDialogTest : public ::testing::Test {
 protected:
  JointMappingDialogTest() : dialog(nameless(), std::nullopt, nullptr) {
    dialog.show();
    names = dialog.findChild<QLineEdit*>();
  }
  std::vector<int> mapped(Joint joint) const {
    return dialog.mapping().canonical[static_cast<std::size_t>(index_of(joint))];
  }
  void type(const QString& text) {
    QTest::keyClicks(names, text);
    QTest::keyClick(names, Qt::Key_Return);
  }
  void undo() const {
    for (QAction* action : dialog.actions())
      if (action->shortcut() == QKeySequence(QKeySequence::Undo)) action->trigger();
  }

  JointMappingDialog dialog;
  QLineEdit* names = nullptr;
};

TEST_F(JointMappingDialogTest, keys_alone_map_a_joint_and_the_other_side_follows) {
  type("base");
  EXPECT_EQ(mapped(Joint::pelvis), std::vector<int>{0});
  for (int i = 0; i < index_of(Joint::left_shoulder); ++i) QTest::keyClick(names, Qt::Key_Down);
  type("ul");
  EXPECT_EQ(mapped(Joint::left_shoulder), std::vector<int>{1});
  EXPECT_EQ(mapped(Joint::right_shoulder), std::vector<int>{2});
  QTest::keyClick(names, Qt::Key_Delete);
  EXPECT_TRUE(mapped(Joint::left_shoulder).empty());
}

TEST_F(JointMappingDialogTest, a_click_on_the_body_and_one_on_the_file_map_a_joint) {
  auto* body = dialog.findChild<BodyMap*>();
  auto* view = dialog.findChild<RigView*>();
  QTest::mouseClick(body, Qt::LeftButton, {}, body->place_of(Joint::head).toPoint());
  QTest::mouseClick(view, Qt::LeftButton, {}, view->place_of(3).toPoint());
  EXPECT_EQ(mapped(Joint::head), std::vector<int>{3});
}

TEST_F(JointMappingDialogTest, with_shift_the_middle_of_several_is_taken) {
  auto* body = dialog.findChild<BodyMap*>();
  auto* view = dialog.findChild<RigView*>();
  QTest::mouseClick(body, Qt::LeftButton, {}, body->place_of(Joint::pelvis).toPoint());
  QTest::mouseClick(view, Qt::LeftButton, {}, view->place_of(4).toPoint());
  QTest::mouseClick(view, Qt::LeftButton, Qt::ShiftModifier, view->place_of(5).toPoint());
  EXPECT_EQ(mapped(Joint::pelvis), (std::vector<int>{4, 5}));
}

TEST_F(JointMappingDialogTest, a_drag_beside_the_joints_turns_and_maps_nothing) {
  auto* view = dialog.findChild<RigView*>();
  const QPointF before = view->place_of(1);
  QTest::mousePress(view, Qt::LeftButton, {}, QPoint(3, 3));
  QTest::mouseMove(view, QPoint(63, 3));
  QTest::mouseRelease(view, Qt::LeftButton, {}, QPoint(63, 3));
  EXPECT_TRUE(mapped(Joint::pelvis).empty());
  EXPECT_NE(view->place_of(1), before);
}

TEST_F(JointMappingDialogTest, a_joint_dragged_onto_the_bodys_is_mapped_and_undo_takes_it_back) {
  auto* body = dialog.findChild<BodyMap*>();
  auto* view = dialog.findChild<RigView*>();
  const QPointF before = view->place_of(3);
  const auto drag_to = [&](Joint joint) {
    const QPoint there = view->mapFromGlobal(body->mapToGlobal(body->place_of(joint))).toPoint();
    QTest::mousePress(view, Qt::LeftButton, {}, view->place_of(3).toPoint());
    QTest::mouseMove(view, there);
    QTest::mouseRelease(view, Qt::LeftButton, {}, there);
  };
  drag_to(Joint::neck);
  EXPECT_EQ(mapped(Joint::neck), std::vector<int>{3});
  EXPECT_EQ(view->place_of(3), before);
  undo();
  EXPECT_TRUE(mapped(Joint::neck).empty());
}

TEST_F(JointMappingDialogTest, delete_takes_a_joint_away_from_the_table_and_the_body_too) {
  for (QWidget* widget : {static_cast<QWidget*>(dialog.findChild<QTreeWidget*>()),
                          static_cast<QWidget*>(dialog.findChild<BodyMap*>())}) {
    dialog.setCurrent(Joint::head);
    dialog.assign(3, false);
    QTest::keyClick(widget, Qt::Key_Delete);
    EXPECT_TRUE(mapped(Joint::head).empty());
    undo();
    EXPECT_EQ(mapped(Joint::head), std::vector<int>{3});
  }
}

TEST_F(JointMappingDialogTest, what_is_remembered_is_begun_with_and_not_guessed_over) {
  JointSet known{"rig", nameless().joints, {}, {}};
  known.canonical[static_cast<std::size_t>(index_of(Joint::head))] = {0};  // no guess takes it for one
  const JointMappingDialog again(nameless(), known, nullptr);
  EXPECT_EQ(again.mapping().canonical, known.canonical);
}

TEST_F(JointMappingDialogTest, undo_takes_back_a_joint_with_its_other_side) {
  dialog.setCurrent(Joint::left_elbow);
  dialog.assign(4, false);
  EXPECT_EQ(mapped(Joint::right_elbow), std::vector<int>{5});
  undo();
  EXPECT_TRUE(mapped(Joint::left_elbow).empty());
  EXPECT_TRUE(mapped(Joint::right_elbow).empty());
}

TEST(RigViewTest, a_body_whose_shoulders_are_known_faces_the_viewer_like_the_one_beside_it) {
  RigView view(nameless());
  view.resize(300, 300);
  JointSet mapping;
  mapping.canonical[static_cast<std::size_t>(index_of(Joint::left_shoulder))] = {2};  // at the rig's -x
  mapping.canonical[static_cast<std::size_t>(index_of(Joint::right_shoulder))] = {1};
  view.setMapping(mapping);
  EXPECT_GT(view.place_of(2).x(), view.place_of(1).x() + 50);
}

}  // namespace
}  // namespace solopose
