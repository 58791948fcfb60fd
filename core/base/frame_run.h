#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace solopose {

/// A run of frames, both ends included.
struct FrameRun {
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::int64_t frames() const { return last - first + 1; }
  bool operator==(const FrameRun&) const = default;
};

/// How many of a run's frames lie in `runs`, which are ascending and apart from each other.
inline std::int64_t frames_within(std::span<const FrameRun> runs, const FrameRun& run) {
  std::int64_t frames = 0;
  auto next = std::ranges::lower_bound(runs, run.first, {}, &FrameRun::last);
  for (; next != runs.end() && next->first <= run.last; ++next)
    frames += std::min(next->last, run.last) - std::max(next->first, run.first) + 1;
  return frames;
}

}  // namespace solopose
