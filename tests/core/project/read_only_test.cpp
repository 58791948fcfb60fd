#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sched.h>

#include <functional>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
#include "core/project/trash.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using namespace solopose::testing;

/// Somebody who may read but not write: root becomes nobody, for anybody else the folders are
/// write-protected.
class AsReader {
 public:
  explicit AsReader(const fs::path& folder) : folder_(folder) {
    protect(0555);
    if (::geteuid() == 0 && ::seteuid(65534) != 0) throw std::runtime_error("cannot become nobody");
  }
  ~AsReader() {
    if (::getuid() == 0) static_cast<void>(::seteuid(0));
    protect(0755);
  }

 private:
  void protect(mode_t mode) const {
    if (::geteuid() == 0) return;
    for (const fs::path& place : {folder_, folder_ / "poses"}) ::chmod(place.c_str(), mode);
  }
  fs::path folder_;
};

template <typename Work>
std::string error_of(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

struct ReadOnlyTest : ::testing::Test {
  ReadOnlyTest() {
    ::chmod(scratch.path().c_str(), 0755);
    const mode_t old = ::umask(022);
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
    described_before = described(project.catalog());
    ::umask(old);
  }

  void expect_everything_can_be_read(const fs::path& place) {
    const Project project = Project::open(place);
    EXPECT_TRUE(project.read_only());
    EXPECT_NE(project.why_read_only(), "");
    const Catalog catalog = project.catalog();
    EXPECT_EQ(described(catalog), described_before);
    for (const SequenceRecord& sequence : catalog.sequences)
      EXPECT_EQ(PoseStore(place).positions_mm(sequence).size(), 40U * 15 * 3);
    EXPECT_EQ(project.setting("clips"), "");
    EXPECT_TRUE(trash_of(project).empty());
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  std::string described_before;
};

TEST_F(ReadOnlyTest, another_users_project_can_be_read_and_nothing_in_it_changes) {
  const auto before = folder_contents(folder);
  {
    const AsReader reader(folder);
    expect_everything_can_be_read(folder);
    EXPECT_EQ(folder_contents(folder), before);
  }
  EXPECT_FALSE(Project::open(folder).read_only());
}

TEST_F(ReadOnlyTest, every_edit_says_in_one_line_why_it_cannot_be) {
  const AsReader reader(folder);
  Project project = Project::open(folder);
  const Catalog catalog = project.catalog();
  const ImportId import = catalog.sequences[0].import;
  const std::function<void()> edits[] = {
      [&] { project.rename_dataset(catalog.datasets[0].id, "Gaits"); },
      [&] { project.set_imports_active(std::span(&import, 1), false); },
      [&] { project.set_key_frame_override(catalog.sequences[0].id, 3); },
      [&] { project.set_independent_test(catalog.datasets[0].id, true); },
      [&] { project.save_alignment({}); },
      [&] { project.clear_alignment(); },
      [&] { project.set_setting("clips", "{}"); },
      [&] { project.append_job_log("import", "finished", ""); },
      [&] { StagedImport(project, {.dataset = "Runs", .format = "table"}); },
      [&] { empty_trash(project, {}); },
      [&] { project.require_writable(); },
  };
  for (const auto& edit : edits) {
    const std::string error = error_of(edit);
    EXPECT_THAT(error, HasSubstr("read only"));
    EXPECT_THAT(error, HasSubstr(project.why_read_only()));
    EXPECT_THAT(error, ::testing::Not(HasSubstr("\n")));
  }
  EXPECT_EQ(described(project.catalog()), described_before);
}

TEST_F(ReadOnlyTest, a_reader_sees_what_its_owner_has_changed_meanwhile) {
  std::optional<Project> reader;
  {
    const AsReader as_reader(folder);
    reader.emplace(Project::open(folder));
  }
  const std::int64_t version = reader->data_version();
  EXPECT_EQ(reader->data_version(), version);
  Project owner = Project::open(folder);
  owner.rename_dataset(owner.catalog().datasets[0].id, "Gaits");
  EXPECT_NE(reader->data_version(), version);
  EXPECT_EQ(reader->catalog().datasets[0].name, "Gaits");
  add_dataset(owner, "Runs");
  EXPECT_EQ(reader->catalog().sequences.size(), 4U);
  {
    const AsReader as_reader(folder);
    EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 4U) << "while the owner has it open";
  }
}

TEST_F(ReadOnlyTest, what_only_stands_in_the_write_ahead_log_of_a_killed_owner_is_seen) {
  const fs::path copy = scratch / "copy";
  {
    Project owner = Project::open(folder);
    SQLite::Database other((folder / "project.sqlite").string(), SQLite::OPEN_READONLY);
    SQLite::Statement reading(other, "SELECT name FROM dataset");
    reading.executeStep();  // what is being read keeps the log from being emptied
    owner.rename_dataset(owner.catalog().datasets[0].id, "Gaits");
    described_before = described(owner.catalog());
    fs::copy(folder, copy, fs::copy_options::recursive);  // as a kill leaves it
  }
  ASSERT_GT(fs::file_size(copy / "project.sqlite-wal"), 0U);
  {
    const AsReader reader(copy);
    expect_everything_can_be_read(copy);
  }
  fs::remove(copy / "project.sqlite-shm");  // as a backup leaves it
  const AsReader reader(copy);
  expect_everything_can_be_read(copy);
}

TEST_F(ReadOnlyTest, through_a_linked_database_what_stands_in_its_write_ahead_log_is_seen) {
  const fs::path file = scratch / "elsewhere.sqlite";
  fs::rename(folder / "project.sqlite", file);
  fs::create_symlink(file, folder / "project.sqlite");
  SQLite::Database writer(file.string(), SQLite::OPEN_READWRITE);
  writer.exec("UPDATE dataset SET name = 'Gaits'; DELETE FROM setting WHERE name = 'content_digest'");
  ASSERT_GT(fs::file_size(file.string() + "-wal"), 0U);
  Project project = Project::open(folder);
  EXPECT_THAT(project.why_read_only(), HasSubstr("symbolic link"));
  EXPECT_EQ(project.catalog().datasets[0].name, "Gaits");
  writer.exec("UPDATE dataset SET name = 'Strides'");
  EXPECT_EQ(project.catalog().datasets[0].name, "Strides");
  EXPECT_THAT(error_of([&] { add_dataset(project, "Runs"); }), HasSubstr("symbolic link"));
}

TEST_F(ReadOnlyTest, a_medium_that_is_read_only_can_be_read) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr int not_allowed = 77;
    const char* place = folder.c_str();
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount(place, place, nullptr, MS_BIND, nullptr) != 0 ||
        ::mount(nullptr, place, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
      ::_exit(not_allowed);
    }
    expect_everything_can_be_read(folder);
    const bool told =
        error_of([&] { Project::open(folder).set_setting("a", "1"); }).find("medium") != std::string::npos;
    ::_exit(HasFailure() || !told ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "mounting is not allowed here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST_F(ReadOnlyTest, a_write_protected_database_alone_makes_the_project_read_only) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everything";
  ::chmod((folder / "project.sqlite").c_str(), 0444);
  const auto before = folder_contents(folder);
  expect_everything_can_be_read(folder);
  EXPECT_EQ(folder_contents(folder), before);
}

TEST_F(ReadOnlyTest, the_data_version_changes_with_others_edits_only) {
  Project mine = Project::open(folder);
  Project other = Project::open(folder);
  EXPECT_FALSE(mine.read_only());
  const std::int64_t version = mine.data_version();
  mine.set_setting("a", "1");
  EXPECT_EQ(mine.data_version(), version);
  other.set_setting("a", "2");
  EXPECT_NE(mine.data_version(), version);
}

}  // namespace
}  // namespace solopose
