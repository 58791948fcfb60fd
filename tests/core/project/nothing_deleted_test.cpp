#include <sys/stat.h>

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/pose_store.h"
#include "core/project/project_to_fill.h"
#include "core/project/staged_import.h"
#include "core/project/trash.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using namespace solopose::testing;

template <typename Work>
std::string error_of(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

void write(const fs::path& file) { std::ofstream(file) << "somebody's " << file; }

struct NothingDeletedTest : ::testing::Test {
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
};

TEST_F(NothingDeletedTest, opening_leaves_every_file_as_it_is) {
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
  }
  for (const char* name : {"poses/9.h5", "poses/mine.h5", "poses/.solopose-import-abc123", "poses/notes.txt",
                           "project.sqlite.bak", "project.sqlite.77.tmp", "project.sqlite-old", "other.h5"}) {
    write(folder / name);
  }
  fs::create_directories(folder / "poses" / "sub.h5" / "deep");
  write(folder / "poses" / "sub.h5" / "deep" / "1.h5");
  const auto before = folder_contents(folder);
  for (int i = 0; i < 2; ++i) {
    const Project project = Project::open(folder);
    EXPECT_EQ(project.catalog().sequences.size(), 2U);
    EXPECT_FALSE(trash_of(project).empty());
  }
  EXPECT_EQ(folder_contents(folder), before);
}

TEST_F(NothingDeletedTest, a_persons_file_in_the_pose_folder_survives_imports_and_the_emptying_of_the_trash) {
  Project project = Project::create(folder);
  for (const char* name : {"import-backup", "import-abc123", "backup", ".solopose-import-backups"})
    write(folder / "poses" / name);
  fs::create_directory(folder / "poses" / ".solopose-import-folder");
  const auto before = folder_contents(folder / "poses");
  add_dataset(project, "Walks");
  empty_trash(project, trash_of(project));
  auto after = folder_contents(folder / "poses");
  after.erase("1.h5");
  EXPECT_EQ(after, before);
  EXPECT_TRUE(fs::exists(folder / "poses" / ".solopose-import-folder"));
}

TEST_F(NothingDeletedTest, a_project_without_its_database_is_not_made_anew_but_its_rescue_is_told) {
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
  }
  fs::rename(folder / "project.sqlite", scratch / "away");
  const auto before = folder_contents(folder);
  const std::string error = error_of([&] { Project::create(folder); });
  EXPECT_THAT(error, HasSubstr("poses/1.h5"));
  EXPECT_THAT(error, HasSubstr("solopose check " + folder.string()));
  EXPECT_EQ(folder_contents(folder), before);
  write(folder / "project.sqlite-wal");
  EXPECT_THAT(error_of([&] { Project::create(folder); }), HasSubstr("move project.sqlite-wal away"));
  fs::remove(folder / "project.sqlite-wal");
  fs::rename(scratch / "away", folder / "project.sqlite");
  EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 2U);
}

TEST_F(NothingDeletedTest, copies_of_a_database_and_a_damaged_one_stand_in_a_new_projects_way) {
  for (const char* name :
       {"project.sqlite", "project.sqlite.bak", "project.sqlite-wal", "project.sqlite (copy)"}) {
    const fs::path place = scratch / ("with " + std::string(name));
    fs::create_directory(place);
    write(place / name);
    const auto before = folder_contents(place);
    EXPECT_THAT(error_of([&] { Project::create(place); }), HasSubstr("nothing was changed")) << name;
    EXPECT_EQ(folder_contents(place), before);
    EXPECT_FALSE(fs::exists(place / "poses"));
  }
}

