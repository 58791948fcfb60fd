#include "app/gui/open_session.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <thread>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QPushButton>

#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/workspace.h"
#include "core/project/project.h"
#include "core/runs/run_folder.h"
#include "core/runs/run_log.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/session/job_runner.h"
#include "widgets/shared/file_path.h"

namespace solopose::testing {
namespace {

class OpenSessionTest : public ::testing::Test {
 protected:
  OpenSessionTest() { const Project made = Project::create(scratch / "project"); }
  ~OpenSessionTest() override {
    session.jobs()->cancelAll();
    wait_for([this] { return !session.jobs()->busy(); });
  }

  QString text(const std::filesystem::path& path) const { return QString::fromStdString(path.string()); }
  QString project() const { return text(scratch / "project"); }
  QString sessions() const { return text(scratch / "sessions"); }
  QStringList files(const QString& folder) const { return QDir(folder).entryList({"*.json"}, QDir::Files); }
  void open() {
    session.openProject(project());
    ASSERT_TRUE(wait_for([this] { return session.hasProject() && session.isIdle(); }));
  }
  void train() {
    session.jobs()->start(
        "Train run-1",
        [](const JobContext& context) {
          while (!context.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
          context.throw_if_stopped();
        },
        JobLane::training, project() + "/runs/run-1");
  }
  /// A file of a window that is gone.
  void leave(const std::string& name, const std::string& json) {
    std::filesystem::create_directories(scratch / "sessions");
    std::ofstream(scratch / "sessions" / (name + ".json")) << json;
    std::ofstream(scratch / "sessions" / (name + ".json.lock"))
        << std::numeric_limits<std::int32_t>::max()
        << "\nsolopose-studio\n\n\n\n";  // no process has that number
  }

  TemporaryFolder scratch;
  Session session;
};

TEST_F(OpenSessionTest, a_killed_program_leaves_its_project_to_the_next_start_once) {
  QProcess program;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("XDG_STATE_HOME", text(scratch / "state"));
  program.setProcessEnvironment(environment);
  program.start(SOLOPOSE_STUDIO, {project()});
  const QString folder = text(scratch / "state" / "solopose-studio" / "sessions");
  ASSERT_TRUE(wait_for([&] { return files(folder).size() == 1; }));
  EXPECT_TRUE(OpenSession::takeLeft(folder).empty()) << "the program lives";
  program.kill();
  ASSERT_TRUE(program.waitForFinished());
  const std::vector<LeftSession> left = OpenSession::takeLeft(folder);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front().project, project());
  EXPECT_FALSE(left.front().restored);
  EXPECT_TRUE(OpenSession::takeLeft(folder).empty());
}

TEST_F(OpenSessionTest, the_file_names_what_is_under_way_and_goes_with_the_window) {
  {
    const OpenSession kept(sessions(), &session, true);
    open();
    train();
    ASSERT_TRUE(wait_for([this] {
      const QStringList names = files(sessions());
      if (names.size() != 1) return false;
      QFile file(QDir(sessions()).filePath(names.front()));
      return file.open(QIODevice::ReadOnly) && file.readAll().contains("project/runs/run-1");
    }));
    EXPECT_TRUE(OpenSession::takeLeft(sessions()).empty()) << "the window lives";
  }
  EXPECT_TRUE(QDir(sessions()).isEmpty());
}

TEST_F(OpenSessionTest, what_was_left_is_read_as_it_was_noted) {
  leave("a",
        R"({"project": ")" + project().toStdString() +
            R"(", "running": ["Train run-1", "Import"], "trained_run": "/a/runs/run-1", "restored": true})");
  const std::vector<LeftSession> left = OpenSession::takeLeft(sessions());
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left.front().running, QStringList({"Train run-1", "Import"}));
  EXPECT_EQ(left.front().trained_run, "/a/runs/run-1");
  EXPECT_TRUE(left.front().restored);
  EXPECT_TRUE(QDir(sessions()).isEmpty());
}

TEST_F(OpenSessionTest, damaged_files_and_projects_that_are_gone_are_nothing_to_tell_of) {
  leave("a", R"({"project": 3, "running": {"x": 1}})");
  leave("b", "{");
  leave("c", R"({"project": "/nowhere/at/all", "running": []})");
  EXPECT_TRUE(OpenSession::takeLeft(sessions()).empty());
  EXPECT_TRUE(QDir(sessions()).isEmpty());
}

class LeftSessionMessageTest : public MainWindowTest {
 protected:
  MessageBar* bar() const { return window->messages()->messages().value(0); }
  QPushButton* button() const { return bar()->findChild<QPushButton*>(); }
};

TEST_F(LeftSessionMessageTest, opens_the_project_that_was_open) {
  window->messages()->tellLeft({demoFolder(), {"Import"}}, false);
  ASSERT_NE(bar(), nullptr);
  EXPECT_TRUE(bar()->text().contains("demo"));
  EXPECT_TRUE(bar()->text().contains("Import"));
  ASSERT_NE(button(), nullptr);
  button()->click();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(session->projectFolder(), demoFolder());
}

TEST_F(LeftSessionMessageTest, goes_on_with_the_run_that_was_being_trained) {
  openDemo();
  window->showWorkspace("data");
  TrainingOptions options;
  options.name = "run-1";
  const std::filesystem::path run = create_run(path_of(demoFolder()), options);
  RunLog(run / "log.jsonl").state(RunState::running);  // as a kill leaves it
  window->messages()->tellLeft({demoFolder(), {"Train run-1"}, QString::fromStdString(run.string())}, true);
  ASSERT_NE(bar(), nullptr);
  ASSERT_NE(button(), nullptr);
  button()->click();
  EXPECT_EQ(window->currentWorkspace()->id(), "train");
  EXPECT_TRUE(wait_for([&] {
    const QList<JobHandle*> jobs = session->jobs()->jobs();
    return std::ranges::any_of(jobs, [&](const JobHandle* job) { return path_of(job->folder()) == run; });
  }));
  session->jobs()->cancelAll();
  EXPECT_TRUE(wait_for([this] { return !session->jobs()->busy(); }));
}

}  // namespace
}  // namespace solopose::testing
