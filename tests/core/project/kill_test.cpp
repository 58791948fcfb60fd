#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
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

  /// The project opens, is in one of the two states, all it lists can be read, and nothing else lies around.
  /// True: the import is in.
  bool expect_before_or_after(const fs::path& folder) {
    const Project project = Project::open(folder);
    const Catalog catalog = project.catalog();
    const std::string found = described(catalog);
    EXPECT_TRUE(found == before || found == after) << found;
    std::set<std::string> listed = {"poses/.lock"};
    for (const SequenceRecord& sequence : catalog.sequences) {
      listed.insert(sequence.pose_file);
      EXPECT_NO_THROW(PoseStore(folder).poses_mm(sequence));
    }
    std::set<std::string> present;
    for (const auto& entry : fs::directory_iterator(folder / "poses")) {
      present.insert("poses/" + entry.path().filename().string());
    }
    EXPECT_EQ(present, listed);
    return found == after;
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
  // From the last report on only the listing is left; the waits spread over the time that took undisturbed.
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
    killed += import_and_kill_after(folder, undisturbed * round / 20).first ? 1 : 0;
    expect_before_or_after(folder);
  }
  EXPECT_GT(killed, 5);
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

TEST_F(KillTest, stray_files_are_swept_by_the_next_open_but_not_under_a_running_import) {
  const fs::path folder = fresh_copy();
  const auto make_strays = [&] {
    fs::copy_file(folder / "poses" / "1.h5", folder / "poses" / "2.h5", fs::copy_options::overwrite_existing);
    std::ofstream(folder / "poses" / "import-abc123") << "half a pose file";
  };
  {
    const Project project = Project::open(folder);
    const StagedImport running(project, {.dataset = "Walks", .format = "table"});
    make_strays();
    Project::open(folder);
    EXPECT_TRUE(fs::exists(folder / "poses" / "2.h5")) << "it may be about to be listed";
    EXPECT_TRUE(fs::exists(folder / "poses" / "import-abc123"));
  }
  EXPECT_FALSE(expect_before_or_after(folder));
}

}  // namespace
}  // namespace solopose
