#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/check.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
#include "core/project/trash.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using Clock = std::chrono::steady_clock;

/// A project with one dataset, of which every round imports into a fresh copy.
struct KillTest : ::testing::Test {
  KillTest() {
    write_trc_folder(sources, 8, 60);
    {
      Project project = Project::create(original);
      add_dataset(project, "Before");
      before = described(project.catalog());
    }
    fs::copy(original, reference, fs::copy_options::recursive);
    Project project = Project::open(reference);
    import_all(project, {});
    after = described(project.catalog());
  }

  void import_all(Project& project, const JobContext& context) {
    import_files(project, {.format = "trc", .paths = {sources}, .dataset = "Walks", .read = {}}, context);
  }

  fs::path fresh_copy() {
    const fs::path copy = scratch / ("round" + std::to_string(++rounds));
    fs::copy(original, copy, fs::copy_options::recursive);
    return copy;
  }

  /// Import in a process of its own; true when it was killed.
  template <typename Parent>
  bool import_in_child(const fs::path& folder, const JobContext& context, Parent&& parent) {
    const pid_t child = ::fork();
    if (child == 0) {
      Project project = Project::open(folder);
      import_all(project, context);
      ::_exit(0);
    }
    parent(child);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
  }

  /// The project opens, is in one of the two states and whole, and all else that lies around is the trash's.
  /// The next import sweeps up what is half. True: the import is in.
  bool expect_before_or_after(const fs::path& folder) {
    const Project project = Project::open(folder);
    const Catalog catalog = project.catalog();
    const std::string found = described(catalog);
    EXPECT_TRUE(found == before || found == after) << found;
    EXPECT_TRUE(check_project(folder, {}).whole());
    std::set<std::string> known = {"poses/.lock"};
    for (const SequenceRecord& sequence : catalog.sequences) {
      known.insert(sequence.pose_file);
      EXPECT_NO_THROW(PoseStore(folder).poses_mm(sequence));
    }
    for (const StrayFile& file : trash_of(project).files) known.insert(file.path);
    EXPECT_EQ(pose_files(folder), known);
    { const StagedImport next(project, {.dataset = "Next", .format = "table"}); }
    for (const StrayFile& file : trash_of(project).files) EXPECT_NE(file.kind, StrayFile::Kind::leftover);
    return found == after;
  }

  static std::set<std::string> pose_files(const fs::path& folder) {
    std::set<std::string> present;
    for (const auto& entry : fs::directory_iterator(folder / "poses"))
      present.insert("poses/" + entry.path().filename().string());
    return present;
  }

  TemporaryFolder scratch;
  fs::path sources = scratch / "sources";
  fs::path original = scratch / "original";
  fs::path reference = scratch / "reference";
  std::string before, after;
  int rounds = 0;
};

TEST_F(KillTest, killed_while_reading_any_file_the_project_is_as_before) {
  for (const int kill_at : {1, 2, 5, 9, 16}) {
    const fs::path folder = fresh_copy();
    int reports = 0;
    JobContext context;
    context.progress = [&](const Progress&) {
      if (++reports == kill_at) ::raise(SIGKILL);
    };
    ASSERT_TRUE(import_in_child(folder, context, [](pid_t) {}));
    EXPECT_FALSE(expect_before_or_after(folder));
  }
}

TEST_F(KillTest, killed_at_any_moment_of_the_end_the_project_is_before_or_after) {
  // From the last report on only the listing is left; the waits spread over the time that took undisturbed,
  // most of them early: on a busy machine that time is no measure.
  const auto import_and_kill_after = [&](const fs::path& folder, std::chrono::microseconds wait) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    JobContext context;
    context.progress = [&](const Progress& p) {
      if (p.done == p.total && ::write(ends[1], "x", 1) != 1) ::_exit(1);
    };
    Clock::time_point begin;
    const bool killed = import_in_child(folder, context, [&](pid_t child) {
      char byte = 0;
      EXPECT_EQ(::read(ends[0], &byte, 1), 1);
      begin = Clock::now();
      if (wait.count() >= 0) {
        std::this_thread::sleep_for(wait);
        ::kill(child, SIGKILL);
      }
    });
    ::close(ends[0]);
    ::close(ends[1]);
    return std::pair(killed, std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin));
  };

  const auto undisturbed = import_and_kill_after(fresh_copy(), std::chrono::microseconds(-1)).second;
  int killed = 0;
  for (int round = 0; round < 24; ++round) {
    const fs::path folder = fresh_copy();
    killed += import_and_kill_after(folder, undisturbed * (round * round) / 400).first ? 1 : 0;
    expect_before_or_after(folder);
  }
  EXPECT_GT(killed, 2);
}

