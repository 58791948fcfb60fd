#include "widgets/session/pose_cache.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "core/project/catalog.h"
#include "core/project/project.h"
#include "tests/support/scratch_data.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"

namespace solopose {
namespace {

using testing::TemporaryFolder;

constexpr std::int64_t frames = 120;
constexpr std::size_t track_bytes = frames * joint_count * 3 * sizeof(float);

class PoseCacheTest : public ::testing::Test {
 protected:
  PoseCacheTest() {
    Project project = Project::create(scratch / "project");
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < 8; ++i)
      files.push_back(testing::write_poses(scratch / ("take_" + std::to_string(i) + ".npz"), frames, i));
    import_files(project, testing::table_import("walk", files), {});
    catalog = project.catalog();
  }

  QString folder() const { return QString::fromStdString((scratch / "project").string()); }
  const SequenceRecord& track(std::size_t i) const { return catalog.sequences[i]; }

  TemporaryFolder scratch;
  Catalog catalog;
};

TEST_F(PoseCacheTest, loads_what_is_not_there_and_then_has_it) {
  PoseCache cache;
  cache.setProject(folder());
  QSignalSpy loaded(&cache, &PoseCache::loaded);
  EXPECT_EQ(cache.poses(track(2)), nullptr);
  EXPECT_TRUE(cache.busy());
  ASSERT_TRUE(testing::wait_for([&] { return !cache.busy(); }));
  ASSERT_EQ(loaded.count(), 1);
  const PosesPtr poses = cache.poses(track(2));
  ASSERT_NE(poses, nullptr);
  const std::vector<float> expected = testing::leaning_poses(frames, 2);
  ASSERT_EQ(poses->size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (std::isnan(expected[i])) continue;
    ASSERT_FLOAT_EQ((*poses)[i], expected[i]) << i;
  }
  EXPECT_EQ(loaded.count(), 1) << "it is not loaded twice";
}

TEST_F(PoseCacheTest, later_requests_are_served_first) {
  PoseCache cache;
  cache.setProject(folder());
  std::vector<SequenceId> order;
  QObject::connect(&cache, &PoseCache::loaded, [&](SequenceId id) { order.push_back(id); });
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) cache.poses(track(i));
  cache.poses(track(3));  // wanted again: on top once more
  ASSERT_TRUE(testing::wait_for([&] { return !cache.busy(); }));
  ASSERT_EQ(order.size(), catalog.sequences.size());
  // One or two may already have been read when the last request came.
  const auto place = [&](std::size_t i) { return std::ranges::find(order, track(i).id) - order.begin(); };
  EXPECT_LT(place(7), place(5));
  EXPECT_LT(place(3), place(4));
}

TEST_F(PoseCacheTest, forgets_the_least_recently_used_beyond_its_limit) {
  PoseCache cache(nullptr, 3 * track_bytes);
  cache.setProject(folder());
  const auto load = [&](std::size_t i) {
    const PosesPtr poses = cache.poses(track(i));
    EXPECT_TRUE(testing::wait_for([&] { return !cache.busy(); }));
    return poses != nullptr;
  };
  for (const std::size_t i : {0U, 1U, 2U}) EXPECT_FALSE(load(i));
  EXPECT_TRUE(load(0)) << "just used again";
  EXPECT_FALSE(load(3));
  EXPECT_TRUE(load(0));
  EXPECT_FALSE(load(1)) << "the oldest has gone";
}

TEST_F(PoseCacheTest, a_track_that_cannot_be_read_is_reported) {
  PoseCache cache;
  cache.setProject(folder());
  QSignalSpy failed(&cache, &PoseCache::failed);
  SequenceRecord gone = track(0);
  gone.pose_file = "poses/77.h5";
  EXPECT_EQ(cache.poses(gone), nullptr);
  ASSERT_TRUE(testing::wait_for([&] { return !cache.busy(); }));
  ASSERT_EQ(failed.count(), 1);
  EXPECT_TRUE(failed.front()[1].toString().contains("77.h5"));
}

TEST_F(PoseCacheTest, another_project_forgets_everything_also_what_is_on_its_way) {
  PoseCache cache;
  cache.setProject(folder());
  QSignalSpy loaded(&cache, &PoseCache::loaded);
  cache.poses(track(0));
  cache.setProject({});
  EXPECT_FALSE(cache.busy());
  QTest::qWait(50);
  EXPECT_EQ(loaded.count(), 0);
  EXPECT_EQ(cache.poses(track(0)), nullptr);
  EXPECT_FALSE(cache.busy()) << "without a project nothing is loaded";
}

}  // namespace
}  // namespace solopose
