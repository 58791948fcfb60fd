#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/project/pose_store.h"
#include "core/project/project.h"
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
  std::jthread importer([&] {
    guarded([&] {
      Project project = Project::open(folder);
      for (int i = 0; i < 30; ++i) {
        StagedImport staged(project, {.dataset = "Walks", .format = "table"});
        staged.add(swaying_sequence("S2", fmt::format("take {}", i), "a", 20, i));
        staged.add(swaying_sequence("S2", fmt::format("take {}", i), "b", 20, i));
        staged.commit(project);
      }
    });
  });
  importer.join();
  done = true;
  lister.join();
  editor.join();
  EXPECT_EQ(failures, 0);
  EXPECT_GT(listings, 0);
  EXPECT_EQ(Project::open(folder).catalog().sequences.size(), 62U);
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

}  // namespace
}  // namespace solopose
