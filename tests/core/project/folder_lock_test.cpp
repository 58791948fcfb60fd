#include "core/project/folder_lock.h"

#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/made_folders.h"
#include "core/project/project_places.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

TEST(FolderLock, who_waited_for_a_lock_whose_file_was_removed_meanwhile_still_keeps_others_out) {
  const TemporaryFolder poses;
  std::optional<FolderLock> first = FolderLock::exclusive(poses.path());
  std::optional<FolderLock> second;
  std::jthread waiting([&] { second = FolderLock::shared(poses.path()); });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  fs::remove(poses / project_names::lock);
  first.reset();
  waiting.join();
  EXPECT_FALSE(FolderLock::try_exclusive(poses.path()));
  second.reset();
  EXPECT_TRUE(FolderLock::try_exclusive(poses.path()));
}

TEST(FolderLock, its_file_is_not_removed_while_somebody_holds_it) {
  const TemporaryFolder poses;
  {
    const auto held = FolderLock::shared(poses.path());
    FolderLock::remove_unless_held(poses.path());
    EXPECT_TRUE(fs::exists(poses / project_names::lock));
  }
  FolderLock::remove_unless_held(poses.path());
  EXPECT_FALSE(fs::exists(poses / project_names::lock));
}

TEST(FolderLock, looking_whether_it_is_shared_makes_no_file) {
  const TemporaryFolder poses;
  EXPECT_FALSE(FolderLock::is_shared(poses.path()));
  EXPECT_TRUE(fs::is_empty(poses.path()));
  std::optional<FolderLock> held = FolderLock::shared(poses.path());
  EXPECT_TRUE(FolderLock::is_shared(poses.path()));
  held.reset();
  EXPECT_FALSE(FolderLock::is_shared(poses.path()));
}

TEST(FolderLock, is_not_taken_through_a_link_and_leaves_nothing_where_that_leads) {
  const TemporaryFolder scratch;
  fs::create_directory(scratch / "elsewhere");
  fs::create_directory_symlink(scratch / "elsewhere", scratch / "poses");
  EXPECT_THROW(FolderLock::shared(scratch / "poses"), Error);
  EXPECT_FALSE(FolderLock::try_exclusive(scratch / "poses"));
  EXPECT_TRUE(fs::is_empty(scratch / "elsewhere"));
}

TEST(MadeFolders, stay_where_somebody_has_locked_them) {
  const TemporaryFolder scratch;
  const fs::path folder = scratch / "new/project";
  std::optional<FolderLock> held;
  {
    const MadeFolders made(folder);
    held = FolderLock::shared(folder / "poses");
  }
  EXPECT_TRUE(fs::exists(folder / "poses" / project_names::lock));
  held.reset();
  { const MadeFolders made(scratch / "other/project"); }
  EXPECT_FALSE(fs::exists(scratch / "other"));
}

TEST(MadeFolders, that_cannot_all_be_made_are_removed_again) {
  const TemporaryFolder scratch;
  const std::string too_long(300, 'x');
  EXPECT_THROW(MadeFolders((scratch / "new") / too_long), Error);
  EXPECT_TRUE(fs::is_empty(scratch.path()));
}

}  // namespace
}  // namespace solopose
