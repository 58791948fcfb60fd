#include <gtest/gtest.h>
#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QFocusFrame>
#include <QLineEdit>
#include <QSet>
#include <QTabWidget>
#include <QTest>

#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "tests/app/gui/window_walk.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/quality_panel.h"
#include "widgets/quality_panel/sequences_model.h"
#include "widgets/session/session.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {
namespace {

constexpr QSize roomy(1440, 900);

class KeyboardTest : public WindowWalkTest {
 protected:
  /// Of buttons of which one is always down, Tab reaches that one, and the arrow keys the others.
  static bool is_for_arrows(const QWidget* widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    if (button == nullptr || button->isChecked()) return false;
    return button->autoExclusive() || (button->group() != nullptr && button->group()->exclusive());
  }
  /// What Tab must reach now.
  QSet<QWidget*> stops() const {
    QSet<QWidget*> found;
    for (QWidget* widget : window->findChildren<QWidget*>()) {
      if (widget->isVisible() && widget->isEnabled() && widget->window() == window.get() &&
          (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr &&
          !is_behind(widget) && !is_for_arrows(widget))
        found.insert(widget);
    }
    return found;
  }
  /// What Tab reaches until it comes back to where it began; empty when it never does.
  QSet<QWidget*> reached(std::size_t most) const {
    window->centralWidget()->setFocus();
    QTest::keyClick(window.get(), Qt::Key_Tab);
    QWidget* first = QApplication::focusWidget();
    QSet<QWidget*> found{first};
    for (std::size_t presses = 0; presses < most; ++presses) {
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
      if (QApplication::focusWidget() == first) return found;
      found.insert(QApplication::focusWidget());
    }
    return {};
  }
  /// Some widget of the panel gets the focus.
  void focusIn(const char* panel) const {
    for (QWidget* widget : window->panel(panel)->findChildren<QWidget*>()) {
      if (!widget->isVisible() || !widget->isEnabled() || (widget->focusPolicy() & Qt::TabFocus) == 0)
        continue;
      widget->setFocus();
      if (QApplication::focusWidget() == widget) return;
    }
    FAIL() << panel;
  }
  void runFromPalette(const char* name) {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QWidget* palette = QApplication::activePopupWidget();
    ASSERT_NE(palette, nullptr);
    QTest::keyClicks(palette->focusWidget(), name);
    QTest::keyClick(palette->focusWidget(), Qt::Key_Return);
    rest();
  }
  void restart() {
    closeWindow();
    openWindow();
    window->setGeometry(QRect(QPoint(0, 0), roomy));
    openDemo();
    rest();
  }
  static bool isIn(const Workspace& workspace, const QWidget* widget) {
    return widget != nullptr && widget->isVisible() && workspace.isAncestorOf(widget);
  }
};

TEST_F(KeyboardTest, tab_reaches_every_control_of_every_workspace_and_comes_back) {
  openAt(roomy, "en");
  for (const Workspace* workspace : window->workspaces()) {
    window->showWorkspace(workspace->id());
    rest();
    const QSet<QWidget*> wanted = stops();
    EXPECT_GT(wanted.size(), 10) << qPrintable(workspace->id());
    const QSet<QWidget*> found = reached(static_cast<std::size_t>(2 * wanted.size() + 100));
    EXPECT_FALSE(found.isEmpty()) << qPrintable(workspace->id()) << ": Tab does not come back";
    for (QWidget* widget : wanted - found)
      ADD_FAILURE() << qPrintable(workspace->id()) << ": not reached: " << qPrintable(described(widget))
                    << " " << qPrintable(widget->accessibleName());
  }
}

TEST_F(KeyboardTest, a_ring_shows_where_tab_has_gone_until_somebody_clicks) {
  openAt(roomy, "en");
  window->centralWidget()->setFocus();
  QTest::keyClick(window.get(), Qt::Key_Tab);
  const auto* ring = window->findChild<QFocusFrame*>();
  ASSERT_NE(ring, nullptr);
  EXPECT_EQ(ring->widget(), QApplication::focusWidget());
  EXPECT_TRUE(ring->isVisible());
  QTest::mouseClick(window->panel("dataset-tree")->findChild<QLineEdit*>(), Qt::LeftButton);
  EXPECT_EQ(ring->widget(), nullptr);
}

TEST_F(KeyboardTest, whatever_is_pressed_or_chosen_has_a_name) {
  openAt(roomy, "en");
  inEveryWorkspace([](QWidget* widget, const QString& workspace) {
    const bool pressed_or_chosen = qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                                   qobject_cast<const QComboBox*>(widget) != nullptr;
    if (!pressed_or_chosen || (widget->focusPolicy() & Qt::TabFocus) == 0) return;
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
    ASSERT_NE(spoken, nullptr) << qPrintable(described(widget));
    EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty())
        << qPrintable(workspace) << ": no name, " << qPrintable(described(widget));
  });
}

TEST_F(KeyboardTest, the_key_of_the_workspace_quality_leads_to_the_findings_from_everywhere) {
  openAt(roomy, "en");
  window->showWorkspace("quality");
  const auto* findings = window->findChild<FindingsTable*>();
  ASSERT_TRUE(wait_for([&] { return findings->model()->rowCount() > 0; }));
  window->showWorkspace("playback");
  rest();
  window->centralWidget()->setFocus();
  QTest::keyClick(window.get(), Qt::Key_BracketRight);
  const auto told = [this] {
    const Cursor* cursor = session->cursor();
    return window->context().lanes->findingAt(cursor->sequence(), cursor->frame());
  };
  ASSERT_TRUE(wait_for([&] { return told().has_value(); }));
  EXPECT_EQ(told()->keys, "Ctrl+4 to judge it");
  QWidget* tree = window->panel("dataset-tree")->findChild<QLineEdit*>();
  for (QWidget* from : {QApplication::focusWidget(), tree}) {
    from->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_4, Qt::ControlModifier);
    rest();
    ASSERT_EQ(QApplication::focusWidget(), findings);
    EXPECT_TRUE(action("quality.reject")->isEnabled()) << "the finding is chosen";
  }
}

