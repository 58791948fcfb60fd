#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/job.h"

namespace solopose {

/// One line of `solopose benchmark NAME` (DESIGN section 9).
struct BenchmarkRow {
  std::string name;
  int threads = 1;
  std::int64_t items = 0;    ///< frames; for "kabsch" calls
  double seconds = 0;        ///< wall clock; the best of a few rounds for what runs from memory
  double floor_seconds = 0;  ///< a plain copy of the same bytes in the same run
  double peak_rss_mb = 0;    ///< the process's peak while it ran, MiB

  double items_per_second() const { return seconds > 0 ? static_cast<double>(items) / seconds : 0; }
  double ratio_to_floor() const { return floor_seconds > 0 ? seconds / floor_seconds : 0; }
};

/// A JSON list with the keys of DESIGN section 9.
std::string benchmark_json(std::span<const BenchmarkRow> rows);

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
