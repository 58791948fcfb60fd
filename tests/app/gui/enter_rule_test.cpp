#include "app/gui/enter_rule.h"

#include <gtest/gtest.h>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/key_guard.h"
#include "app/gui/start_page.h"
#include "tests/app/gui/main_window_fixture.h"

namespace solopose::testing {
namespace {

/// With the filters that the program has, over a window in which Space plays.
class EnterRuleTest : public ::testing::Test {
 protected:
  void SetUp() override {
    qApp->installEventFilter(&guard);
    qApp->installEventFilter(&rule);
    for (QWidget* each : std::initializer_list<QWidget*>{&choice, &button, &tool}) layout.addWidget(each);
    choice.addItems({"one", "two", "three", "four"});
    auto* play = new QAction(&window);
    play->setShortcut(QKeySequence(Qt::Key_Space));
    QObject::connect(play, &QAction::triggered, &window, [this] { ++played; });
    window.addAction(play);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }
  /// As the window system sends it: to the window, also while something is open over it.
  void press(Qt::Key key) { QTest::keyClick(window.windowHandle(), key); }

  KeyGuard guard;
  EnterRule rule;
  QWidget window;
  QVBoxLayout layout{&window};
  QComboBox choice;
  QPushButton button;
  QToolButton tool;
  int played = 0;
};

TEST_F(EnterRuleTest, enter_and_space_take_the_entry_that_is_lit_in_an_opened_drop_down) {
  int wanted = 1;
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
    choice.setFocus(Qt::TabFocusReason);
    choice.showPopup();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(choice.view()->window()));
    press(Qt::Key_Down);
    EXPECT_NE(choice.currentIndex(), wanted);
    press(key);
    EXPECT_EQ(choice.currentIndex(), wanted) << key;
    EXPECT_FALSE(choice.view()->isVisible()) << key;
    ++wanted;
  }
  EXPECT_EQ(played, 0);
}

TEST_F(EnterRuleTest, enter_presses_the_button_that_has_the_focus_once) {
  int pressed = 0;
  const auto count = [&pressed] { ++pressed; };
  QObject::connect(&button, &QPushButton::clicked, &window, count);
  QObject::connect(&tool, &QToolButton::clicked, &window, count);
  for (QWidget* each : std::initializer_list<QWidget*>{&button, &tool}) {
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
      pressed = 0;
      each->setFocus(Qt::TabFocusReason);
      press(key);
      EXPECT_EQ(pressed, 1) << key;
    }
  }
}

using EnterInWindowTest = MainWindowTest;

TEST_F(EnterInWindowTest, enter_on_the_start_page_does_what_its_button_says) {
  window->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
  auto* button = window->startPage()->findChild<QPushButton*>("file.new");
  ASSERT_NE(button, nullptr);
  int pressed = 0;
  button->disconnect(SIGNAL(clicked(bool)));  // no dialog of the desktop
  QObject::connect(button, &QPushButton::clicked, window.get(), [&pressed] { ++pressed; });
  button->setFocus(Qt::TabFocusReason);
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  EXPECT_EQ(pressed, 1);
}

}  // namespace
}  // namespace solopose::testing
