#include "core/project/trash.h"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/check.h"
#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

struct TrashTest : ::testing::Test {
  static std::vector<std::string> paths(const TrashContents& contents) {
    std::vector<std::string> paths;
    for (const StrayFile& file : contents.files) paths.push_back(file.path.string());
    return paths;
  }
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  Project project = Project::create(folder);
};

TEST_F(TrashTest, a_removed_dataset_waits_in_the_trash_until_it_is_restored) {
  add_dataset(project, "Walks");
  const std::vector<ImportId> runs = {add_dataset(project, "Runs")};
  const std::string before = described(project.catalog());
  project.set_imports_active(runs, false);

  const TrashContents contents = trash_of(project);
  ASSERT_EQ(contents.imports.size(), 1U);
  EXPECT_EQ(contents.imports[0].import, runs[0]);
  EXPECT_EQ(contents.imports[0].dataset_name, "Runs");
  EXPECT_EQ(contents.imports[0].sequences, 2);
  EXPECT_EQ(contents.imports[0].frames, 80);
  EXPECT_EQ(contents.imports[0].bytes, fs::file_size(folder / "poses" / "2.h5"));
  EXPECT_EQ(contents.imports[0].imported_at.size(), std::string("2024-05-01T12:00:00Z").size());
  EXPECT_TRUE(contents.files.empty());

  restore(project, contents.imports[0]);
  EXPECT_EQ(described(project.catalog()), before);
  EXPECT_TRUE(trash_of(project).empty());
}

TEST_F(TrashTest, emptying_gives_back_the_disk_space_of_what_was_listed_and_still_is_removed) {
  add_dataset(project, "Walks");
  const std::vector<ImportId> runs = {add_dataset(project, "Runs")};
  const std::vector<ImportId> jumps = {add_dataset(project, "Jumps")};
  const std::vector<ImportId> later = {add_dataset(project, "Later")};
  project.set_imports_active(runs, false);
  project.set_imports_active(jumps, false);
  const TrashContents listed = trash_of(project);
  project.set_imports_active(jumps, true);
  project.set_imports_active(later, false);
  const std::string before = described(project.catalog());

  empty_trash(project, listed);
  EXPECT_EQ(described(project.catalog()), before);
  EXPECT_FALSE(fs::exists(folder / "poses" / "2.h5"));
  EXPECT_TRUE(fs::exists(folder / "poses" / "3.h5")) << "restored in the meantime";
  EXPECT_TRUE(fs::exists(folder / "poses" / "4.h5")) << "removed in the meantime";
  EXPECT_EQ(trash_of(project).imports.size(), 1U);
  EXPECT_EQ(add_dataset(project, "Runs"), 5) << "an import's number never comes back";
}

TEST_F(TrashTest, files_that_no_import_lists_stay_and_are_shown_moved_and_put_back) {
  add_dataset(project, "Walks");
  std::ofstream(folder / "poses" / "7.h5") << "of a restored older database";
  std::ofstream(folder / "poses" / "export.h5") << "somebody's";
  Project again = Project::open(folder);
  const TrashContents contents = trash_of(again);
  EXPECT_THAT(paths(contents), ::testing::ElementsAre("poses/7.h5", "poses/export.h5"));

  empty_trash(again, contents);
  EXPECT_TRUE(fs::exists(folder / "poses" / "7.h5")) << "it is not in the trash folder";
  const StrayFile moved = move_to_trash(again, contents.files[0]);
  EXPECT_EQ(moved.path, "trash/7.h5");
  EXPECT_THAT(paths(trash_of(again)), ::testing::ElementsAre("poses/export.h5", "trash/7.h5"));
  restore(again, moved);
  EXPECT_TRUE(fs::exists(folder / "poses" / "7.h5"));

  move_to_trash(again, contents.files[0]);
  std::ofstream(folder / "poses" / "7.h5") << "another one";
  EXPECT_EQ(move_to_trash(again, contents.files[0]).path, "trash/7 (2).h5");
  EXPECT_EQ(add_dataset(again, "Runs"), 8) << "past every file, the discarded ones too";
}

TEST_F(TrashTest, emptying_leaves_a_discarded_file_that_has_changed) {
  std::ofstream(folder / "poses" / "7.h5") << "one";
  move_to_trash(project, trash_of(project).files.at(0));
  const TrashContents listed = trash_of(project);
  std::ofstream(folder / "trash" / "7.h5") << "something else";
  std::ofstream(folder / "trash" / "8.h5") << "new";
  empty_trash(project, listed);
  EXPECT_TRUE(fs::exists(folder / "trash" / "7.h5"));
  EXPECT_TRUE(fs::exists(folder / "trash" / "8.h5"));
  empty_trash(project, trash_of(project));
  EXPECT_TRUE(fs::is_empty(folder / "trash"));
}

