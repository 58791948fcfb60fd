#include "app/gui/main_window.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include <QCursor>
#include <QTimer>

#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/recent_projects.h"
#include "app/gui/start_page.h"
#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/project.h"
#include "core/project/verdict.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/command_palette.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/session/job_runner.h"
#include "widgets/shared/elided_label.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {
namespace {

using ::testing::Contains;

std::string dataset_name(const Session& session) { return session.catalog()->datasets.front().name; }

TEST_F(MainWindowTest, shows_the_start_page_until_a_project_is_open) {
  EXPECT_TRUE(window->startPage()->isVisible());
  EXPECT_FALSE(window->panel("dataset-tree")->isVisible());
  EXPECT_EQ(window->windowTitle(), "SoloPose Studio");
  openDemo();
  EXPECT_FALSE(window->startPage()->isVisible());
  EXPECT_TRUE(window->panel("dataset-tree")->isVisible());
  EXPECT_TRUE(window->windowTitle().startsWith("demo"));
  action("file.close")->trigger();
  EXPECT_TRUE(wait_for([this] { return window->startPage()->isVisible(); }));
  EXPECT_FALSE(window->panel("timeline")->isVisible());
}

TEST_F(MainWindowTest, what_an_undo_takes_back_is_said_in_the_foot_and_gone_with_the_project) {
  openDemo();
  const SequenceRecord judged = session->catalog()->sequences.back();
  VerdictRecord verdict;
  verdict.sequence = judged.id;
  verdict.first_frame = 3;
  verdict.last_frame = 5;
  verdict.reviewer = "me";
  session->judge({verdict});
  ASSERT_TRUE(waitForIdle());
  const auto* line = window->findChild<ElidedLabel*>("told-line");
  ASSERT_NE(line, nullptr);
  EXPECT_FALSE(line->isVisible());
  const QString what = "accept frames 3 to 5 of " + QString::fromStdString(judged.name);
  action("edit.undo")->trigger();
  ASSERT_TRUE(waitForIdle());
  EXPECT_TRUE(line->isVisible());
  EXPECT_EQ(line->fullText(), "Undone: " + what);
  action("edit.redo")->trigger();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(line->fullText(), "Redone: " + what);
  action("file.close")->trigger();
  EXPECT_TRUE(wait_for([&] { return !line->isVisible(); }));
}

TEST_F(MainWindowTest, what_was_said_of_a_finding_goes_when_somebody_walks_on) {
  openDemo();
  window->showWorkspace("quality");
  const auto* findings = window->findChild<FindingsTable*>();
  ASSERT_TRUE(wait_for([&] { return findings->model()->rowCount() > 1; }));
  action("quality.next")->trigger();
  const TimelineLanes* lanes = window->context().lanes;
  ASSERT_TRUE(wait_for([&] { return lanes->shownFinding().has_value(); }));
  const ShownFinding first = *lanes->shownFinding();
  Q_EMIT session->told("Interpolated: frames 3");
  const auto* line = window->findChild<ElidedLabel*>("told-line");
  EXPECT_TRUE(line->isVisible());
  const auto is_elsewhere = [&] {
    const ShownFinding& now = *lanes->shownFinding();
    return now.sequence != first.sequence || now.first_frame > first.last_frame ||
           first.first_frame > now.last_frame;
  };
  for (int i = 0; i < findings->model()->rowCount() && !is_elsewhere(); ++i) {
    EXPECT_TRUE(line->isVisible()) << "it may be of these frames still";
    action("quality.next")->trigger();
  }
  ASSERT_TRUE(is_elsewhere());
  EXPECT_FALSE(line->isVisible());
}

TEST_F(MainWindowTest, remembers_opened_projects) {
  openDemo();
  EXPECT_EQ(RecentProjects::list(), QStringList{demoFolder()});
  closeWindow();
  openWindow();
  EXPECT_TRUE(action("file.recent-1")->isVisible());
  EXPECT_FALSE(action("file.recent-2")->isVisible());
  action("file.recent-1")->trigger();
  ASSERT_TRUE(wait_for([this] { return session->hasProject(); }));
  std::filesystem::remove_all(*scratch / "demo");
  EXPECT_TRUE(RecentProjects::list().isEmpty());
}

TEST_F(MainWindowTest, a_recent_project_that_has_moved_says_so_and_can_be_forgotten) {
  openDemo();
  closeWindow();
  std::filesystem::rename(*scratch / "demo", *scratch / "moved");
  openWindow();
  EXPECT_EQ(RecentProjects::gone(), QStringList{demoFolder()});
  const auto named = [this] {
    const auto buttons = window->startPage()->findChildren<QPushButton*>();
    return std::ranges::any_of(buttons, [](const QPushButton* button) {
      return button->isVisible() && button->text().contains("not there any more");
    });
  };
  EXPECT_TRUE(named());
  for (auto* forget : window->startPage()->findChildren<QToolButton*>()) forget->click();
  EXPECT_TRUE(wait_for([&] { return !named(); }));
  EXPECT_TRUE(RecentProjects::gone().isEmpty());
}

TEST_F(MainWindowTest, recent_projects_are_looked_for_when_a_project_comes_or_goes_and_not_at_every_edit) {
  { const Project other = Project::create(*scratch / "other"); }
  openDemo();
  QSettings().setValue("recent-projects", QStringList{QString::fromStdString((*scratch / "other").string())});
  session->renameDataset(session->catalog()->datasets.front().id, "renamed");
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(action("file.recent-1")->text(), "demo");
  action("file.close")->trigger();
  ASSERT_TRUE(wait_for([this] { return !session->hasProject(); }));
  EXPECT_EQ(action("file.recent-1")->text(), "other");
}

TEST_F(MainWindowTest, shortcuts_of_the_rail_change_the_workspace) {
  openDemo();
  EXPECT_EQ(window->currentWorkspace()->id(), "data");
  QTest::keyClick(window.get(), Qt::Key_2, Qt::ControlModifier);
  EXPECT_EQ(window->currentWorkspace()->id(), "align");
  EXPECT_TRUE(action("view.workspace.align")->isChecked());
  EXPECT_FALSE(action("view.workspace.data")->isChecked());
  QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);
  EXPECT_EQ(window->currentWorkspace()->id(), "data");
}

