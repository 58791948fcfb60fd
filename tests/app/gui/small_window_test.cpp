#include <algorithm>
#include <map>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

#include "app/gui/workspace.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/elided_label.h"
#include "widgets/training_panel/training_form.h"

namespace solopose::testing {
namespace {

constexpr QSize small(1280, 800);

/// Some pixel column of the widget lies where nobody can scroll to.
bool reaches_outside(const QWidget* widget, const QWidget* window) {
  for (const QWidget* above = widget->parentWidget(); above != nullptr; above = above->parentWidget()) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(above->parentWidget());
    const bool scrolls = area != nullptr && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
    const int left = widget->mapTo(above, QPoint(0, 0)).x();
    if (!scrolls && (left < 0 || left + widget->width() > above->width())) return true;
    if (above == window || scrolls) return false;
  }
  return false;
}

bool shows_icon_only(const QAbstractButton* button) {
  const auto* tool = qobject_cast<const QToolButton*>(button);
  if (button->text().isEmpty()) return true;
  return tool != nullptr && !tool->icon().isNull() && tool->toolButtonStyle() == Qt::ToolButtonIconOnly;
}

/// The text of a widget that shows only a part of it.
QString cut_text(const QWidget* widget) {
  if (const auto* label = qobject_cast<const QLabel*>(widget)) {
    if (label->text().isEmpty() || qobject_cast<const ElidedLabel*>(widget) != nullptr) return {};
    const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                        : label->width() >= label->minimumSizeHint().width();
    return fits ? QString() : label->text();
  }
  if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
    return shows_icon_only(button) || button->width() >= button->minimumSizeHint().width() ? QString()
                                                                                           : button->text();
  }
  if (const auto* choice = qobject_cast<const QComboBox*>(widget)) {
    if (qobject_cast<const ElidedComboBox*>(widget) != nullptr) return {};
    const int arrow = 24;
    return choice->width() >= choice->fontMetrics().horizontalAdvance(choice->currentText()) + arrow
               ? QString()
               : choice->currentText();
  }
  if (const auto* number = qobject_cast<const QAbstractSpinBox*>(widget)) {
    const int steppers = 22;
    return number->width() >= number->fontMetrics().horizontalAdvance(number->text()) + steppers
               ? QString()
               : number->text();
  }
  if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
    const int last = tabs->count() - 1;
    return last < 0 || tabs->tabRect(last).right() <= tabs->width() ? QString() : tabs->tabText(last);
  }
  return {};
}

/// In a dock that another one covers: Qt puts it aside without hiding it.
bool is_behind(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget()) {
    if (qobject_cast<const QDockWidget*>(widget) != nullptr && widget->visibleRegion().isEmpty()) return true;
  }
  return false;
}

QString described(const QWidget* widget) {
  QString text = QString::fromLatin1(widget->metaObject()->className());
  for (const QWidget* above = widget; above != nullptr; above = above->parentWidget()) {
    if (!above->objectName().isEmpty()) text += QStringLiteral(" in ") + above->objectName();
  }
  return text;
}

class SmallWindowTest : public MainWindowTest {
 protected:
  void open(const char* code) {
    language->choose(code);
    window->setGeometry(QRect(QPoint(0, 0), small));
    openDemo();
    action("view.reset-layout")->trigger();
    rest();
  }
  void rest() {
    ASSERT_TRUE(waitForIdle());
    QTest::qWait(50);
  }
  template <typename Check>
  void in_every_workspace(Check&& check) {
    for (const Workspace* workspace : window->workspaces()) {
      window->showWorkspace(workspace->id());
      for (const QString& panel : workspace->panels()) {
        window->setPanelVisible(panel, true);
        rest();
        for (QWidget* widget : window->findChildren<QWidget*>()) {
          if (widget->isVisible() && widget->window() == window.get() && !is_behind(widget))
            check(widget, workspace->id());
        }
      }
    }
  }
  void expectNothingCutOff() {
    in_every_workspace([this](const QWidget* widget, const QString& workspace) {
      EXPECT_EQ(window->size(), small) << qPrintable(workspace);
      const QString text = cut_text(widget);
      EXPECT_TRUE(text.isEmpty()) << qPrintable(workspace) << ": \"" << qPrintable(text) << "\", "
                                  << qPrintable(described(widget)) << ", " << widget->width() << " of "
                                  << widget->minimumSizeHint().width();
      EXPECT_FALSE(reaches_outside(widget, window.get()))
          << qPrintable(workspace) << ": " << qPrintable(described(widget)) << ", " << widget->width();
    });
  }
};

