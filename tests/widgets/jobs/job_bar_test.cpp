#include "widgets/jobs/job_bar.h"

#include <atomic>
#include <thread>

#include <QDesktopServices>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <gtest/gtest.h>

#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/jobs/job_details.h"
#include "widgets/session/job_runner.h"
#include "widgets/shared/elided_label.h"

namespace solopose {
namespace {

using namespace std::chrono_literals;

class JobBarTest : public ::testing::Test {
 protected:
  JobBarTest() : bar(&runner) {
    bar.resize(900, 34);
    bar.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&bar));
  }

  ~JobBarTest() override { release = true; }

  /// Runs until `release`, half done.
  JobHandle* start_held(const QString& title = "Import into walk", JobLane lane = JobLane::data) {
    const auto work = [this](const JobContext& context) {
      context.note("a line of the log");
      while (!release) {
        context.throw_if_stopped();
        context.report({"Reading one.npz", 50, 100, "files"});
        std::this_thread::sleep_for(2ms);
      }
    };
    return runner.start(title, work, lane);
  }

  bool says(const QString& text) const {
    for (const QLabel* label : bar.findChildren<QLabel*>()) {
      const auto* elided = qobject_cast<const ElidedLabel*>(label);
      const QString shown = elided ? elided->fullText() : label->text();
      if (label->isVisible() && shown.contains(text)) return true;
    }
    return false;
  }

  QToolButton* button(const QString& text) const {
    for (QToolButton* button : bar.findChildren<QToolButton*>())
      if (button->isVisible() && (button->text() == text || button->toolTip() == text)) return button;
    return nullptr;
  }

  bool wait_for_progress() {
    return testing::wait_for([this] { return says("50 of 100 files"); });
  }

  std::atomic<bool> release = false;
  JobRunner runner;
  JobBar bar;
};

TEST_F(JobBarTest, says_when_nothing_runs) {
  EXPECT_TRUE(says("No jobs running"));
  EXPECT_EQ(bar.shownJob(), nullptr);
  for (const QToolButton* button : bar.findChildren<QToolButton*>()) EXPECT_FALSE(button->isVisible());
  EXPECT_FALSE(bar.findChild<QProgressBar*>()->isVisible());
}

TEST_F(JobBarTest, shows_where_the_running_job_stands) {
  start_held();
  start_held("Next");
  start_held("After that");
  ASSERT_TRUE(wait_for_progress());
  EXPECT_TRUE(says("Import into walk"));
  EXPECT_TRUE(says("Reading one.npz"));
  EXPECT_TRUE(says("50 %"));
  EXPECT_TRUE(says("2 queued"));
  EXPECT_EQ(bar.findChild<QProgressBar*>()->value(), 50);
  EXPECT_FALSE(says("No jobs running"));
}

TEST_F(JobBarTest, a_click_cancels_and_the_outcome_stays_until_dismissed) {
  start_held();
  ASSERT_TRUE(wait_for_progress());
  QTest::mouseClick(button("Cancel"), Qt::LeftButton);
  ASSERT_TRUE(testing::wait_for([&] { return says("Cancelled"); }));
  EXPECT_EQ(button("Cancel"), nullptr);
  QTest::mouseClick(button("Dismiss"), Qt::LeftButton);
  EXPECT_TRUE(says("No jobs running"));
}

TEST_F(JobBarTest, a_training_run_is_stopped_and_kept_and_nothing_calls_that_cancelling) {
  QWidget host;
  ActionRegistry actions(&host);
  bar.addActions(&actions);
  start_held("Train one", JobLane::training);
  ASSERT_TRUE(wait_for_progress());
  EXPECT_EQ(button("Cancel"), nullptr);
  EXPECT_EQ(actions.action("jobs.cancel")->text(), "&Stop the training run");
  ASSERT_NE(button("Stop"), nullptr);
  EXPECT_TRUE(button("Stop")->toolTip().contains("keep it"));
  JobHandle* import = start_held();
  EXPECT_EQ(actions.action("jobs.cancel")->text(), "&Cancel the running job");
  ASSERT_NE(button("Cancel"), nullptr);
  EXPECT_TRUE(button("Cancel")->toolTip().contains("as it was before"));
  import->cancel();
  ASSERT_TRUE(testing::wait_for([&] { return button("Stop") != nullptr; }));
  runner.dismiss(import);
  QTest::mouseClick(button("Stop"), Qt::LeftButton);
  EXPECT_TRUE(testing::wait_for([&] { return says("Stopped"); }));
}

TEST_F(JobBarTest, the_keyboard_reaches_every_button) {
  start_held();
  ASSERT_TRUE(wait_for_progress());
  bar.activateWindow();
  button("Cancel")->setFocus();
  QTest::keyClick(button("Cancel"), Qt::Key_Tab);
  EXPECT_EQ(bar.focusWidget(), button("Details…"));
  button("Cancel")->setFocus();
  QTest::keyClick(button("Cancel"), Qt::Key_Space);
  EXPECT_TRUE(testing::wait_for([&] { return says("Cancelled"); }));
}

TEST_F(JobBarTest, a_failure_is_shown_in_the_colour_for_attention) {
  runner.start("Export", [](const JobContext&) { throw Error("out.npz: the disk is full"); });
  ASSERT_TRUE(testing::wait_for([&] { return says("Failed: out.npz: the disk is full"); }));
  bool attention = false;
  for (const auto* label : bar.findChildren<ElidedLabel*>())
    attention = attention || label->property("role").toString() == "attention";
  EXPECT_TRUE(attention);
}