TEST_F(KeyboardTest, a_panel_that_is_closed_leaves_the_keyboard_with_the_one_that_is_worked_in) {
  openAt(roomy, "en");
  for (const Workspace* workspace : window->workspaces()) {
    window->showWorkspace(workspace->id());
    rest();
    for (const auto& [id, name] :
         {std::pair("inspector", "Panels Inspector"), {"dataset-tree", "Panels Datasets"}}) {
      window->setPanelVisible(id, true);
      focusIn(id);
      runFromPalette(name);
      ASSERT_TRUE(window->panel(id)->isHidden()) << name;
      EXPECT_TRUE(isIn(*workspace, QApplication::focusWidget()))
          << qPrintable(workspace->id()) << " without " << name << ": "
          << qPrintable(described(QApplication::focusWidget()));
    }
  }
}

TEST_F(KeyboardTest, after_a_restart_the_keyboard_is_where_the_work_goes_on) {
  openAt(roomy, "en");
  for (const bool sequences : {false, true}) {
    window->showWorkspace("quality");
    window->findChild<QualityPanel*>()->showSequences(sequences);
    rest();
    restart();
    const auto* panel = window->findChild<QualityPanel*>();
    const auto* lists = panel->findChild<QTabWidget*>();
    ASSERT_TRUE(wait_for([&] { return panel->findings()->rowCount() > 0; }));
    rest();
    ASSERT_EQ(lists->currentIndex() == 1, sequences);
    EXPECT_EQ(QApplication::focusWidget(), sequences ? lists->currentWidget() : panel->table());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_TRUE(panel->chosen().has_value() || sequences);
  }
  window->showWorkspace("playback");
  rest();
  restart();
  EXPECT_TRUE(isIn(*window->currentWorkspace(), QApplication::focusWidget()));
}

