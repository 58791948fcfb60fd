#include <chrono>
#include <functional>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/project/project_to_fill.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;

TEST(ConcurrencyTest, one_thread_imports_while_others_edit_list_and_read) {
  const TemporaryFolder scratch;
  const auto folder = scratch / "project";
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
  }
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  std::atomic<int> listings = 0;
  const auto guarded = [&](auto&& work) {
    try {
      work();
    } catch (const std::exception& failure) {
      ++failures;
      ADD_FAILURE() << failure.what();
    }
  };

  std::jthread lister([&] {
    guarded([&] {
      while (!done) {
        const Project project = Project::open(folder);  // also sweeps
        const Catalog catalog = project.catalog();
        ASSERT_EQ(catalog.sequences.size() % 2, 0U) << "an import is seen as a whole";
        const PoseStore store(folder);
        for (const SequenceRecord& sequence : catalog.sequences) store.positions_mm(sequence, 3, 1);
        ++listings;
      }
    });
  });
  std::jthread editor([&] {
    guarded([&] {
      Project project = Project::open(folder);
      for (int i = 0; !done; ++i) {
        project.set_key_frame_override(1, i % 40);
        project.set_setting("cursor", std::to_string(i));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // a person is no faster
      }
    });
  });
  constexpr int listed_meanwhile = 3;
  int imports = 0;
  std::jthread importer([&] {
    guarded([&] {
      Project project = Project::open(folder);
      for (; imports < 30 || (listings < listed_meanwhile && !::testing::Test::HasFailure()); ++imports) {
        StagedImport staged(project, {.dataset = "Walks", .format = "table"});
        staged.add(swaying_sequence("S2", fmt::format("take {}", imports), "a", 20, imports));
        staged.add(swaying_sequence("S2", fmt::format("take {}", imports), "b", 20, imports));
        staged.commit(project);
      }
    });
  });
  importer.join();
  done = true;
  lister.join();
  editor.join();
  EXPECT_EQ(failures, 0);
  EXPECT_GE(listings, listed_meanwhile);
  EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 2U + 2U * static_cast<unsigned>(imports));
}

TEST(ConcurrencyTest, two_imports_at_once_both_arrive) {
  const TemporaryFolder scratch;
  const auto folder = scratch / "project";
  Project first = Project::create(folder);
  Project second = Project::open(folder);
  StagedImport a(first, {.dataset = "Walks", .format = "table"});
  StagedImport b(second, {.dataset = "Runs", .format = "table"});
  a.add(swaying_sequence("S1", "walk", "world", 10));
  b.add(swaying_sequence("S1", "run", "world", 10));
  b.commit(second);
  a.commit(first);
  EXPECT_EQ(first.catalog().sequences.size(), 2U);
}

TEST(ConcurrencyTest, the_slower_of_two_imports_with_one_name_is_refused_and_leaves_nothing) {
  const TemporaryFolder scratch;
  const auto folder = scratch / "project";
  Project first = Project::create(folder);
  Project second = Project::open(folder);
  {
    StagedImport a(first, {.dataset = "Walks", .format = "table"});
    StagedImport b(second, {.dataset = "Walks", .format = "table"});
    a.add(swaying_sequence("S1", "walk", "world", 10));
    b.add(swaying_sequence("S1", "walk", "world", 12));
    b.commit(second);
    EXPECT_THROW(a.commit(first), Error);
  }
  const Catalog catalog = first.catalog();
  ASSERT_EQ(catalog.sequences.size(), 1U);
  EXPECT_EQ(catalog.sequences[0].frames, 12);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "poses"), {}), 2)
      << "one pose file and the lock";
}

/// A project that is open while project.sqlite becomes another file: a backup put in its place, a sync.
struct ReplacedDatabaseTest : ::testing::Test {
  ReplacedDatabaseTest() {
    {
      Project made = Project::create(folder);
      add_dataset(made, "Walks");
    }
    std::filesystem::copy_file(database, scratch / "backup");
    project.emplace(Project::open(folder));
    add_dataset(*project, "Runs");
  }
  void replace() { std::filesystem::rename(scratch / "backup", database); }
  std::string error_of(const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  void expect_what_the_backup_holds() {
    project.reset();
    const Project reopened = Project::open(folder);
    EXPECT_EQ(reopened.catalog().sequences.size(), 2U);
    EXPECT_FALSE(std::filesystem::exists(folder / "poses/3.h5"));
  }

  TemporaryFolder scratch;
  std::filesystem::path folder = scratch / "project";
  std::filesystem::path database = folder / "project.sqlite";
  std::optional<Project> project;
};

TEST_F(ReplacedDatabaseTest, edits_imports_and_looking_for_changes_say_so) {
  replace();
  for (const std::function<void()>& work : std::initializer_list<std::function<void()>>{
           [&] { add_dataset(*project, "Jumps"); }, [&] { project->set_setting("a", "1"); },
           [&] { project->rename_dataset(1, "Gaits"); }, [&] { project->data_version(); }})
    EXPECT_THAT(error_of(work), ::testing::HasSubstr("was replaced or removed"));
  expect_what_the_backup_holds();
}

TEST_F(ReplacedDatabaseTest, an_import_under_way_is_not_said_to_have_arrived) {
  StagedImport staged(*project, {.dataset = "Jumps", .format = "table"});
  staged.add(swaying_sequence("S1", "jump", "a", 40));
  replace();
  EXPECT_THAT(error_of([&] { staged.commit(*project); }), ::testing::HasSubstr("was replaced or removed"));
  expect_what_the_backup_holds();
}

TEST_F(ReplacedDatabaseTest, an_edit_under_way_is_not_kept_either) {
  EXPECT_THAT(error_of([&] {
                project->atomically([&] {
                  project->rename_dataset(1, "Gaits");
                  replace();
                });
              }),
              ::testing::HasSubstr("was replaced or removed"));
  expect_what_the_backup_holds();
}

TEST(ConcurrencyTest, a_new_project_that_somebody_else_has_opened_is_not_taken_back) {
  const TemporaryFolder scratch;
  const auto folder = scratch / "project";
  std::optional<ProjectToFill> first(folder);
  ProjectToFill second(folder);
  first.reset();
  add_dataset(second.project(), "Walks");
  EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 2U);
}

}  // namespace
}  // namespace solopose
