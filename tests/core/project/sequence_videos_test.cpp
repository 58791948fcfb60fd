#include "core/project/sequence_videos.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/check.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

Camera camera_named(const std::string& name) {
  Camera camera;
  camera.name = name;
  return camera;
}

void touch(const fs::path& file) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "picture";
}

struct SequenceVideosTest : ::testing::Test {
  SequenceVideosTest() {
    touch(folder / "front.mp4");
    touch(folder / "pictures/img_000001.jpg");
    track.id = 7;
    track.name = "films/S1/walk/world";
    track.view = "world";
    track.frames_per_second = 50;
    track.videos = {"front.mp4", "pictures/img_%06d.jpg"};
    track.cameras = {camera_named("c01"), camera_named("c02")};
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  SequenceRecord track;
};

TEST_F(SequenceVideosTest, numbered_pictures_are_a_video_in_their_folder) {
  const auto videos = videos_of(track, folder);
  ASSERT_EQ(videos.size(), 2U);
  EXPECT_EQ(videos[1].stored_name, "pictures/img_%06d.jpg");
  EXPECT_EQ(videos[1].file, folder / "pictures");
  EXPECT_EQ(videos[1].sequence, 7);
  EXPECT_TRUE(videos[0].is_there());
  EXPECT_TRUE(videos[1].is_there());
  fs::remove_all(folder / "pictures");
  EXPECT_FALSE(videos[1].is_there());
}

TEST_F(SequenceVideosTest, cameras_are_known_where_there_is_one_for_each_video) {
  EXPECT_EQ(videos_of(track, folder)[1].camera->name, "c02");
  EXPECT_EQ(videos_of(track, folder)[1].camera_name, "c02");
  track.cameras.pop_back();
  EXPECT_FALSE(videos_of(track, folder)[0].camera);
  EXPECT_EQ(videos_of(track, folder)[1].camera_name, "img_%06d");
}

TEST_F(SequenceVideosTest, the_view_of_a_cameras_own_track_is_the_cameras_name) {
  track.frame = CoordinateFrame::camera;
  track.view = "camera_0";
  EXPECT_EQ(videos_of(track, folder)[0].camera_name, "camera_0");
}

TEST_F(SequenceVideosTest, numbered_pictures_are_found_by_their_folder_and_by_their_pattern) {
  for (const fs::path& named : {folder / "pictures", folder / "pictures/", folder / "pictures/img_%06d.jpg",
                                folder / "pictures/../pictures"})
    EXPECT_EQ(video_named(track, folder, named).camera_name, "c02") << named;
  EXPECT_EQ(video_named(track, folder, folder / "front.mp4").camera_name, "c01");
  EXPECT_THAT([&] { video_named(track, folder, folder / "other.mp4"); },
              ThrowsMessage<Error>(::testing::AllOf(HasSubstr("other.mp4"), HasSubstr("img_%06d.jpg"))));
}

TEST_F(SequenceVideosTest, pictures_have_no_clock_that_could_be_another) {
  EXPECT_THAT(clock_trouble(track, folder / "front.mp4", 30), HasSubstr("30 frames a second"));
  EXPECT_THAT(clock_trouble(track, folder / "front.mp4", 49.95), IsEmpty());
  EXPECT_THAT(clock_trouble(track, folder / "pictures", 30), IsEmpty());
  EXPECT_EQ(clock_of_video(folder / "pictures", 30), 0);
  track.frames_per_second = 0;
  EXPECT_THAT(clock_trouble(track, folder / "front.mp4", 30), IsEmpty()) << "unknown";
}

TEST_F(SequenceVideosTest, a_take_has_its_own_videos_first_and_then_those_of_its_other_views) {
  Catalog catalog;
  SequenceRecord other = track;
  other.id = 8;
  other.name = "films/S1/walk/side";
  other.videos = {"side.mp4"};
  other.cameras = {camera_named("c03")};
  SequenceRecord stranger = other;
  stranger.id = 9;
  stranger.name = "films/S1/run/side";
  catalog.sequences = {other, track, stranger};
  std::vector<std::string> names;
  for (const SequenceVideo& video : videos_of_take(catalog, 7, folder)) names.push_back(video.camera_name);
  EXPECT_THAT(names, ElementsAre("c01", "c02", "c03"));
  EXPECT_THAT(videos_of_take(catalog, 70, folder), IsEmpty());
  EXPECT_THAT(camera_names(catalog), ElementsAre("c01", "c02", "c03"));
  for (SequenceRecord& each : catalog.sequences) each.excluded = true;
  EXPECT_THAT(camera_names(catalog), IsEmpty());
}

TEST_F(SequenceVideosTest, every_dataset_says_what_it_can_be_seen_in) {
  Catalog catalog;
  for (const char* name : {"films", "bare", "gone"}) {
    DatasetRecord& dataset = catalog.datasets.emplace_back();
    dataset.id = static_cast<DatasetId>(catalog.datasets.size());
    dataset.name = name;
  }
  touch(folder / "there.mp4");
  touch(folder / "blind.mp4");
  SequenceRecord films = track;
  films.dataset = 1;
  films.videos = {"there.mp4", "lost.mp4"};
  films.cameras = {camera_named("c01"), camera_named("c02")};
  SequenceRecord without_camera = films;
  without_camera.videos = {"blind.mp4"};
  without_camera.cameras.clear();
  SequenceRecord bare = films;
  bare.dataset = 2;
  bare.videos.clear();
  bare.cameras.clear();
  SequenceRecord excluded = films;
  excluded.dataset = 3;
  excluded.excluded = true;
  catalog.sequences = {films, without_camera, bare, excluded};
  const std::vector<DatasetVideos> all = videos_by_dataset(catalog, folder);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].dataset, "films");
  EXPECT_EQ(all[0].listed, 3);
  EXPECT_EQ(all[0].absent, 1);
  EXPECT_EQ(all[0].first_absent, "lost.mp4");
  EXPECT_EQ(all[0].without_camera, 1);
  EXPECT_EQ(all[0].usable(), 1);
  EXPECT_EQ(all[1].listed, 0);
  EXPECT_EQ(all[2].listed, 0) << "what is excluded is not asked for";
}

TEST_F(SequenceVideosTest, a_check_of_the_project_finds_pictures_that_are_there) {
  Project project = Project::create(folder);
  Sequence sequence = swaying_sequence("S1", "walk", "world", 20);
  sequence.videos = {(folder / "pictures/img_%06d.jpg").string()};
  StagedImport staged(project, {.dataset = "films", .format = "table"});
  staged.add(sequence);
  staged.commit(project);
  const auto said = [&] {
    std::string text;
    for (const CheckFinding& finding : check_project(folder, {}).findings) text += finding.what + "\n";
    return text;
  };
  EXPECT_THAT(said(), ::testing::Not(HasSubstr("videos are gone")));
  fs::remove_all(folder / "pictures");
  EXPECT_THAT(said(), HasSubstr("videos are gone"));
}

}  // namespace
}  // namespace solopose