TEST_F(KeyboardTest, the_lit_row_of_the_sequences_is_in_sight_after_a_restart_and_wherever_the_cursor_goes) {
  openAt(roomy, "en");
  window->showWorkspace("quality");
  window->findChild<QualityPanel*>()->showSequences(true);
  const auto to_row = [this](int row) {
    const SequencesModel& rows = *window->findChild<QualityPanel*>()->sequences();
    const SequenceRecord* record = session->catalog()->sequence(rows.sequenceAt(row));
    session->cursor()->setSequence(record->id, record->frames, 0);
  };
  const auto expect_seen = [this](int row) {
    auto* table = qobject_cast<QTableView*>(
        window->findChild<QualityPanel*>()->findChild<QTabWidget*>()->currentWidget());
    EXPECT_EQ(table->currentIndex().row(), row);
    EXPECT_TRUE(table->selectionModel()->isRowSelected(row));
    EXPECT_TRUE(table->viewport()->rect().contains(table->visualRect(table->currentIndex()).center()));
  };
  const auto listed = [this] { return window->findChild<QualityPanel*>()->sequences()->rowCount(); };
  ASSERT_TRUE(wait_for([&] { return listed() > 60; }));
  const int last = listed() - 1;
  to_row(last);
  restart();
  ASSERT_TRUE(wait_for([&] { return listed() > last; }));
  rest();
  expect_seen(last);
  for (const int row : {0, last, 40}) {
    to_row(row);
    expect_seen(row);
  }
}

TEST_F(KeyboardTest, the_key_of_a_workspace_takes_the_keyboard_there_out_of_any_field) {
  openAt(roomy, "en");
  int number = 0;
  for (const Workspace* workspace : window->workspaces()) {
    window->panel("dataset-tree")->findChild<QLineEdit*>()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(Qt::Key_1 + number++),
                    Qt::ControlModifier);
    rest();
    EXPECT_TRUE(isIn(*workspace, QApplication::focusWidget())) << qPrintable(workspace->id());
  }
}

TEST_F(KeyboardTest, a_workspace_that_is_new_to_somebody_gives_the_keyboard_to_no_field_and_later_to_theirs) {
  openAt(roomy, "en");
  const auto go = [this](Qt::Key number) {
    QTest::keyClick(QApplication::focusWidget(), number, Qt::ControlModifier);
    rest();
  };
  go(Qt::Key_1);
  go(Qt::Key_3);
  EXPECT_EQ(qobject_cast<QComboBox*>(QApplication::focusWidget()), nullptr)
      << "arrows would change what is chosen";
  EXPECT_TRUE(isIn(*window->currentWorkspace(), QApplication::focusWidget()));
  auto* field = window->currentWorkspace()->findChild<QComboBox*>();
  field->setFocus();
  go(Qt::Key_1);
  go(Qt::Key_3);
  EXPECT_EQ(QApplication::focusWidget(), field);
}

TEST_F(KeyboardTest, another_layout_leaves_the_keyboard_where_the_work_is_and_no_ring_elsewhere) {
  openAt(roomy, "en");
  const auto* ring = window->findChild<QFocusFrame*>();
  for (const Workspace* workspace : window->workspaces()) {
    window->goToWorkspace(workspace->id());
    rest();
    action("view.reset-layout")->trigger();
    rest();
    EXPECT_TRUE(isIn(*workspace, QApplication::focusWidget())) << qPrintable(workspace->id());
    EXPECT_TRUE(ring == nullptr || ring->widget() == nullptr) << qPrintable(workspace->id());
  }
}

TEST_F(KeyboardTest, what_is_deleted_leaves_the_keyboard_with_somebody) {
  openAt(roomy, "en");
  auto* passing = new QLineEdit(window->centralWidget());
  passing->show();
  passing->setFocus();
  delete passing;
  rest();
  EXPECT_TRUE(isIn(*window->currentWorkspace(), QApplication::focusWidget()));
}

TEST_F(KeyboardTest, a_panel_that_is_open_but_not_seen_is_brought_to_the_front) {
  openAt({1280, 800}, "en");
  window->showWorkspace("align");
  rest();
  QAction* key_frames = action("view.panel.key-frames");
  ASSERT_TRUE(key_frames->isChecked());
  ASSERT_FALSE(window->isPanelSeen("key-frames"));  // its tab is behind
  key_frames->trigger();
  rest();
  EXPECT_TRUE(window->isPanelSeen("key-frames"));
  EXPECT_TRUE(key_frames->isChecked());
  key_frames->trigger();
  rest();
  EXPECT_TRUE(window->panel("key-frames")->isHidden());
  EXPECT_FALSE(key_frames->isChecked());
}

}  // namespace
}  // namespace solopose::testing