TEST_F(MainWindowTest, space_plays_as_soon_as_a_project_is_open) {
  openDemo();
  const Playback* playback = window->context().playback;
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  EXPECT_TRUE(playback->playing());
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  EXPECT_FALSE(playback->playing());
}

TEST_F(MainWindowTest, the_palette_runs_an_action_by_name) {
  openDemo();
  QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
  auto* palette = window->findChild<CommandPalette*>();
  ASSERT_TRUE(palette->isVisible());
  auto* filter = palette->findChild<QLineEdit*>();
  QTest::keyClicks(filter, "view align");
  QTest::keyClick(filter, Qt::Key_Return);
  EXPECT_TRUE(wait_for([this] { return window->currentWorkspace()->id() == "align"; }));
}

TEST_F(MainWindowTest, remembers_its_layout) {
  openDemo();
  window->setPanelVisible("inspector", false);
  window->setPanelVisible("key-frames", false);
  EXPECT_FALSE(action("view.panel.inspector")->isChecked());
  closeWindow();
  openWindow();
  openDemo();
  EXPECT_FALSE(window->panel("inspector")->isVisible());
  EXPECT_TRUE(window->panel("key-frames")->isHidden());
  EXPECT_TRUE(window->panel("dataset-tree")->isVisible());
  action("view.reset-layout")->trigger();
  EXPECT_TRUE(window->panel("inspector")->isVisible());
  EXPECT_FALSE(window->panel("key-frames")->isHidden());
}

