#include "core/augmotion/benchmark.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

TEST(benchmark, measures_every_step_and_cleans_up) {
  const testing::TemporaryFolder scratch;
  const auto rows =
      benchmark_augmotion({.memory_frames = 4000, .streamed_frames = 5000, .scratch = scratch.path()}, {});
  std::vector<std::string> names;
  for (const auto& row : rows) {
    names.push_back(row.name);
    EXPECT_GT(row.seconds, 0) << row.name;
    EXPECT_GT(row.floor_seconds, 0) << row.name;
    EXPECT_GT(row.peak_rss_mb, 1) << row.name;
    EXPECT_GE(row.threads, 1) << row.name;
  }
  EXPECT_THAT(names, ::testing::ElementsAre("align_memory", "features", "k_means", "kabsch", "apply",
                                            "align_streamed", "export_streamed", "align_export_streamed"));
  EXPECT_EQ(rows[0].items, 4000);
  EXPECT_EQ(rows.back().items, 5000);
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

TEST(benchmark, cancelled_cleans_up) {
  const testing::TemporaryFolder scratch;
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  context.progress = [&](const Progress& progress) {
    if (progress.step == "Exporting") stop.request_stop();
  };
  EXPECT_THROW(benchmark_augmotion_streamed(4000, scratch.path(), context), Cancelled);
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

TEST(benchmark, is_written_as_a_list_with_derived_numbers) {
  BenchmarkRow row;
  row.name = "apply";
  row.items = 100;
  row.seconds = 2;
  row.floor_seconds = 0.5;
  const auto json = nlohmann::json::parse(benchmark_json(std::vector<BenchmarkRow>{row}));
  EXPECT_EQ(json.at(0).at("items_per_second"), 50);
  EXPECT_EQ(json.at(0).at("ratio_to_floor"), 4);
  EXPECT_EQ(json.at(0).size(), 8U);
}

}  // namespace
}  // namespace solopose
