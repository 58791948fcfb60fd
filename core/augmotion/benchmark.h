#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/base/benchmark_row.h"
#include "core/base/job.h"

namespace solopose {

struct AugmotionBenchmarkOptions {
  std::int64_t memory_frames = 200'000;
  std::int64_t streamed_frames = 400'000;  ///< 0 = leave the streamed part out
  std::filesystem::path scratch;  ///< where the streamed part works; empty = the system's temporary folder

  /// The size of Humans7.1M. Takes 6 GB of disk for a minute.
  static constexpr std::int64_t full_streamed_frames = 7'100'000;
};

/// Made-up tracks of 2000 frames of 17 joints. From memory, one thread: "features", "k_means", "kabsch" and
/// "apply" on canonical poses, and "align_memory", which is all of them with the step from 17 to 15 joints.
/// Streamed, with all of parallel_for's threads: "align_streamed" is align() on a project whose pose file was
/// dropped from the page cache, its result saved; "export_streamed" the export of all aligned canonical poses
/// to an .npz, synced to disk; "align_export_streamed" both, from disk to disk. Making and importing the
/// tracks is not timed. The streamed floor copies the same bytes with 1 MiB reads and writes, synced.
/// @throws Error, Cancelled; the scratch folder is clean after either.
std::vector<BenchmarkRow> benchmark_augmotion(const AugmotionBenchmarkOptions& options,
                                              const JobContext& context);

// The two parts.
std::vector<BenchmarkRow> benchmark_augmotion_memory(std::int64_t frames, const JobContext& context);
std::vector<BenchmarkRow> benchmark_augmotion_streamed(std::int64_t frames,
                                                       const std::filesystem::path& scratch,
                                                       const JobContext& context);

}  // namespace solopose
