#include "core/base/folder_walk.h"

#include <sys/stat.h>

#include <fstream>
#include <map>

#include <gmock/gmock.h>

#include "core/base/system_files.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::TemporaryFolder;

struct FolderWalkTest : ::testing::Test {
  void file(const std::string& name) {
    fs::create_directories((scratch.path() / name).parent_path());
    std::ofstream(scratch / name) << name;
  }
  /// Names below the scratch folder, and what is wrong with each.
  std::map<std::string, std::string> walk(const std::vector<std::string>& folders) {
    std::map<std::string, std::string> seen;
    FolderWalk walk(
        [&](const fs::path& entry, const std::string& trouble) {
          EXPECT_TRUE(seen.emplace(entry.lexically_relative(scratch.path()).string(), trouble).second)
              << entry;
        },
        context);
    for (const std::string& folder : folders) walk.walk(scratch / folder);
    return seen;
  }
  TemporaryFolder scratch;
  JobContext context;
};

TEST_F(FolderWalkTest, follows_links_to_folders_and_walks_each_real_one_once) {
  file("data/here/one");
  file("elsewhere/two");
  fs::create_symlink("../elsewhere", scratch / "data/more");
  fs::create_symlink("../elsewhere", scratch / "data/again");
  fs::create_symlink("here", scratch / "data/a-link-that-sorts-first");
  EXPECT_THAT(walk({"data"}), ElementsAre(Pair("data/again/two", ""), Pair("data/here/one", "")));
  EXPECT_THAT(walk({"data", "elsewhere", "data/here"}),
              ElementsAre(Pair("data/again/two", ""), Pair("data/here/one", "")));
}

TEST_F(FolderWalkTest, links_in_a_circle_end) {
  file("data/deep/deeper/one");
  fs::create_symlink("..", scratch / "data/deep/up");
  fs::create_symlink("../..", scratch / "data/deep/deeper/up");
  fs::create_symlink(".", scratch / "data/self");
  fs::create_symlink("deep", scratch / "data/twin");
  EXPECT_THAT(walk({"data"}), ElementsAre(Pair("data/deep/deeper/one", "")));
}

TEST_F(FolderWalkTest, a_link_above_what_was_asked_for_is_not_followed_and_said) {
  file("data/one");
  file("private/letter");
  fs::create_symlink("..", scratch / "data/up");
  fs::create_symlink("/", scratch / "data/root");
  EXPECT_THAT(walk({"data"}), ElementsAre(Pair("data/one", ""), Pair("data/root", HasSubstr("above")),
                                          Pair("data/up", HasSubstr("above"))));
}

TEST_F(FolderWalkTest, what_systems_leave_is_as_if_it_were_not_there) {
  for (const char* name :
       {"walk.trc", "._walk.trc", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/walk.trc",
        "@eaDir/walk.trc", ".git/walk.trc", ".ipynb_checkpoints/walk.csv", ".Trash-1000/walk.trc",
        "$RECYCLE.BIN/walk.trc", ".~lock.walk.csv#", "~$walk.xlsx", "sub/._other.trc", "sub/other.trc"})
    file(std::string("data/") + name);
  EXPECT_THAT(walk({"data"}), ElementsAre(Pair("data/sub/other.trc", ""), Pair("data/walk.trc", "")));
  EXPECT_FALSE(is_system_file("data/.hidden.trc")) << "hidden by somebody, not left by a system";
}

TEST_F(FolderWalkTest, what_is_no_file_is_told_with_its_kind) {
  file("data/one");
  ASSERT_EQ(::mkfifo((scratch / "data/pipe").c_str(), 0600), 0);
  fs::create_symlink("gone", scratch / "data/broken");
  EXPECT_THAT(walk({"data"}), ElementsAre(Pair("data/broken", "a link to nothing"), Pair("data/one", ""),
                                          Pair("data/pipe", "a FIFO")));
}

TEST_F(FolderWalkTest, stops_when_it_is_told) {
  file("data/one");
  std::stop_source stop;
  stop.request_stop();
  context.stop = stop.get_token();
  EXPECT_THROW(walk({"data"}), Cancelled);
}

}  // namespace
}  // namespace solopose