TEST_F(NothingDeletedTest, a_pose_folder_that_is_a_link_is_not_written_into) {
  const fs::path elsewhere = scratch / "elsewhere";
  fs::create_directory(elsewhere);
  write(elsewhere / "1.h5");
  fs::create_directory(folder);
  fs::create_directory_symlink(elsewhere, folder / "poses");
  EXPECT_NE(error_of([&] { Project::create(folder); }), "");
  fs::remove(elsewhere / "1.h5");
  EXPECT_THAT(error_of([&] { Project::create(folder); }), HasSubstr("symbolic link"));
  EXPECT_TRUE(fs::is_empty(elsewhere));
  EXPECT_FALSE(fs::exists(folder / "project.sqlite"));

  fs::remove(folder / "poses");
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
  }
  fs::rename(folder / "poses", elsewhere / "poses");
  fs::create_directory_symlink(elsewhere / "poses", folder / "poses");
  write(elsewhere / "poses" / "9.h5");
  const auto before = folder_contents(elsewhere);
  Project linked = Project::open(folder);
  EXPECT_TRUE(linked.read_only());
  EXPECT_THAT(linked.why_read_only(), HasSubstr("symbolic link"));
  EXPECT_NO_THROW(PoseStore(folder).poses_mm(linked.catalog().sequences[0]));
  EXPECT_THAT(error_of([&] { add_dataset(linked, "Runs"); }), HasSubstr("symbolic link"));
  EXPECT_THAT(error_of([&] { empty_trash(linked, trash_of(linked)); }), HasSubstr("symbolic link"));
  EXPECT_EQ(folder_contents(elsewhere), before);
}

TEST_F(NothingDeletedTest, after_a_database_is_restored_new_imports_go_past_the_pose_files_that_are_there) {
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
  }
  fs::copy_file(folder / "project.sqlite", scratch / "backup");
  {
    Project project = Project::open(folder);
    add_dataset(project, "Runs");
    add_dataset(project, "Jumps");
  }
  const auto before = folder_contents(folder / "poses");
  fs::copy_file(scratch / "backup", folder / "project.sqlite", fs::copy_options::overwrite_existing);
  Project project = Project::open(folder);
  EXPECT_EQ(add_dataset(project, "Later"), 4);
  for (const auto& [file, fingerprint] : before) {
    const auto after = folder_contents(folder / "poses");
    EXPECT_EQ(after.at(file), fingerprint) << file;
  }
  EXPECT_EQ(trash_of(project).files.size(), 2U);
}

TEST_F(NothingDeletedTest, a_stray_file_of_an_enormous_number_keeps_no_import_out) {
  Project project = Project::create(folder);
  for (const char* name : {"9223372036854775807.h5", "9223372036854775806.h5", "1000000001.h5", "-5.h5"})
    write(folder / "poses" / name);
  EXPECT_EQ(add_dataset(project, "Walks"), 1);
  EXPECT_EQ(trash_of(project).files.size(), 4U);
}

TEST_F(NothingDeletedTest, files_follow_the_umask) {
  struct Case {
    mode_t mask, mode;
  };
  for (const Case c : {Case{022, 0644}, Case{027, 0640}, Case{077, 0600}, Case{002, 0664}}) {
    const fs::path place = scratch / std::to_string(c.mask);
    const mode_t old = ::umask(c.mask);
    Project project = Project::create(place);
    add_dataset(project, "Walks");
    ::umask(old);
    for (const char* name : {"poses/1.h5", "project.sqlite"}) {
      struct stat status {};
      ASSERT_EQ(::stat((place / name).c_str(), &status), 0);
      EXPECT_EQ(status.st_mode & 0777, c.mode) << name;
    }
  }
}

TEST_F(NothingDeletedTest, a_project_in_which_nothing_arrives_is_taken_back_with_its_folders_only) {
  { ProjectToFill target(scratch / "new/deeper/project"); }
  EXPECT_FALSE(fs::exists(scratch / "new"));

  fs::create_directory(folder);
  write(folder / "mine.txt");
  const auto before = folder_contents(scratch.path());
  { ProjectToFill target(folder); }
  EXPECT_EQ(folder_contents(scratch.path()), before);
  EXPECT_TRUE(fs::exists(folder)) << "it was there";

  {
    ProjectToFill target(folder);
    add_dataset(target.project(), "Walks");
  }
  EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 2U);
  { ProjectToFill target(folder); }
  EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 2U);
}

TEST_F(NothingDeletedTest, an_empty_project_that_was_there_before_stays) {
  { const Project project = Project::create(folder); }
  { ProjectToFill target(folder); }
  EXPECT_TRUE(Project::exists(folder));
}

}  // namespace
}  // namespace solopose