TEST_F(MainWindowTest, the_timeline_is_as_high_without_lanes_as_before_whatever_is_closed_and_opened_again) {
  window->resize(1280, 760);
  const QDockWidget* timeline = window->panel("timeline");
  const auto* lanes = window->findChild<TimelineLanes*>();
  const auto seen = [&](bool wanted) {
    return wait_for([&] { return session->isIdle() && lanes->plots().empty() != wanted; });
  };
  const auto show_data = [&] {
    window->showWorkspace("data");
    EXPECT_TRUE(seen(false));
    QTest::qWait(50);
  };
  openDemo();
  show_data();
  const int before = timeline->height();
  for (const bool window_too : {false, false, true}) {
    window->showWorkspace("playback");
    ASSERT_TRUE(seen(true));
    ASSERT_TRUE(wait_for([&] { return timeline->height() > before + 50; }));
    if (window_too) {
      closeWindow();
      openWindow();
      timeline = window->panel("timeline");
      lanes = window->findChild<TimelineLanes*>();
    } else {
      session->closeProject();
      ASSERT_TRUE(waitForIdle());
    }
    openDemo();
    show_data();
    EXPECT_TRUE(wait_for([&] { return timeline->height() == before; })) << timeline->height();
  }
}

TEST_F(MainWindowTest, a_reset_of_the_layout_leaves_the_lanes_their_room) {
  window->resize(1280, 760);
  openDemo();
  window->showWorkspace("playback");
  const auto* lanes = window->findChild<TimelineLanes*>();
  const QDockWidget* timeline = window->panel("timeline");
  const auto has_its_room = [&] {
    return session->isIdle() && !lanes->plots().empty() &&
           timeline->height() == timeline->sizeHint().height();
  };
  ASSERT_TRUE(wait_for(has_its_room));
  action("view.reset-layout")->trigger();
  QTest::qWait(50);  // a height that would be taken from them is taken by then
  EXPECT_TRUE(wait_for(has_its_room)) << timeline->height() << " of " << timeline->sizeHint().height();
}

TEST_F(MainWindowTest, a_reset_puts_panels_side_by_side_where_there_is_room_whichever_workspace_is_shown) {
  openDemo();
  for (const int width : {1920, 1280}) {
    window->showWorkspace("data");
    window->resize(width, 1000);
    QCoreApplication::processEvents();
    action("view.reset-layout")->trigger();
    window->showWorkspace("align");
    QCoreApplication::processEvents();
    const bool behind =
        !window->currentWorkspace()->tabifiedDockWidgets(window->panel("key-frames")).isEmpty();
    EXPECT_EQ(behind, window->currentWorkspace()->width() < 1200) << width;
  }
}

/// Counts how often widgets are styled anew.
class Stylings : public QObject {
 public:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::StyleChange) ++count;
    return false;
  }
  qsizetype count = 0;
};

/// The first window of a process, begun as the program begins.
class FirstWindowTest : public MainWindowTest {
 protected:
  void SetUp() override {
    if (!qApp->styleSheet().isEmpty()) GTEST_SKIP() << "this process has had a window";
    qApp->installEventFilter(&stylings);
    MainWindowTest::SetUp();
  }
  Stylings stylings;
};

TEST_F(FirstWindowTest, its_widgets_are_styled_when_all_are_there) {
  EXPECT_FALSE(qApp->styleSheet().isEmpty());
  EXPECT_LT(stylings.count, 3 * window->findChildren<QWidget*>().size());
}

TEST_F(MainWindowTest, opens_a_project_where_somebody_left_it) {
  openDemo();
  window->showWorkspace("align");
  const SequenceRecord sequence = session->catalog()->sequences.back();
  session->cursor()->setSequence(sequence.id, sequence.frames, 5);
  closeWindow();
  openWindow();
  openDemo();
  EXPECT_EQ(window->currentWorkspace()->id(), "align");
  EXPECT_EQ(session->cursor()->sequence(), sequence.id);
  EXPECT_EQ(session->cursor()->frame(), 5);
}

TEST_F(MainWindowTest, a_damaged_view_state_does_no_harm) {
  std::ofstream(*scratch / "demo" / "view.json") << "{\"workspace\": [1, 2";
  openDemo();
  EXPECT_EQ(window->currentWorkspace()->id(), "data");
}

