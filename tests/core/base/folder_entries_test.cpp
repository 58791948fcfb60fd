#include "core/base/folder_entries.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/open_folder.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

TEST(FolderEntries, names_are_sorted_and_a_folder_that_cannot_be_read_is_told_without_an_exception) {
  const testing::TemporaryFolder folder;
  for (const char* name : {"b", ".a", "c"}) std::ofstream(folder / name);
  fs::create_symlink("nowhere", folder / "d");
  std::error_code failure;
  EXPECT_THAT(names_in(folder.path(), failure), ::testing::ElementsAre(".a", "b", "c", "d"));
  EXPECT_FALSE(failure);
  for (const fs::path& none : {folder / "missing", folder / "b", folder / "d"}) {
    EXPECT_TRUE(names_in(none, failure).empty());
    EXPECT_TRUE(failure) << none;
  }
}

TEST(FolderEntries, a_link_to_nothing_is_there) {
  const testing::TemporaryFolder folder;
  EXPECT_FALSE(is_there(folder / "link"));
  fs::create_symlink("nowhere", folder / "link");
  EXPECT_TRUE(is_there(folder / "link"));
}

TEST(FolderEntries, a_file_that_was_replaced_has_lost_its_name) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "one");
  const int opened = ::open((folder / "one").c_str(), O_RDONLY);
  EXPECT_TRUE(has_its_name(opened, folder / "one"));
  std::ofstream(folder / "two");
  fs::rename(folder / "two", folder / "one");
  EXPECT_FALSE(has_its_name(opened, folder / "one"));
  fs::remove(folder / "one");
  EXPECT_FALSE(has_its_name(opened, folder / "one"));
  ::close(opened);
}

TEST(OpenFolder, is_the_folder_itself_wherever_its_path_leads_by_now) {
  const testing::TemporaryFolder scratch;
  for (const char* name : {"own", "theirs"}) {
    fs::create_directory(scratch / name);
    std::ofstream(scratch / name / fs::path("file"));
  }
  const auto folder = OpenFolder::at(scratch / "own");
  ASSERT_TRUE(folder);
  fs::rename(scratch / "own", scratch / "moved");
  fs::create_directory_symlink(scratch / "theirs", scratch / "own");
  EXPECT_FALSE(OpenFolder::at(scratch / "own")) << "a link";
  EXPECT_THAT(folder->names(), ::testing::ElementsAre("file"));
  EXPECT_THAT(folder->names(), ::testing::ElementsAre("file")) << "once more";
  ASSERT_TRUE(folder->facts("file"));
  folder->remove("file");
  EXPECT_FALSE(folder->facts("file"));
  EXPECT_TRUE(fs::exists(scratch / "theirs/file"));
  EXPECT_TRUE(fs::is_empty(scratch / "moved"));
}

}  // namespace
}  // namespace solopose
