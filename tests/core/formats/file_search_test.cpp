#include "core/formats/file_search.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/formats/reader.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using solopose::testing::TemporaryFolder;
using ::testing::ElementsAre;

TEST(FileSearchTest, what_is_the_video_of_a_track_is_not_listed_as_unread) {
  const TemporaryFolder scratch;
  for (const char* name :
       {"a.mp4", "b.mp4", "c.mp4", "notes.txt", "left/1.png", "left/2.png", "right/1.png"}) {
    const fs::path file = scratch / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << name;
  }
  const std::vector<fs::path> folder = {scratch.path()};
  std::vector<UnreadFiles> unread = files_for(reader_named("trc"), folder, {}).unread;
  const auto listed = [&] {
    std::vector<std::string> texts;
    for (const UnreadFiles& kind : unread)
      texts.push_back(kind.ending + " " + std::to_string(kind.count) + " " +
                      kind.example.lexically_relative(scratch.path()).string());
    return texts;
  };
  EXPECT_THAT(listed(), ElementsAre(".mp4 3 a.mp4", ".png 3 left/1.png", ".txt 1 notes.txt"));

  fs::create_symlink(scratch.path(), scratch.path().string() + "-link");
  const std::vector<fs::path> used = {fs::path(scratch.path().string() + "-link") / "a.mp4",
                                      scratch / "left/%d.png", scratch / "gone.mp4"};
  leave_out_videos(unread, used);
  fs::remove(scratch.path().string() + "-link");
  EXPECT_THAT(listed(), ElementsAre(".mp4 2 b.mp4", ".png 1 right/1.png", ".txt 1 notes.txt"));

  const std::vector<fs::path> others = {scratch / "b.mp4", scratch / "c.mp4", scratch / "right"};
  leave_out_videos(unread, others);
  EXPECT_THAT(listed(), ElementsAre(".txt 1 notes.txt"));
}

}  // namespace
}  // namespace solopose
