#include "core/project/pose_store.h"

#include <fstream>
#include <limits>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using namespace solopose::testing;

struct PoseStoreTest : ::testing::Test {
  PoseStoreTest() {
    original = swaying_sequence("S1", "walk", "world", 50);
    original.joints = joint_set_named("coco17");
    original.positions_mm.assign(50 * 17 * 3, 0);
    for (std::size_t i = 0; i < original.positions_mm.size(); ++i)
      original.positions_mm[i] = static_cast<float>(i);
    original.positions_mm[0] = std::numeric_limits<float>::quiet_NaN();
    StagedImport staged(project, {.dataset = "Walks", .format = "aist"});
    staged.add(original);
    staged.commit(project);
    record = project.catalog().sequences.at(0);
  }
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  Project project = Project::create(folder);
  Sequence original;
  SequenceRecord record;
};

TEST_F(PoseStoreTest, gives_back_the_files_own_joints_bit_for_bit) {
  const auto positions = PoseStore(folder).positions_mm(record);
  ASSERT_EQ(positions.size(), original.positions_mm.size());
  EXPECT_TRUE(std::isnan(positions[0]));
  EXPECT_TRUE(std::equal(positions.begin() + 1, positions.end(), original.positions_mm.begin() + 1));
}

TEST_F(PoseStoreTest, derives_the_canonical_joints) {
  const auto poses = PoseStore(folder).poses_mm(record);
  const auto expected = to_canonical(*original.joints, original.positions_mm);
  ASSERT_EQ(poses.size(), 50U * joint_count * 3);
  for (std::size_t i = 0; i < poses.size(); ++i) {
    ASSERT_TRUE(poses[i] == expected[i] || std::isnan(expected[i])) << i;
  }
}

TEST_F(PoseStoreTest, reads_a_range_of_frames) {
  const auto some = PoseStore(folder).positions_mm(record, 7, 3);
  ASSERT_EQ(some.size(), 3U * 17 * 3);
  EXPECT_TRUE(std::equal(some.begin(), some.end(), original.positions_mm.begin() + 7 * 17 * 3));
  EXPECT_EQ(PoseStore(folder).positions_mm(record, 48).size(), 2U * 17 * 3);
  EXPECT_TRUE(PoseStore(folder).positions_mm(record, 50).empty());
}

TEST_F(PoseStoreTest, a_track_without_2d_labels_has_none) {
  EXPECT_TRUE(PoseStore(folder).image_points(record).empty());
  EXPECT_THROW(PoseStore(folder).image_points(record, 49, 2), Error);
}

TEST_F(PoseStoreTest, labels_of_another_size_are_refused_as_they_come_and_as_they_are_read) {
  StagedImport staged(project, {.dataset = "Labelled", .format = "aist"});
  Sequence labelled = original;
  labelled.source.clear();
  labelled.image_points = {{"c01", std::vector<float>(50 * 17 * 2 - 1, 1)}};
  EXPECT_THROW(staged.add(labelled), Error);
  labelled.image_points[0].points_px.push_back(1);
  staged.add(labelled);
  staged.commit(project);
  SequenceRecord kept = *project.catalog().sequence_named("Labelled/S1/walk/world");
  EXPECT_EQ(PoseStore(folder).image_points(kept), labelled.image_points);
  kept.joints = joint_set_named("canonical15");
  EXPECT_THROW(PoseStore(folder).image_points(kept), Error);
}

TEST_F(PoseStoreTest, refuses_frames_that_are_not_there) {
  const PoseStore store(folder);
  EXPECT_THROW(store.positions_mm(record, 49, 2), Error);
  EXPECT_THROW(store.positions_mm(record, -1, 2), Error);
  EXPECT_THROW(store.positions_mm(record, 51), Error);
  EXPECT_THROW(store.positions_mm(record, 1, std::numeric_limits<std::int64_t>::max()), Error);
}

TEST_F(PoseStoreTest, a_missing_cut_or_foreign_pose_file_is_an_error_that_names_it) {
  const PoseStore store(folder);
  const fs::path file = folder / record.pose_file;
  const auto error = [&] {
    try {
      store.positions_mm(record);
    } catch (const Error& failure) {
      return std::string(failure.what());
    }
    return std::string();
  };
  SequenceRecord longer = record;
  longer.frames = 1'000'000'000'000;
  EXPECT_THROW(store.positions_mm(longer), Error);
  fs::resize_file(file, fs::file_size(file) / 2);
  EXPECT_THAT(error(), HasSubstr(file.string()));
  std::ofstream(file) << "no HDF5 at all";
  EXPECT_THAT(error(), HasSubstr(file.string()));
  fs::remove(file);
  EXPECT_THAT(error(), HasSubstr(file.string()));
}

TEST_F(PoseStoreTest, several_threads_read_at_once) {
  const PoseStore store(folder);
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i) {
        const std::int64_t first = (t * 7 + i) % 49;
        const auto frame = store.positions_mm(record, first, 1);
        if (frame[5] != original.positions_mm[static_cast<std::size_t>(first) * 51 + 5]) ++wrong;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace solopose
