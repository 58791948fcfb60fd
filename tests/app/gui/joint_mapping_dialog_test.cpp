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
  JointMappingDialogTest() : dialog(nameless(), nullptr) {
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

TEST_F(JointMappingDialogTest, a_drag_turns_and_maps_nothing) {
  auto* view = dialog.findChild<RigView*>();
  const QPointF before = view->place_of(1);
  QTest::mousePress(view, Qt::LeftButton, {}, before.toPoint());
  QTest::mouseMove(view, before.toPoint() + QPoint(60, 0));
  QTest::mouseRelease(view, Qt::LeftButton, {}, before.toPoint() + QPoint(60, 0));
  EXPECT_TRUE(mapped(Joint::pelvis).empty());
  EXPECT_NE(view->place_of(1), before);
}

TEST_F(JointMappingDialogTest, undo_takes_back_a_joint_with_its_other_side) {
  dialog.setCurrent(Joint::left_elbow);
  dialog.assign(4, false);
  EXPECT_EQ(mapped(Joint::right_elbow), std::vector<int>{5});
  for (QAction* action : dialog.actions())
    if (action->shortcut() == QKeySequence(QKeySequence::Undo)) action->trigger();
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
