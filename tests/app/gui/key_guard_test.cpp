#include "app/gui/key_guard.h"

namespace solopose {
namespace {

class KeyGuardTest : public ::testing::Test {
 protected:
  void SetUp() override {
    qApp->installEventFilter(&guard);
    layout.addWidget(&button);
    layout.addWidget(&tree);
    tree.setHeaderLabels({"name"});
    auto* parent = new QTreeWidgetItem(&tree, {"parent"});
    new QTreeWidgetItem(parent, {"child"});
    for (const int key : {Qt::Key_Space, Qt::Key_Right, Qt::Key_Home}) {
      auto* action = new QAction(&window);
      action->setShortcut(QKeySequence(key));
      QObject::connect(action, &QAction::triggered, &window, [this, key] { fired.push_back(key); });
      window.addAction(action);
    }
    window.show();
    window.activateWindow();  // no window manager does it
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }

  KeyGuard guard;
  QWidget window;
  QVBoxLayout layout{&window};
  QCheckBox button;
  QTreeWidget tree;
  std::vector<int> fired;
};

TEST_F(KeyGuardTest, space_belongs_to_the_window_after_a_click_on_a_button) {
  button.setFocus(Qt::MouseFocusReason);
  QTest::keyClick(&button, Qt::Key_Space);
  EXPECT_EQ(fired, std::vector<int>{Qt::Key_Space});
  EXPECT_FALSE(button.isChecked());
}

TEST_F(KeyGuardTest, space_belongs_to_a_button_reached_with_the_keyboard) {
  tree.setFocus(Qt::MouseFocusReason);
  button.setFocus(Qt::TabFocusReason);
  QTest::keyClick(&button, Qt::Key_Space);
  EXPECT_TRUE(fired.empty());
  EXPECT_TRUE(button.isChecked());
}

TEST_F(KeyGuardTest, space_belongs_to_a_row_with_a_box_reached_with_the_keyboard) {
  auto* boxed = tree.topLevelItem(0);
  boxed->setCheckState(0, Qt::Unchecked);
  tree.setCurrentItem(boxed);
  tree.setFocus(Qt::MouseFocusReason);
  QTest::keyClick(&tree, Qt::Key_Space);
  EXPECT_EQ(boxed->checkState(0), Qt::Unchecked);
  EXPECT_EQ(fired, std::vector<int>{Qt::Key_Space});
  button.setFocus(Qt::MouseFocusReason);
  tree.setFocus(Qt::TabFocusReason);
  QTest::keyClick(&tree, Qt::Key_Space);
  EXPECT_EQ(boxed->checkState(0), Qt::Checked);
  EXPECT_EQ(fired.size(), 1U);
}

TEST_F(KeyGuardTest, space_belongs_to_the_window_on_a_row_without_a_box) {
  tree.setCurrentItem(tree.topLevelItem(0));
  tree.setFocus(Qt::TabFocusReason);
  QTest::keyClick(&tree, Qt::Key_Space);
  EXPECT_EQ(fired, std::vector<int>{Qt::Key_Space});
}

TEST_F(KeyGuardTest, arrows_open_a_branch_and_step_on_a_leaf) {
  tree.setFocus(Qt::MouseFocusReason);
  tree.setCurrentItem(tree.topLevelItem(0));
  QTest::keyClick(&tree, Qt::Key_Right);
  EXPECT_TRUE(tree.topLevelItem(0)->isExpanded());
  EXPECT_TRUE(fired.empty());
  tree.setCurrentItem(tree.topLevelItem(0)->child(0));
  QTest::keyClick(&tree, Qt::Key_Right);
  EXPECT_EQ(fired, std::vector<int>{Qt::Key_Right});
}

TEST_F(KeyGuardTest, home_moves_in_a_list) {
  tree.setFocus(Qt::MouseFocusReason);
  tree.expandAll();
  tree.setCurrentItem(tree.topLevelItem(0)->child(0));
  QTest::keyClick(&tree, Qt::Key_Home);
  EXPECT_TRUE(fired.empty());
  EXPECT_EQ(tree.currentItem(), tree.topLevelItem(0));
}

TEST_F(KeyGuardTest, a_letter_in_an_open_menu_is_the_menus) {
  auto* reject = new QAction(&window);
  reject->setShortcut(QKeySequence(Qt::Key_R));
  QObject::connect(reject, &QAction::triggered, &window, [this] { fired.push_back(Qt::Key_R); });
  window.addAction(reject);
  QMenu menu(&window);
  bool recent = false;
  QObject::connect(menu.addAction("Open &recent"), &QAction::triggered, &menu, [&] { recent = true; });
  tree.setFocus(Qt::MouseFocusReason);
  menu.popup(window.mapToGlobal(QPoint(10, 10)));
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&menu));
  QTest::keyClick(window.windowHandle(), Qt::Key_R);  // as the window system sends it
  EXPECT_TRUE(recent);
  EXPECT_TRUE(fired.empty());
  EXPECT_TRUE(menu.isHidden());
  QTest::keyClick(window.windowHandle(), Qt::Key_R);
  EXPECT_EQ(fired, std::vector<int>{Qt::Key_R});
}

}  // namespace
}  // namespace solopose