TEST_F(SmallWindowTest, nothing_is_cut_off_in_english) {
  open("en");
  expectNothingCutOff();
}

TEST_F(SmallWindowTest, nothing_is_cut_off_in_german) {
  open("de");
  expectNothingCutOff();
}

TEST_F(SmallWindowTest, a_prediction_can_be_started_without_scrolling) {
  open("en");
  window->showWorkspace("playback");
  auto* panel = window->findChild<PlaybackPanel*>();
  panel->showPage(panel->predictPage());
  ASSERT_TRUE(wait_for([&] { return panel->isSettled(); }));
  rest();
  const QPushButton* start = panel->predictPage()->startButton();
  EXPECT_EQ(start->visibleRegion().boundingRect().size(), start->size());
}

TEST_F(SmallWindowTest, icon_buttons_say_in_words_what_they_do) {
  open("en");
  int seen = 0;
  in_every_workspace([&](QWidget* widget, const QString& workspace) {
    auto* button = qobject_cast<QAbstractButton*>(widget);
    if (button == nullptr) return;
    // Check boxes are named by the label beside them; Qt names the scroll buttons of tab bars itself.
    if (!shows_icon_only(button) || qobject_cast<const QCheckBox*>(button) != nullptr ||
        qobject_cast<const QTabBar*>(button->parentWidget()) != nullptr)
      return;
    ++seen;
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(button);
    ASSERT_NE(spoken, nullptr);
    EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty())
        << qPrintable(workspace) << ": no name, " << qPrintable(described(button));
    EXPECT_FALSE(button->toolTip().isEmpty())
        << qPrintable(workspace) << ": no tooltip, " << qPrintable(described(button));
  });
  EXPECT_GT(seen, 50);
}

TEST_F(SmallWindowTest, every_action_of_train_playback_and_quality_has_a_key_and_a_place_of_its_own) {
  std::map<const QWidget*, std::vector<QKeySequence>> taken_in;  // a panel may have keys of its own
  for (const QAction* each : window->actions()->all()) {
    const QString id = window->actions()->id(each);
    const QKeySequence key = each->shortcut();
    if (id.startsWith("train.") || id.startsWith("video.") || id.startsWith("quality.")) {
      EXPECT_FALSE(key.isEmpty()) << qPrintable(id);
      EXPECT_EQ(key, window->actions()->defaultShortcut(id)) << qPrintable(id);
      EXPECT_FALSE(window->actions()->place(each).isEmpty()) << qPrintable(id);
    }
    if (key.isEmpty()) continue;
    std::vector<QKeySequence>& taken = taken_in[window->actions()->within(each)];
    for (const QKeySequence& other : taken) {
      EXPECT_EQ(other.matches(key), QKeySequence::NoMatch) << qPrintable(id);
      EXPECT_EQ(key.matches(other), QKeySequence::NoMatch) << qPrintable(id);
    }
    taken.push_back(key);
  }
}

TEST_F(SmallWindowTest, the_tab_key_goes_down_the_training_form) {
  open("en");
  window->showWorkspace("train");
  rest();
  auto* form = window->findChild<TrainingForm*>();
  form->setOpenSections({"data", "target", "network", "schedule", "machine"});
  rest();
  const QWidget* rows = form->findChild<QScrollArea*>()->widget();
  const auto stops = [&](const QWidget* widget) {
    return rows->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
           (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->focusProxy() == nullptr;
  };
  QWidget* first = form->nextInFocusChain();
  while (!stops(first)) first = first->nextInFocusChain();
  int place = -1;
  int count = 0;
  for (QWidget* widget = first; widget != form; widget = widget->nextInFocusChain()) {
    if (!stops(widget)) continue;
    const QPoint at = widget->mapTo(rows, QPoint(0, 0));
    EXPECT_GE(at.y() + widget->height(), place) << qPrintable(described(widget));
    place = at.y();
    ++count;
  }
  EXPECT_GT(count, 10);
}

}  // namespace
}  // namespace solopose::testing
