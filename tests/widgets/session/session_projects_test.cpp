#include <fstream>

#include "core/project/project.h"
#include "tests/widgets/session/session_test_base.h"

namespace solopose::testing {
namespace {

using SessionProjectsTest = SessionTest;

TEST_F(SessionProjectsTest, starts_empty_and_idle) {
  EXPECT_FALSE(session.hasProject());
  EXPECT_TRUE(session.projectFolder().isEmpty());
  EXPECT_TRUE(session.catalog()->sequences.empty());
  EXPECT_TRUE(session.clips()->empty());
  EXPECT_TRUE(session.isIdle());
}

TEST_F(SessionProjectsTest, opening_shows_catalog_clips_and_the_first_sequence) {
  QSignalSpy opened(&session, &Session::projectOpened);
  QSignalSpy changed(&session, &Session::catalogChanged);
  QSignalSpy idle(&session, &Session::idle);
  make_project(scratch / "project");
  session.openProject(folder());
  EXPECT_FALSE(session.hasProject()) << "the call itself reads nothing";
  EXPECT_FALSE(session.isIdle());
  ASSERT_TRUE(settle());
  EXPECT_EQ(opened.count(), 1);
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(idle.count(), 1);
  EXPECT_EQ(session.projectFolder(), folder());
  ASSERT_EQ(session.catalog()->sequences.size(), 3U);
  EXPECT_FALSE(session.clips()->empty());
  EXPECT_EQ(session.cursor()->sequence(), first().id);
  EXPECT_EQ(session.cursor()->frameCount(), first().frames);
}

TEST_F(SessionProjectsTest, a_new_project_is_created_and_open) {
  session.createProject(folder("new"));
  ASSERT_TRUE(settle());
  EXPECT_TRUE(session.hasProject());
  EXPECT_TRUE(Project::exists(scratch / "new"));
  EXPECT_EQ(session.cursor()->sequence(), 0);
  session.createProject(folder("new"));
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 1) << "there is one already";
}

TEST_F(SessionProjectsTest, a_missing_project_is_reported_and_the_open_one_stays) {
  open();
  session.openProject(folder("nowhere"));
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 1);
  EXPECT_TRUE(failure().contains("nowhere"));
  EXPECT_EQ(session.projectFolder(), folder());
  EXPECT_EQ(session.catalog()->sequences.size(), 3U);
  session.renameDataset(dataset("walk"), "still open");
  ASSERT_TRUE(settle());
  EXPECT_NE(dataset("still open"), 0);
}

TEST_F(SessionProjectsTest, a_damaged_project_is_reported) {
  std::filesystem::create_directories(scratch / "broken");
  std::ofstream(scratch / "broken" / "project.sqlite") << "this is no database at all, only a few words";
  session.openProject(folder("broken"));
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 1);
  EXPECT_FALSE(session.hasProject());
}

TEST_F(SessionProjectsTest, closing_forgets_everything) {
  open();
  session.renameDataset(dataset("walk"), "other");
  ASSERT_TRUE(settle());
  QSignalSpy closed(&session, &Session::projectClosed);
  session.closeProject();
  EXPECT_EQ(closed.count(), 1);
  EXPECT_FALSE(session.hasProject());
  EXPECT_TRUE(session.catalog()->sequences.empty());
  EXPECT_EQ(session.undoStack()->count(), 0);
  EXPECT_EQ(session.cursor()->sequence(), 0);
  ASSERT_TRUE(settle());
}

TEST_F(SessionProjectsTest, another_project_takes_the_place_of_the_open_one) {
  open();
  make_project(scratch / "second", false, 90);
  const SequenceId before = session.cursor()->sequence();
  QSignalSpy moved(session.cursor(), &Cursor::sequenceChanged);
  session.openProject(folder("second"));
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.projectFolder(), folder("second"));
  EXPECT_EQ(session.cursor()->sequence(), before) << "both projects number from one";
  EXPECT_EQ(moved.count(), 2) << "so that panels let go of the old project's data";
  EXPECT_EQ(session.cursor()->frameCount(), 90);
  EXPECT_FALSE(session.catalog()->alignment);
}

