// AugMotion's steps one by one and together, on one core from memory and streamed from and to disk:
//
//   augmotion_bench                                            the steps, and a small stream
//   augmotion_bench --benchmark_filter=stream/7100000          Humans7.1M's size; takes 6 GB of disk for a
//   minute

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include <benchmark/benchmark.h>

#include "core/augmotion/benchmark.h"
#include "core/augmotion/k_means.h"
#include "core/augmotion/kabsch.h"
#include "core/augmotion/key_frame.h"
#include "core/augmotion/synthetic_people.h"
#include "core/augmotion/track_summary.h"

namespace solopose {
namespace {

constexpr std::int64_t frames = 2000;

const SyntheticTrack& track() {
  static const SyntheticTrack made = synthetic_track(frames, 1);
  return made;
}

const std::vector<float>& poses() {
  static const std::vector<float> made = to_canonical(*synthetic_joints(), track().positions_mm);
  return made;
}

void count_frames(benchmark::State& state, std::size_t bytes) {
  state.SetItemsProcessed(state.iterations() * frames);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void copy(benchmark::State& state) {
  std::vector<float> target(track().positions_mm.size());
  for (auto _ : state) {
    std::memcpy(target.data(), track().positions_mm.data(), target.size() * sizeof(float));
    benchmark::DoNotOptimize(target.data());
    benchmark::ClobberMemory();
  }
  count_frames(state, target.size() * sizeof(float));
}
BENCHMARK(copy);

void canonical_joints(benchmark::State& state) {
  std::vector<float> target(poses().size());
  for (auto _ : state) to_canonical(*synthetic_joints(), track().positions_mm, target);
  count_frames(state, target.size() * sizeof(float));
}
BENCHMARK(canonical_joints);

void features(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(key_frame_features(poses(), track().up));
  count_frames(state, poses().size() * sizeof(float));
}
BENCHMARK(features);

void features_without_up(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(key_frame_features(poses(), std::nullopt));
  count_frames(state, poses().size() * sizeof(float));
}
BENCHMARK(features_without_up);

void k_means_of_features(benchmark::State& state) {
  const KeyFrameFeatures input = key_frame_features(poses(), track().up);
  for (auto _ : state) {
    benchmark::DoNotOptimize(k_means(input.values, {.clusters = static_cast<int>(state.range(0))}));
  }
  count_frames(state, input.values.size() * sizeof(float));
}
BENCHMARK(k_means_of_features)->Arg(3)->Arg(8);

void kabsch_of_points(benchmark::State& state) {
  std::vector<Eigen::Vector3d> source;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    const float* at = poses().data() + i * 3;
    source.push_back(Eigen::Vector3f(at[0], at[1], at[2]).cast<double>());
  }
  std::vector<Eigen::Vector3d> target(source.rbegin(), source.rend());
  for (auto _ : state) benchmark::DoNotOptimize(kabsch(source, target));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(kabsch_of_points)->Arg(3)->Arg(17);

void apply(benchmark::State& state) {
  std::vector<float> target(poses().size());
  const RigidTransform motion{Eigen::Matrix3d::Identity(), {1, 2, 3}, 1.0};
  for (auto _ : state) {
    transform_points(motion, poses(), target);
    benchmark::DoNotOptimize(target.data());
  }
  count_frames(state, target.size() * sizeof(float));
}
BENCHMARK(apply);

void align_from_memory(benchmark::State& state) {
  std::vector<float> target(poses().size());
  const Eigen::Matrix3d reference = reference_points_mm(340, 500, FramePreset::paper, FrameRatio::measured);
  const std::array<Eigen::Vector3d, 3> universal = {reference.row(0), reference.row(1), reference.row(2)};
  for (auto _ : state) {
    to_canonical(*synthetic_joints(), track().positions_mm, target);
    const Eigen::Matrix3d joints = summarise_track(target, track().up, {}).reference_mm;
    const std::array<Eigen::Vector3d, 3> own = {joints.row(0), joints.row(1), joints.row(2)};
    transform_points(kabsch(own, universal).target_from_source, target, target);
    benchmark::DoNotOptimize(target.data());
  }
  count_frames(state, track().positions_mm.size() * sizeof(float));
}
BENCHMARK(align_from_memory);

void stream(benchmark::State& state) {
  for (auto _ : state) {
    const BenchmarkRow row = benchmark_augmotion_streamed(state.range(0), {}, {}).back();
    state.SetIterationTime(row.seconds);
    state.counters["copy_s"] = row.floor_seconds;
    state.counters["peak_rss_MiB"] = row.peak_rss_mb;
    state.counters["threads"] = row.threads;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace
}  // namespace solopose

int main(int argc, char** argv) {
  using solopose::AugmotionBenchmarkOptions;
  auto* stream = benchmark::RegisterBenchmark("stream", solopose::stream)->UseManualTime()->Iterations(1);
  stream->Arg(200'000);
  const auto last =
      std::remove_if(argv, argv + argc, [](const char* word) { return std::string_view(word) == "--full"; });
  if (last != argv + argc) stream->Arg(AugmotionBenchmarkOptions::full_streamed_frames);
  argc = static_cast<int>(last - argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