TEST_F(MainWindowTest, a_workspace_that_there_is_not_is_no_place_to_return_to) {
  std::ofstream(*scratch / "demo" / "view.json") << R"({"workspace": "foo"})";
  openDemo();
  ASSERT_NE(window->currentWorkspace(), nullptr) << "the start page is still there";
  EXPECT_EQ(window->currentWorkspace()->id(), "data");
}

TEST_F(MainWindowTest, undo_and_redo_of_a_rename_work_from_the_menu) {
  openDemo();
  const std::string before = dataset_name(*session);
  session->renameDataset(session->catalog()->datasets.front().id, "renamed");
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(dataset_name(*session), "renamed");
  ASSERT_TRUE(action("edit.undo")->isEnabled());
  EXPECT_GT(action("edit.undo")->text().size(), QString("&Undo: ").size());
  action("edit.undo")->trigger();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(dataset_name(*session), before);
  action("edit.redo")->trigger();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(dataset_name(*session), "renamed");
}

TEST_F(MainWindowTest, a_failure_is_a_message_that_can_be_dismissed) {
  session->openProject(QString::fromStdString((*scratch / "nowhere").string()));
  ASSERT_TRUE(wait_for([this] { return !window->messages()->messages().isEmpty(); }));
  MessageBar* bar = window->messages()->messages().front();
  EXPECT_TRUE(wait_for([&] { return bar->isVisible(); }));
  EXPECT_TRUE(bar->text().contains("nowhere"));
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
  QTest::mouseClick(bar->findChild<QToolButton*>("dismiss"), Qt::LeftButton);
  EXPECT_TRUE(window->messages()->messages().isEmpty());
}

TEST_F(MainWindowTest, what_went_well_goes_by_itself_and_what_failed_stays) {
  MessageArea* area = window->messages();
  area->showError("It failed");
  MessageBar* notice = area->showNotice("The project was changed elsewhere");
  ImportReport report;
  report.sequences = 24;
  Q_EMIT session->imported(report);
  ASSERT_EQ(area->messages().size(), 3);
  EXPECT_TRUE(area->messages().back()->text().contains("24"));
  auto* passes = area->messages().back()->findChild<QTimer*>("passes");
  ASSERT_TRUE(passes->isActive());
  EXPECT_GE(passes->interval(), 5000);
  EXPECT_FALSE(notice->findChild<QTimer*>("passes")->isActive());
  QCursor::setPos(window->mapToGlobal(QPoint(1, 1)));
  passes->setInterval(10);
  EXPECT_TRUE(wait_for([&] { return area->messages().size() == 2; }));
  EXPECT_EQ(area->messages().front()->text(), "It failed");
  report.problems.resize(1);
  report.problems[0].skipped = true;
  Q_EMIT session->imported(report);
  EXPECT_FALSE(area->messages().back()->findChild<QTimer*>("passes")->isActive())
      << "a file that could not be read is no success";
}

TEST_F(MainWindowTest, says_when_the_alignment_is_out_of_date) {
  openDemo();
  EXPECT_FALSE(window->messages()->staleBanner()->isVisible());
  const QRect panels_before = window->centralWidget()->geometry();
  session->remove({session->catalog()->datasets.front().id}, {});
  ASSERT_TRUE(waitForIdle());
  ASSERT_TRUE(window->messages()->staleBanner()->isVisible());
  QApplication::processEvents();
  EXPECT_EQ(window->centralWidget()->geometry(), panels_before);
  EXPECT_TRUE(window->currentWorkspace() == nullptr ||
              window->currentWorkspace()->mapTo(window.get(), QPoint()) == panels_before.topLeft())
      << "nothing is pushed down";
  QTest::mouseClick(window->messages()->staleBanner()->findChild<QPushButton*>(), Qt::LeftButton);
  ASSERT_TRUE(waitForIdle());
  EXPECT_FALSE(window->messages()->staleBanner()->isVisible());
}

