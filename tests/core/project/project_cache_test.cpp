#include "core/project/project_cache.h"

#include <chrono>
#include <fstream>

#include <gmock/gmock.h>

#include "core/files/record_cache.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

struct ProjectCache : ::testing::Test {
  void fill(const std::string& folder, std::int64_t record_bytes, int records, int days_ago) {
    const fs::path place = scratch / "cache" / folder;
    RecordCache cache(place, record_bytes);
    RecordRow row = cache.row("film", 1000);
    for (int frame = 0; frame < records; ++frame)
      row.put(frame, std::vector<std::uint8_t>(static_cast<std::size_t>(record_bytes), 7));
    cache.sync();
    for (const auto& entry : fs::directory_iterator(place)) {
      if (entry.path().filename().string().starts_with(std::to_string(record_bytes)))
        fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::days(days_ago));
    }
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const CachePart& part : cache_parts(scratch.path())) names.push_back(part.name);
    return names;
  }

  TemporaryFolder scratch;
};

TEST_F(ProjectCache, parts_are_listed_by_last_use_with_what_they_take_on_disk) {
  EXPECT_TRUE(cache_parts(scratch.path()).empty());
  fill("crops", 10'000, 100, 3);
  fill("crops", 20'000, 100, 1);
  fill("features/clip-12-half", 5'000, 100, 2);
  std::ofstream(scratch / "cache/crops/0123.cache") << "of an earlier version";
  std::ofstream(scratch / "cache/videos.json") << "{}";
  EXPECT_THAT(names(),
              ::testing::UnorderedElementsAre("crops/10000", "crops/20000", "features/clip-12-half/5000",
                                              "crops/earlier versions", "videos.json"));
  const auto parts = cache_parts(scratch.path());
  EXPECT_EQ(parts[0].name, "crops/10000");
  EXPECT_EQ(parts[1].name, "features/clip-12-half/5000");
  EXPECT_EQ(parts[2].name, "crops/20000");
  EXPECT_NEAR(static_cast<double>(parts[0].bytes), 1e6, 0.1e6) << "8 MB of marks are a hole";
}

TEST_F(ProjectCache, what_was_used_longest_ago_goes_until_the_rest_fits) {
  fill("crops", 10'000, 100, 3);
  fill("crops", 20'000, 100, 1);
  fill("features/clip-12-half", 5'000, 100, 2);
  EXPECT_EQ(shrink_cache(scratch.path(), 10'000'000), 0u);
  EXPECT_NEAR(static_cast<double>(shrink_cache(scratch.path(), 2'500'000)), 1.5e6, 0.2e6);
  EXPECT_THAT(names(), ::testing::ElementsAre("crops/20000"));
  EXPECT_FALSE(fs::exists(scratch / "cache/features/clip-12-half"));
  shrink_cache(scratch.path(), 0);
  EXPECT_TRUE(names().empty());
}

TEST_F(ProjectCache, nothing_is_removed_through_links) {
  const TemporaryFolder elsewhere;
  std::ofstream(elsewhere / "theirs.shard") << "theirs";
  fs::create_directories(scratch / "cache");
  fs::create_directory_symlink(elsewhere.path(), scratch / "cache/crops");
  fs::create_symlink(elsewhere / "theirs.shard", scratch / "cache/1-0.shard");
  EXPECT_TRUE(names().empty());
  shrink_cache(scratch.path(), 0);
  EXPECT_TRUE(fs::exists(elsewhere / "theirs.shard"));
}

TEST_F(ProjectCache, who_has_it_open_goes_on) {
  RecordCache cache(scratch / "cache/crops", 100);
  RecordRow row = cache.row("film", 10);
  row.put(1, std::vector<std::uint8_t>(100, 1));
  shrink_cache(scratch.path(), 0);
  row.put(2, std::vector<std::uint8_t>(100, 2));
  EXPECT_EQ(row.record(1)[0], 1);
  EXPECT_EQ(row.record(2)[0], 2);
  EXPECT_FALSE(RecordCache(scratch / "cache/crops", 100).row("film", 10).has(1));
}

}  // namespace
}  // namespace solopose