TEST_F(TrashTest, a_listed_file_and_one_outside_are_not_moved_and_no_file_is_replaced) {
  add_dataset(project, "Walks");
  StrayFile listed;
  listed.path = "poses/1.h5";
  EXPECT_THROW(move_to_trash(project, listed), Error);
  StrayFile outside;
  outside.path = "poses/../../other.h5";
  EXPECT_THROW(move_to_trash(project, outside), Error);
  EXPECT_THROW(restore(project, outside), Error);
  fs::create_directory(folder / "trash");
  std::ofstream(folder / "trash" / "1.h5") << "older";
  EXPECT_THROW(restore(project, trash_of(project).files.at(0)), Error);
  EXPECT_NO_THROW(PoseStore(folder).poses_mm(project.catalog().sequences[0]));
}

TEST_F(TrashTest, a_trash_folder_that_is_a_link_is_refused) {
  fs::create_directory(scratch / "elsewhere");
  fs::create_directory_symlink(scratch / "elsewhere", folder / "trash");
  std::ofstream(folder / "poses" / "7.h5") << "one";
  StrayFile file;
  file.path = "poses/7.h5";
  EXPECT_THROW(move_to_trash(project, file), Error);
  EXPECT_TRUE(fs::is_empty(scratch / "elsewhere"));
}

TEST_F(TrashTest, many_who_look_at_once_do_not_take_each_other_for_imports) {
  std::ofstream(folder / "poses" / "mine.h5") << "unlisted";
  std::vector<std::jthread> lookers;
  for (int i = 0; i < 4; ++i) {
    lookers.emplace_back([&] {
      const Project own = Project::open(folder);
      for (int k = 0; k < 20; ++k) EXPECT_EQ(paths(trash_of(own)).size(), 1U);
    });
  }
}

TEST_F(TrashTest, what_an_import_brings_is_no_stray_file_for_a_check_either) {
  {
    StagedImport running(project, {.dataset = "Walks", .format = "table"});
    running.add(swaying_sequence("S1", "walk", "a", 40));
    EXPECT_TRUE(trash_of(project).import_under_way);
    EXPECT_TRUE(check_project(folder, {}).findings.empty());
  }
  EXPECT_FALSE(trash_of(project).import_under_way);
}

/// A link in a project that came from somebody else, to a folder of the user's.
struct PlantedLinkTest : TrashTest {
  PlantedLinkTest() {
    fs::create_directory(theirs);
    std::ofstream(theirs / "thesis.txt") << "years of work";
    std::ofstream(theirs / ".solopose-import-abc123") << "somebody's";
    std::ofstream(theirs / "2.h5") << "somebody's";
    before = folder_contents(theirs);
  }
  fs::path theirs = scratch / "documents";
  std::map<std::string, std::string> before;
};

TEST_F(PlantedLinkTest, what_a_linked_trash_folder_leads_to_is_neither_listed_nor_emptied_nor_moved) {
  TrashContents listed;
  fs::create_directory(folder / "trash");
  for (const auto& entry : fs::directory_iterator(theirs)) {
    fs::copy(entry.path(), folder / "trash");
    fs::last_write_time(folder / "trash" / entry.path().filename(), entry.last_write_time());
  }
  listed = trash_of(project);
  ASSERT_EQ(listed.files.size(), 3U);
  fs::remove_all(folder / "trash");
  fs::create_directory_symlink(theirs, folder / "trash");
  EXPECT_TRUE(trash_of(project).empty());
  empty_trash(project, listed);
  for (const StrayFile& file : listed.files) EXPECT_THROW(restore(project, file), Error);
  EXPECT_EQ(folder_contents(theirs), before);
}

TEST_F(PlantedLinkTest, a_pose_folder_that_was_replaced_by_a_link_loses_nothing_either) {
  add_dataset(project, "Walks");
  const std::vector<ImportId> runs = {add_dataset(project, "Runs")};
  project.set_imports_active(runs, false);
  std::ofstream(folder / "poses" / "mine.h5") << "unlisted";
  TrashContents listed = trash_of(project);
  ASSERT_EQ(listed.files.size(), 1U);
  fs::rename(folder / "poses", scratch / "away");
  fs::create_directory_symlink(theirs, folder / "poses");
  EXPECT_THROW(move_to_trash(project, listed.files[0]), Error);
  listed.files[0].kind = StrayFile::Kind::leftover;
  listed.files[0].path = "poses/.solopose-import-abc123";
  EXPECT_TRUE(trash_of(project).files.empty());
  empty_trash(project, listed);
  EXPECT_EQ(folder_contents(theirs), before);
}

}  // namespace
}  // namespace solopose