TEST_F(KillTest, a_disk_that_fills_up_ends_the_import_with_an_error_and_the_project_is_as_before) {
  for (const rlim_t room : {20'000, 80'000}) {  // below what the eight files take
    const fs::path folder = fresh_copy();
    const pid_t child = ::fork();
    if (child == 0) {
      Project project = Project::open(folder);
      const rlimit limit = {room, RLIM_INFINITY};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      ::signal(SIGXFSZ, SIG_IGN);
      try {
        import_all(project, {});
      } catch (const Error&) {
        ::_exit(0);
      }
      ::_exit(1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    EXPECT_FALSE(expect_before_or_after(folder));
  }
}

TEST_F(KillTest, a_pose_file_whose_name_cannot_be_brought_to_disk_is_not_left) {
  const bool root = ::getuid() == 0;
  if (root) {  // who may open everything
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const fs::path folder = fs::temp_directory_path() / ("unsynced-" + std::to_string(::getpid()));
  Project project = Project::create(folder);
  fs::permissions(folder / "poses", fs::perms(0333));  // cannot be opened, so not synced either
  EXPECT_THROW(add_dataset(project, "Walks"), Error);
  fs::permissions(folder / "poses", fs::perms(0755));
  EXPECT_EQ(pose_files(folder), std::set<std::string>{"poses/.lock"});
  fs::remove_all(folder);
  if (root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
}

/// An import whose pose file finds room, and whose rows do not.
void expect_failed_commit(Project& project, const fs::path& folder) {
  rlimit before_limit{};
  ::getrlimit(RLIMIT_FSIZE, &before_limit);
  const rlimit limit = {fs::file_size(folder / "poses/1.h5") + 2048, before_limit.rlim_max};
  const auto on_too_large = ::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &limit);
  EXPECT_THROW(add_dataset(project, "Walks"), Error);
  ::setrlimit(RLIMIT_FSIZE, &before_limit);
  ::signal(SIGXFSZ, on_too_large);
}

TEST_F(KillTest, of_a_commit_that_failed_nothing_is_left) {
  const fs::path folder = fresh_copy();
  Project project = Project::open(folder);
  expect_failed_commit(project, folder);
  EXPECT_EQ(described(project.catalog()), before);
  EXPECT_FALSE(fs::exists(folder / "poses/2.h5"));
  EXPECT_FALSE(expect_before_or_after(folder));
}

TEST_F(KillTest, the_pose_file_of_a_commit_that_failed_stays_while_a_reader_keeps_the_log) {
  const fs::path folder = fresh_copy();
  Project project = Project::open(folder);
  SQLite::Database reader((folder / "project.sqlite").string(), SQLite::OPEN_READONLY);
  reader.exec("BEGIN");
  static_cast<void>(reader.execAndGet("SELECT count(*) FROM sequence"));
  project.set_setting("a", "1");  // in the log, which the reader's snapshot now keeps
  expect_failed_commit(project, folder);
  EXPECT_TRUE(fs::exists(folder / "poses/2.h5"));
  reader.exec("ROLLBACK");
}

TEST_F(KillTest, an_import_sweeps_up_what_killed_ones_left_and_nothing_else) {
  const fs::path folder = fresh_copy();
  const Project project = Project::open(folder);
  const fs::path left = folder / "poses" / ".solopose-import-abc123";
  const fs::path others[] = {folder / "poses" / "2.h5", folder / "poses" / "important.h5",
                             folder / "poses" / "import-of-mine.h5", folder / "poses" / "notes.txt"};
  for (const fs::path& other : others) std::ofstream(other) << "somebody's";
  {
    const StagedImport running(project, {.dataset = "Walks", .format = "table"});
    std::ofstream(left) << "half a pose file";
    const StagedImport beside(project, {.dataset = "Runs", .format = "table"});
    EXPECT_TRUE(fs::exists(left)) << "it may be the running one's";
    EXPECT_TRUE(trash_of(project).import_under_way);
  }
  { const StagedImport next(project, {.dataset = "Walks", .format = "table"}); }
  EXPECT_FALSE(fs::exists(left));
  for (const fs::path& other : others) EXPECT_TRUE(fs::exists(other)) << other;
}

}  // namespace
}  // namespace solopose
