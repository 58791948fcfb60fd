#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace solopose {

/// One line of `solopose benchmark NAME`.
struct BenchmarkRow {
  std::string name;
  int threads = 1;
  std::int64_t items = 0;    ///< what `name` says: frames, calls, volumes
  double seconds = 0;        ///< wall clock; the best of a few rounds for what runs from memory
  double floor_seconds = 0;  ///< a plain copy of the same bytes in the same run
  double peak_rss_mb = 0;    ///< the process's peak while it ran, MiB

  double items_per_second() const { return seconds > 0 ? static_cast<double>(items) / seconds : 0; }
  double ratio_to_floor() const { return floor_seconds > 0 ? seconds / floor_seconds : 0; }
};

/// A JSON list of {name, threads, items, seconds, items_per_second, floor_seconds, ratio_to_floor,
/// peak_rss_mb}.
std::string benchmark_json(std::span<const BenchmarkRow> rows);

}  // namespace solopose