TEST_F(MainWindowTest, closing_asks_while_work_is_under_way_and_then_stops_it) {
  openDemo();
  std::atomic<bool> stopped = false;
  session->jobs()->start("slow", [&](const JobContext& context) {
    while (!context.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    stopped = true;
    context.throw_if_stopped();
  });
  window->close();
  EXPECT_TRUE(window->isVisible());
  auto* question = window->findChild<QMessageBox*>("stop-jobs");
  ASSERT_NE(question, nullptr);
  for (QAbstractButton* button : question->buttons()) {
    if (question->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
  }
  EXPECT_TRUE(wait_for([this] { return !window->isVisible(); }));
  EXPECT_TRUE(stopped);
}

TEST_F(MainWindowTest, changes_its_language_while_it_runs) {
  openDemo();
  const QString english = action("file.import")->text();
  const QString panel = window->panel("dataset-tree")->windowTitle();
  language->choose("de");
  EXPECT_TRUE(wait_for([&] { return action("file.import")->text() != english; }));
  EXPECT_NE(window->panel("dataset-tree")->windowTitle(), panel);
  EXPECT_EQ(window->menuBar()->actions().front()->text(), "&Datei");
  language->choose("en");
  EXPECT_TRUE(wait_for([&] { return action("file.import")->text() == english; }));
  EXPECT_EQ(window->menuBar()->actions().front()->text(), "&File");
}

TEST_F(MainWindowTest, a_window_that_begins_in_full_screen_leaves_it_at_the_first_time_of_asking) {
  action("view.full-screen")->trigger();
  ASSERT_TRUE(window->isFullScreen());
  closeWindow();
  openWindow();
  ASSERT_TRUE(window->isFullScreen());
  EXPECT_TRUE(action("view.full-screen")->isChecked());
  action("view.full-screen")->trigger();
  EXPECT_FALSE(window->isFullScreen());
  EXPECT_FALSE(action("view.full-screen")->isChecked());
}

TEST_F(MainWindowTest, a_maximised_window_is_one_again_after_full_screen) {
  window->showMaximized();
  action("view.full-screen")->trigger();
  ASSERT_TRUE(window->isFullScreen());
  action("view.full-screen")->trigger();
  EXPECT_FALSE(window->isFullScreen());
  EXPECT_TRUE(window->isMaximized());
}

TEST_F(MainWindowTest, has_the_same_menus_in_every_language) {
  const auto count = window->menuBar()->actions().size();
  language->choose("de");
  EXPECT_TRUE(wait_for([&] { return window->menuBar()->actions().front()->text() == "&Datei"; }));
  EXPECT_EQ(window->menuBar()->actions().size(), count);
}

TEST_F(MainWindowTest, every_action_has_text_menu_and_a_shortcut_of_its_own) {
  std::map<std::pair<const QWidget*, QString>, QString>
      holders;  // a panel's own keys win over the window's in it
  for (const QAction* each : window->actions()->all()) {
    const QString id = window->actions()->id(each);
    EXPECT_FALSE(each->text().isEmpty()) << id.toStdString();
    EXPECT_FALSE(window->actions()->place(each).isEmpty()) << id.toStdString();
    const QString shortcut = window->actions()->defaultShortcut(id).toString();
    EXPECT_FALSE(shortcut.isEmpty()) << id.toStdString();
    EXPECT_EQ(each->shortcut().toString(), shortcut) << id.toStdString() << " lost its shortcut to another";
    if (!shortcut.isEmpty()) {
      const std::pair<const QWidget*, QString> key{window->actions()->within(each), shortcut};
      EXPECT_TRUE(holders.emplace(key, id).second)
          << id.toStdString() << " and " << holders[key].toStdString();
    }
  }
}

TEST_F(MainWindowTest, every_action_stands_in_its_menu) {
  QCoreApplication::processEvents();
  QSet<QAction*> in_menus;
  for (const QMenu* menu : window->menuBar()->findChildren<QMenu*>()) {
    for (QAction* entry : menu->actions()) in_menus.insert(entry);
  }
  for (QAction* each : window->actions()->all()) {
    EXPECT_TRUE(in_menus.contains(each)) << window->actions()->id(each).toStdString();
  }
}

}  // namespace
}  // namespace solopose::testing
