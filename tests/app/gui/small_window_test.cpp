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
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>

#include "app/gui/workspace.h"
#include "tests/app/gui/window_walk.h"
#include "tests/support/waiting.h"
#include "tests/support/words_height.h"
#include "widgets/actions/action_registry.h"
#include "widgets/data_panel/data_panel.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/readings_page.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/wrapped_label.h"
#include "widgets/training_panel/check_list.h"
#include "widgets/training_panel/training_form.h"

namespace solopose::testing {
namespace {

constexpr QSize small(1280, 800);

class SmallWindowTest : public WindowWalkTest {
 protected:
  void open(const char* code) { openAt(small, code); }
};

TEST_F(SmallWindowTest, nothing_is_cut_off_in_english) {
  open("en");
  expectNothingCutOff(small);
}

TEST_F(SmallWindowTest, nothing_is_cut_off_in_german) {
  open("de");
  expectNothingCutOff(small);
}

TEST_F(SmallWindowTest, verdicts_and_repairs_stand_in_one_row_in_both_languages) {
  for (const char* code : {"en", "de"}) {
    open(code);
    window->showWorkspace("quality");
    const auto* bar = window->findChild<JudgeBar*>();
    ASSERT_TRUE(wait_for([&] { return bar->isVisible(); }));
    rest();
    const int note = bar->noteField()->mapTo(bar, QPoint()).y();
    int highest = note;
    for (const QAbstractButton* button : bar->findChildren<QAbstractButton*>())
      if (button->isVisible()) highest = std::min(highest, button->mapTo(bar, QPoint()).y());
    for (const QAbstractButton* button : bar->findChildren<QAbstractButton*>()) {
      const int middle = button->mapTo(bar, button->rect().center()).y();
      if (!button->isVisible() || middle > note) continue;
      EXPECT_LT(middle - highest, button->height()) << code << qPrintable(button->text());
    }
  }
}

TEST_F(SmallWindowTest, a_demo_whose_takes_were_not_all_filmed_says_so_calmly) {
  open("en");
  window->showWorkspace("data");
  const auto* panel = window->findChild<DataPanel*>();
  ASSERT_TRUE(wait_for([&] { return panel->missingVideos()->isVisible(); }));
  EXPECT_EQ(panel->missingVideos()->text(), "183 of 206 videos are not here; poses need none");
  EXPECT_TRUE(
      panel->missingVideos()->toolTip().startsWith("Videos are needed to be played and learnt from."));
  EXPECT_EQ(panel->missingVideos()->property("role"), "muted");
}

TEST_F(SmallWindowTest, notes_of_the_training_form_take_no_more_room_than_their_words_in_both_languages) {
  for (const char* code : {"en", "de"}) {
    open(code);
    const auto* form = window->findChild<TrainingForm*>();
    const auto below_the_datasets = [form]() -> const WrappedLabel* {
      for (const WrappedLabel* note : form->findChildren<WrappedLabel*>())
        if (note->isVisible() && note->text().contains("AIST++")) return note;
      return nullptr;
    };
    for (const bool with_tree : {true, false}) {
      window->showWorkspace("quality");
      window->setPanelVisible("dataset-tree", with_tree);
      rest();
      window->showWorkspace("train");
      ASSERT_TRUE(wait_for([&] { return below_the_datasets() != nullptr; }));
      rest();
      const WrappedLabel* note = below_the_datasets();
      const auto* datasets = form->findChild<CheckList*>();
      EXPECT_EQ(note->height(), words_height(*note)) << code;
      EXPECT_LT(note->mapTo(form, QPoint()).y() - datasets->mapTo(form, datasets->rect().bottomLeft()).y(),
                20)
          << code << with_tree;
    }
  }
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

TEST_F(SmallWindowTest, the_errors_of_half_the_joints_are_seen_without_scrolling) {
  open("en");
  window->showWorkspace("heat-maps");
  auto* panel = window->findChild<HeatMapsPanel*>();
  for (auto* tabs : panel->findChildren<QTabWidget*>()) tabs->setCurrentWidget(panel->readingsPage());
  ASSERT_TRUE(wait_for([&] { return panel->isSettled(); }));
  rest();
  const QTableWidget* table = panel->readingsPage()->table();
  EXPECT_GE(table->viewport()->visibleRegion().boundingRect().height() / table->rowHeight(0), 8);
}

TEST_F(SmallWindowTest, icon_buttons_say_in_words_what_they_do) {
  open("en");
  int seen = 0;
  inEveryWorkspace([&](QWidget* widget, const QString& workspace) {
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