TEST_F(SessionProjectsTest, an_edit_asked_for_before_another_project_opens_does_not_reach_it) {
  open();
  make_project(scratch / "second");
  const DatasetId walk = dataset("walk");
  session.openProject(folder("second"));
  session.renameDataset(walk, "late");
  ASSERT_TRUE(settle());
  EXPECT_EQ(dataset("late"), 0);
  EXPECT_EQ(session.undoStack()->count(), 0);
}

TEST_F(SessionProjectsTest, what_was_under_way_when_the_project_was_closed_brings_nothing_back) {
  open();
  session.renameDataset(dataset("walk"), "stroll");
  ASSERT_TRUE(settle());
  QSignalSpy removed(&session, &Session::removed);
  QSignalSpy listed(&session, &Session::trashListed);
  const std::vector<std::function<void()>> works{
      [&] { session.remove({dataset("dance")}, {}); }, [&] { session.undoStack()->undo(); },
      [&] { session.renameDataset(4711, "nobody"); }, [&] { session.listTrash(); },
      [&] { session.lookForChanges(); }};
  for (const auto& work : works) {
    Project::open(scratch / "project").append_job_log("elsewhere", "finished", "");
    work();
    session.closeProject();
    ASSERT_TRUE(settle());
    EXPECT_FALSE(session.hasProject());
    EXPECT_TRUE(session.catalog()->sequences.empty());
    EXPECT_EQ(session.undoStack()->count(), 0);
    session.openProject(folder());
    ASSERT_TRUE(settle());
    session.renameDataset(session.catalog()->datasets.front().id, "saunter");
    ASSERT_TRUE(settle());
    session.renameDataset(session.catalog()->datasets.front().id, "stroll");
    ASSERT_TRUE(settle());
  }
  EXPECT_EQ(removed.count(), 0);
  EXPECT_EQ(listed.count(), 0);
  EXPECT_EQ(failures.count(), 0) << failure().toStdString();
}

TEST_F(SessionProjectsTest, changes_are_looked_for_after_a_look_that_a_closing_overtook) {
  open();
  session.lookForChanges();
  session.closeProject();
  session.openProject(folder());
  ASSERT_TRUE(settle());
  Project::open(scratch / "project").rename_dataset(dataset("walk"), "stroll");
  session.lookForChanges();
  ASSERT_TRUE(settle());
  EXPECT_NE(dataset("stroll"), 0);
}

TEST_F(SessionProjectsTest, asking_for_work_without_a_project_says_so) {
  session.align({});
  session.importFiles(table_import("x", {scratch / "x.npz"}));
  session.renameDataset(1, "x");
  EXPECT_EQ(failures.count(), 3);
  EXPECT_TRUE(session.isIdle());
}

TEST_F(SessionProjectsTest, the_demo_project_is_made_by_a_job_and_opened) {
  session.createDemoProject(folder("demo"));
  EXPECT_TRUE(session.jobs()->busy());
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 0) << failure().toStdString();
  EXPECT_EQ(session.projectFolder(), folder("demo"));
  EXPECT_EQ(session.catalog()->datasets.size(), 4U);
  EXPECT_TRUE(session.catalog()->alignment);
  const auto logs = Project::open(scratch / "demo").job_logs();
  ASSERT_EQ(logs.size(), 1U);
  EXPECT_EQ(logs.front().outcome, "finished");
}

TEST_F(SessionTest, what_was_removed_stays_on_disk_when_the_project_is_closed) {
  open();
  const auto pose_files = [this] {
    return std::distance(std::filesystem::directory_iterator(scratch / "project/poses"), {});
  };
  const auto before = pose_files();
  session.remove({dataset("walk")}, {});
  ASSERT_TRUE(settle());
  EXPECT_EQ(pose_files(), before);
  session.closeProject();
  ASSERT_TRUE(settle());
  EXPECT_EQ(pose_files(), before);
}

}  // namespace
}  // namespace solopose::testing
