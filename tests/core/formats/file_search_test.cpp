#include "core/formats/file_search.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/formats/reader.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using solopose::testing::TemporaryFolder;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

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

/// What `formats_of` lists of a folder of files that hold their own names, each line without the folder.
std::vector<std::string> listed_of(const std::vector<std::string>& names) {
  const TemporaryFolder scratch;
  for (const std::string& name : names) {
    fs::create_directories((scratch / name).parent_path());
    std::ofstream(scratch / name) << name;
  }
  std::ofstream(scratch / "takes.trc") << "PathFileType";
  const std::vector<fs::path> folder = {scratch.path()};
  std::vector<std::string> listed;
  JobContext context;
  context.log = [&](const std::string& line) {
    const std::size_t at = line.find(scratch.path().string());
    listed.push_back(line.substr(0, at) + line.substr(at + scratch.path().string().size()));
  };
  note_unread(formats_of(folder, context).unread, context);
  return listed;
}

TEST(FileSearchTest, foreign_files_are_listed_with_a_reason_that_their_kind_has) {
  EXPECT_THAT(listed_of({"memo.wav", "a/paper.PDF", "workspace.mat", "forest.pkl", "notes.txt"}),
              UnorderedElementsAre("not read: /memo.wav: sounds, not motion",
                                   "not read: /a/paper.PDF: documents, not motion",
                                   "not read: /workspace.mat: MATLAB files, but not as MPI-INF-3DHP, MADS, "
                                   "Shelf or Campus name them",
                                   "not read: /forest.pkl: pickles, but not of AIST++ or H36M-Toolbox",
                                   "not read: /notes.txt: no format that is known"));
}

TEST(FileSearchTest, few_of_a_kind_are_listed_by_name_and_many_by_number) {
  std::vector<std::string> names;
  for (int i = 0; i < 20; ++i) names.push_back("log" + std::to_string(i) + ".txt");
  EXPECT_THAT(listed_of(names), AllOf(SizeIs(20), Contains("not read: /log7.txt: no format that is known")));
  names.push_back("one more.txt");
  EXPECT_THAT(listed_of(names), ElementsAre("not read: 21 files .txt in : no format that is known"));
}

TEST(FileSearchTest, what_goes_with_a_dataset_is_listed_only_where_there_is_nothing_of_that_dataset) {
  const std::vector<std::string> beside = {"cameras/mapping.txt", "cameras/setting1.json", "settings.json",
                                           "Camera0/1.png"};
  EXPECT_THAT(listed_of(beside),
              UnorderedElementsAre(
                  "not read: /cameras/mapping.txt: goes with AIST++, of which there is nothing here",
                  "not read: /cameras/setting1.json: goes with AIST++, of which there is nothing here",
                  "not read: /settings.json: no format that is known",
                  "not read: /Camera0/1.png: pictures, not motion"));
  std::vector<std::string> with_track = beside;
  with_track.push_back("\x80 keypoints3d/a.pkl");
  EXPECT_THAT(listed_of(with_track), UnorderedElementsAre("not read: /settings.json: no format that is known",
                                                          "not read: /Camera0/1.png: pictures, not motion"));
}

}  // namespace
}  // namespace solopose
