#include "core/project/relink.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/sequence_videos.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace solopose::testing;

struct RelinkTest : ::testing::Test {
  RelinkTest() {
    StagedImport staged(project, {.dataset = "Walks", .format = "mpi_inf_3dhp"});
    add_tracks(staged);
    staged.commit(project);
  }
  /// As their files name their videos.
  void add_tracks(StagedImport& staged) {
    for (const char* subject : {"S1", "S2"}) {
      Sequence track = swaying_sequence(subject, "Seq1", "camera_0", 5);
      track.videos = {(scratch / "old" / subject / "imageSequence/video_0.avi").string()};
      staged.add(track);
    }
    Sequence test = swaying_sequence("TS1", "TS1", "camera_0", 5);
    test.videos = {(scratch / "old/TS1/imageSequence/img_%06d.jpg").string()};
    staged.add(test);
  }
  void make(const std::string& file) {
    fs::create_directories((scratch / file).parent_path());
    std::ofstream(scratch / file) << file;
  }
  Relinking look() { return find_moved_videos(project.catalog(), folder, scratch / "new", {}); }
  std::vector<std::string> videos() {
    std::vector<std::string> all;
    for (const SequenceRecord& track : project.catalog().sequences)
      all.insert(all.end(), track.videos.begin(), track.videos.end());
    return all;
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  Project project = Project::create(folder);
};

TEST_F(RelinkTest, relinked_videos_stay_so_when_their_views_are_read_anew) {
  for (const char* file : {"new/S1/imageSequence/video_0.avi", "new/TS1/imageSequence/img_000001.jpg"})
    make(file);
  const std::vector<std::string> unlinked = videos();
  project.set_videos(look().changes);
  const std::vector<std::string> relinked = videos();
  ASSERT_NE(relinked, unlinked);
  const DatasetId dataset = project.catalog().datasets.at(0).id;
  std::vector<StagedImport> again;
  again.emplace_back(project, ImportDescription{.dataset = "", .format = "mpi_inf_3dhp"});
  add_tracks(again.back());
  const std::vector<ImportId> fresh = StagedImport::commit_inactive(project, dataset, again);
  project.replace_imports(project.active_imports(dataset), fresh);
  EXPECT_EQ(videos(), relinked);
}

TEST_F(RelinkTest, videos_of_one_name_are_told_apart_by_the_folders_above_them) {
  for (const char* file : {"new/data/S1/imageSequence/video_0.avi", "new/data/S2/imageSequence/video_0.avi",
                           "new/tests/TS1/imageSequence/img_000001.jpg"})
    make(file);
  EXPECT_EQ(missing_videos(project.catalog(), folder).size(), 3U);
  EXPECT_EQ(named_videos(project.catalog()), 3U);
  const std::vector<std::string> before = videos();
  const Relinking relinking = look();
  EXPECT_THAT(relinking.not_found, IsEmpty());
  EXPECT_EQ(relinking.found.size(), 3U);
  EXPECT_EQ(videos(), before) << "looking changes nothing";
  project.set_videos(relinking.changes);
  EXPECT_THAT(videos(), ElementsAre((scratch / "new/data/S1/imageSequence/video_0.avi").string(),
                                    (scratch / "new/data/S2/imageSequence/video_0.avi").string(),
                                    (scratch / "new/tests/TS1/imageSequence/img_%06d.jpg").string()));
  EXPECT_THAT(missing_videos(project.catalog(), folder), IsEmpty());
  EXPECT_TRUE(videos_of(project.catalog().sequences[2], folder)[0].is_there());
  EXPECT_THAT(look().found, IsEmpty()) << "what is there stays";
}

TEST_F(RelinkTest, several_that_are_alike_are_not_guessed_among) {
  make("new/a/video_0.avi");
  make("new/b/video_0.avi");
  const Relinking relinking = look();
  EXPECT_THAT(relinking.changes, IsEmpty());
  ASSERT_EQ(relinking.not_found.size(), 3U);
  EXPECT_EQ(relinking.not_found[0].sequence, "Walks/S1/Seq1/camera_0");
  EXPECT_EQ(relinking.not_found[0].reason, "2 of that name");
  EXPECT_EQ(relinking.not_found[2].reason, "nothing of that name");
}

TEST_F(RelinkTest, inside_the_project_a_video_is_kept_relative_to_it) {
  make("project/films/S1/imageSequence/video_0.avi");
  const Relinking relinking = find_moved_videos(project.catalog(), folder, folder / "films", {});
  project.set_videos(relinking.changes);
  EXPECT_EQ(videos()[0], "films/S1/imageSequence/video_0.avi");
}

TEST_F(RelinkTest, names_for_a_sequence_that_is_not_listed_or_too_few_change_nothing) {
  const std::vector<std::string> before = videos();
  const SequenceId first = project.catalog().sequences[0].id;
  EXPECT_THROW(project.set_videos(std::vector<SequenceVideoNames>{{first, {"/a.avi"}}, {999, {"/b.avi"}}}),
               Error);
  EXPECT_THROW(project.set_videos(std::vector<SequenceVideoNames>{{first, {}}}), Error);
  EXPECT_EQ(videos(), before);
  EXPECT_THROW(find_moved_videos(project.catalog(), folder, scratch / "missing", {}), Error);
}

}  // namespace
}  // namespace solopose
