#include "core/training/benchmark.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/network/network_module.h"
#include "core/network/tensor_file.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

TEST(NetworkBenchmarkTest, measures_every_part_and_writes_an_example_for_peers) {
  const testing::TemporaryFolder folder;
  const auto rows = benchmark_network(
      {.threads = 1, .rounds = 1, .base = false, .example = folder / "example.safetensors"}, {});
  std::vector<std::string> names;
  for (const BenchmarkRow& row : rows) {
    names.push_back(row.name);
    EXPECT_GT(row.items_per_second(), 0) << row.name;
    EXPECT_EQ(row.threads, 1);
  }
  EXPECT_THAT(names, ::testing::IsSupersetOf({"tiny_inference", "tiny_step_frames", "tiny_step_loss",
                                              "tiny_targets", "tiny_step_clips", "tiny_step_cached",
                                              "tiny_temporal_many_to_many", "tiny_temporal_many_to_one"}));

  const TensorFile example = read_tensors(folder / "example.safetensors");
  EXPECT_GT(example.tensors.at("step.loss").item<float>(), 1);
  NetworkModule network(NetworkOptions::tiny());
  for (const auto& item : network->named_parameters())
    EXPECT_TRUE(example.tensors.contains(item.key())) << item.key();
  for (const char* learnt : {"small.layers.0.weight", "heat_map_head.out.weight"})
    EXPECT_GT(example.tensors.at(std::string("gradient.") + learnt).abs().max().item<float>(), 0) << learnt;
}

TEST(NetworkBenchmarkTest, stops_when_asked) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(
      benchmark_network({.rounds = 1, .example = {}}, {.progress = {}, .stop = stop.get_token(), .log = {}}),
      Cancelled);
}

}  // namespace
}  // namespace solopose
