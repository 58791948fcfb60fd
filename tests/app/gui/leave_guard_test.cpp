#include "app/gui/leave_guard.h"

#include <fstream>

#include <QAbstractButton>
#include <QAction>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/start_page.h"
#include "core/project/project.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/session/job_runner.h"

namespace solopose::testing {
namespace {

/// A way out of a project while something is under way in it.
struct WayOut {
  const char* name;
  std::function<void(MainWindow&, const QString& other, const QString& fresh)> go;
  std::function<bool(const MainWindow&, const Session&, const QString& other, const QString& fresh)> gone;
};
void PrintTo(const WayOut& way, std::ostream* out) { *out << way.name; }

void choose(MainWindow& window, const char* action, const QString& folder) {
  window.actions()->action(action)->trigger();
  auto* dialog = window.findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected(folder);
  dialog->close();
}

bool other_is_open(const MainWindow&, const Session& session, const QString& other, const QString&) {
  return session.projectFolder() == other;
}

bool window_is_closed(const MainWindow& window, const Session&, const QString&, const QString&) {
  return !window.isVisible();
}

class LeaveGuardTest : public MainWindowTest, public ::testing::WithParamInterface<WayOut> {
 protected:
  void SetUp() override {
    MainWindowTest::SetUp();
    { const Project project = Project::create(*scratch / "other"); }
    session->openProject(other());
    ASSERT_TRUE(waitForIdle());
    openDemo();  // the other one is now the second of the recent ones
    session->jobs()->start("slow", [this](const JobContext& context) {
      while (!context.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      stopped = true;
      context.throw_if_stopped();
    });
  }
  void TearDown() override {
    session->jobs()->cancelAll();
    wait_for([this] { return !session->jobs()->busy(); });
    MainWindowTest::TearDown();
  }
  QString other() const { return QString::fromStdString((*scratch / "other").string()); }
  QString fresh() const { return QString::fromStdString((*scratch / "fresh").string()); }
  void go() { GetParam().go(*window, other(), fresh()); }
  bool gone() { return GetParam().gone(*window, *session, other(), fresh()); }
  QMessageBox* question() const { return window->findChild<QMessageBox*>("stop-jobs"); }
  bool asked() {
    return wait_for([this] { return question() != nullptr; });
  }

  std::atomic<bool> stopped = false;
};

TEST_P(LeaveGuardTest, asks_and_stays_with_enter_as_with_escape) {
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
    go();
    ASSERT_TRUE(asked());
    EXPECT_TRUE(question()->informativeText().contains("slow"));
    QTest::keyClick(question(), key);
    ASSERT_TRUE(wait_for([this] { return question() == nullptr; }));
    EXPECT_FALSE(stopped);
    EXPECT_FALSE(gone());
    EXPECT_EQ(session->projectFolder(), demoFolder());
  }
}

TEST_P(LeaveGuardTest, stops_what_is_under_way_and_goes_once_somebody_agrees) {
  go();
  ASSERT_TRUE(asked());
  for (QAbstractButton* button : question()->buttons()) {
    if (question()->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
  }
  EXPECT_TRUE(wait_for([this] { return gone(); }));
  EXPECT_TRUE(stopped);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, LeaveGuardTest,
    ::testing::Values(
        WayOut{"close_window", [](MainWindow& w, const QString&, const QString&) { w.close(); },
               window_is_closed},
        WayOut{"quit",
               [](MainWindow& w, const QString&, const QString&) {
                 w.actions()->action("file.quit")->trigger();
               },
               window_is_closed},
        WayOut{"close_project",
               [](MainWindow& w, const QString&, const QString&) {
                 w.actions()->action("file.close")->trigger();
               },
               [](const MainWindow&, const Session& s, const QString&, const QString&) {
                 return !s.hasProject();
               }},
        WayOut{"recent",
               [](MainWindow& w, const QString&, const QString&) {
                 w.actions()->action("file.recent-2")->trigger();
               },
               other_is_open},
        WayOut{"dropped", [](MainWindow& w, const QString& other, const QString&) { w.take({other}); },
               other_is_open},
        WayOut{"open",
               [](MainWindow& w, const QString& other, const QString&) { choose(w, "file.open", other); },
               other_is_open},
        WayOut{"new",
               [](MainWindow& w, const QString&, const QString& fresh) { choose(w, "file.new", fresh); },
               [](const MainWindow&, const Session& s, const QString&, const QString& fresh) {
                 return s.projectFolder() == fresh;
               }},
        WayOut{"start_page",
               [](MainWindow& w, const QString& other, const QString&) {
                 Q_EMIT w.startPage()->projectChosen(other);
               },
               other_is_open}),
    [](const auto& way) { return std::string(way.param.name); });

class DemoBesideWorkTest : public MainWindowTest {};

TEST_F(DemoBesideWorkTest, a_demo_that_is_ready_waits_while_work_is_under_way) {
  { const Project project = Project::create(*scratch / "other"); }
  const QString other = QString::fromStdString((*scratch / "other").string());
  session->openProject(other);
  ASSERT_TRUE(waitForIdle());
  std::atomic<bool> end = false;
  session->jobs()->start(
      "training",
      [&](const JobContext&) {
        while (!end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      },
      JobLane::training);
  const QString demo = QString::fromStdString((*scratch / "new demo").string());
  session->createDemoProject(demo);
  EXPECT_TRUE(wait_for([this] { return !window->messages()->messages().isEmpty(); }));
  EXPECT_EQ(session->projectFolder(), other);
  EXPECT_TRUE(session->jobs()->busy());
  end = true;
  ASSERT_TRUE(wait_for([this] { return !session->jobs()->busy(); }));
  window->messages()->messages().last()->findChild<QPushButton*>()->click();
  EXPECT_TRUE(wait_for([&] { return session->projectFolder() == demo; }));
}

/// Jobs that end when a test says so.
class StoppingTest : public MainWindowTest {
 protected:
  JobHandle* start(const char* title, std::atomic<bool>& told, bool heeds_stop) {
    return session->jobs()->start(title, [&told, heeds_stop](const JobContext& context) {
      while (!told && !(heeds_stop && context.stop.stop_requested()))
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    });
  }
  QMessageBox* question() const { return window->findChild<QMessageBox*>("stop-jobs"); }
  void agree() {
    for (QAbstractButton* button : question()->buttons()) {
      if (question()->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
    }
  }
  void TearDown() override {
    end = true;
    wait_for([this] { return !session->jobs()->busy(); });
    MainWindowTest::TearDown();
  }
  std::atomic<bool> end = false;
};

TEST_F(StoppingTest, nothing_is_asked_again_while_what_is_under_way_is_being_stopped) {
  openDemo();
  start("slow to stop", end, false);
  action("file.close")->trigger();
  ASSERT_NE(question(), nullptr);
  agree();
  ASSERT_TRUE(wait_for([this] { return question() == nullptr; }));
  window->close();
  action("file.close")->trigger();
  QCoreApplication::processEvents();
  EXPECT_EQ(question(), nullptr);
  EXPECT_TRUE(window->isVisible());
  end = true;
  EXPECT_TRUE(wait_for([this] { return !session->hasProject(); }));
  EXPECT_TRUE(window->isEnabled());
}

TEST_F(StoppingTest, what_a_job_begins_when_it_ends_all_the_same_is_stopped_too) {
  openDemo();
  JobHandle* import = start("finishes when it is stopped", end, true);
  QObject::connect(import, &JobHandle::ended, window.get(), [this] { start("begun by it", end, true); });
  action("file.close")->trigger();
  ASSERT_NE(question(), nullptr);
  agree();
  EXPECT_TRUE(wait_for([this] { return !session->hasProject(); }));
}

TEST_F(StoppingTest, what_waits_for_the_end_is_done_once_however_many_jobs_end_at_once) {
  openDemo();
  JobHandle* job = start("the last one", end, true);
  // As when the job that was queued behind it has ended in the same breath.
  QObject::connect(
      session->jobs(), &JobRunner::jobEnded, window.get(),
      [this, job] { Q_EMIT session->jobs()->jobEnded(job); },
      static_cast<Qt::ConnectionType>(Qt::DirectConnection | Qt::SingleShotConnection));
  LeaveGuard guard(session.get(), window.get(), [] { return QStringList(); });
  int times = 0;
  guard.leave("Stop", [&] { ++times; });
  ASSERT_NE(question(), nullptr);
  agree();
  ASSERT_TRUE(wait_for([&] { return times > 0; }));
  QCoreApplication::processEvents();
  EXPECT_EQ(times, 1);
}

TEST_F(StoppingTest, a_project_that_cannot_be_opened_stops_nothing) {
  openDemo();
  start("slow", end, true);
  std::filesystem::create_directories(*scratch / "broken");
  std::ofstream(*scratch / "broken/project.sqlite") << "this is no database at all, only a few words";
  choose(*window, "file.open", QString::fromStdString((*scratch / "broken").string()));
  ASSERT_TRUE(wait_for([this] { return !window->messages()->messages().isEmpty(); }));
  EXPECT_EQ(question(), nullptr);
  EXPECT_TRUE(session->jobs()->busy());
  EXPECT_EQ(session->projectFolder(), demoFolder());
}

}  // namespace
}  // namespace solopose::testing