TEST_F(JobBarTest, details_show_error_and_log_and_dismiss) {
  runner.start("Export", [](const JobContext& context) {
    context.note("writing out.npz");
    throw Error("the disk is full");
  });
  JobHandle* second =
      runner.start("Align", [](const JobContext& context) { context.note("walk/one: frame 12"); });
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  EXPECT_EQ(bar.shownJob(), second);
  bar.openDetails();
  auto* details = bar.findChild<JobDetails*>();
  ASSERT_TRUE(details->isVisible());
  auto* list = details->findChild<QListWidget*>();
  ASSERT_EQ(list->count(), 2);
  EXPECT_TRUE(list->currentItem()->text().startsWith("Align\n"));
  EXPECT_EQ(details->findChild<QPlainTextEdit*>()->toPlainText(), "walk/one: frame 12\n");
  list->setCurrentRow(0);
  EXPECT_EQ(details->findChild<QPlainTextEdit*>()->toPlainText(), "writing out.npz\n");
  QTest::keyClick(details, Qt::Key_Escape);
  EXPECT_FALSE(details->isVisible());
  bar.dismissShown();
  bar.dismissShown();
  EXPECT_TRUE(runner.jobs().isEmpty());
}

/// Stands in for the desktop.
class Desktop : public QObject {
  Q_OBJECT
 public:
  Desktop() { QDesktopServices::setUrlHandler("file", this, "open"); }
  ~Desktop() override { QDesktopServices::unsetUrlHandler("file"); }
  QStringList opened;
  Q_INVOKABLE void open(const QUrl& place) { opened << place.toLocalFile(); }
};

TEST_F(JobBarTest, what_a_job_has_made_is_opened_and_shown_where_it_lies) {
  qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");  // no file manager: the folder is opened
  Desktop desktop;
  const QTemporaryDir folder;
  const QString film = folder.filePath("walk-poses.mp4");
  JobHandle* job = runner.start("Export walk-poses.mp4", [film](const JobContext&) {
    QFile file(film);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
  });
  job->setResult(film);
  EXPECT_EQ(button("Open"), nullptr) << "before it is there";
  ASSERT_TRUE(testing::wait_for([&] { return says(film); }));
  button("Open")->setFocus();
  QTest::keyClick(button("Open"), Qt::Key_Space);
  EXPECT_EQ(desktop.opened, QStringList{film});
  QTest::mouseClick(button("Show in folder"), Qt::LeftButton);
  EXPECT_TRUE(testing::wait_for([&] { return desktop.opened.size() == 2; }));
  EXPECT_EQ(desktop.opened.last(), folder.path());
  QFile::remove(film);
  const QSignalSpy failures(&bar, &JobBar::failed);
  QTest::mouseClick(button("Open"), Qt::LeftButton);
  ASSERT_EQ(failures.size(), 1);
  EXPECT_TRUE(failures.front().front().toString().contains("walk-poses.mp4"));
  EXPECT_EQ(desktop.opened.size(), 2);
}

TEST_F(JobBarTest, a_job_that_failed_has_made_nothing) {
  runner.start("Export", [](const JobContext&) { throw Error("out.npz: the disk is full"); })
      ->setResult("out.npz");
  ASSERT_TRUE(testing::wait_for([&] { return says("the disk is full"); }));
  EXPECT_EQ(button("Open"), nullptr);
}

TEST_F(JobBarTest, a_job_of_another_project_says_so_and_two_of_one_title_are_told_apart) {
  runner.setProject("/data/walks");
  runner.start("Align", [](const JobContext&) {});
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  EXPECT_FALSE(says("walks"));
  runner.setProject("/data/runs");
  bar.openDetails();
  EXPECT_TRUE(says("Align (walks)"));
  runner.start("Align", [](const JobContext&) {});
  ASSERT_TRUE(testing::wait_for([&] { return !runner.busy(); }));
  const auto* list = bar.findChild<JobDetails*>()->findChild<QListWidget*>();
  ASSERT_EQ(list->count(), 2);
  EXPECT_TRUE(list->item(0)->text().endsWith("walks"));
  EXPECT_TRUE(list->item(1)->text().endsWith("runs"));
}

TEST_F(JobBarTest, its_actions_have_names_and_follow_the_jobs) {
  QWidget host;
  ActionRegistry actions(&host);
  bar.addActions(&actions);
  ASSERT_NE(actions.action("jobs.cancel"), nullptr);
  EXPECT_FALSE(actions.action("jobs.cancel")->isEnabled());
  JobHandle* job = start_held();
  EXPECT_TRUE(actions.action("jobs.cancel")->isEnabled());
  actions.action("jobs.cancel")->trigger();
  ASSERT_TRUE(testing::wait_for([&] { return !job->running(); }));
  EXPECT_FALSE(actions.action("jobs.cancel")->isEnabled());
}

TEST_F(JobBarTest, a_narrow_window_shortens_texts_and_hides_no_button) {
  start_held("Import a data set with quite a long name into another one");
  ASSERT_TRUE(wait_for_progress());
  bar.resize(560, bar.height());
  QTest::qWait(10);
  for (const char* text : {"Cancel", "Details…"}) {
    ASSERT_NE(button(text), nullptr);
    EXPECT_LE(button(text)->geometry().right(), bar.width());
    EXPECT_GE(button(text)->width(), button(text)->sizeHint().width());
  }
}

}  // namespace
}  // namespace solopose

#include "job_bar_test.moc"
