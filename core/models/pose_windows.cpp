#include "core/models/pose_windows.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

std::vector<PoseWindow> windows_for_all(std::int64_t frames, std::int64_t length, std::int64_t step) {
  std::vector<PoseWindow> windows;
  for (std::int64_t first = 0; first + length < frames; first += step)
    windows.push_back({first, first, length});
  windows.push_back({frames - length, frames - length, length});
  return windows;
}

std::vector<PoseWindow> windows_for_one(std::int64_t frames, std::int64_t length) {
  std::vector<PoseWindow> windows;
  for (std::int64_t frame = 0; frame < frames; ++frame) windows.push_back({frame - length / 2, frame, 1});
  return windows;
}

}  // namespace

std::vector<PoseWindow> windows_over(std::int64_t frames, int length, int overlap, WindowMode mode) {
  if (frames < 1 || length < 1) return {};
  if (mode == WindowMode::many_to_one) return windows_for_one(frames, length);
  if (overlap < 0 || overlap >= length) {
    throw Error(fmt::format("prediction: overlap: expected 0 to {} frames, found {}", length - 1, overlap));
  }
  return windows_for_all(frames, std::min<std::int64_t>(length, frames), length - overlap);
}

std::size_t windows_at_once(const HeadSize& head, int length) {
  constexpr double most_bytes = 48 << 20;
  constexpr std::size_t most = 16;
  if (head.kind == HeadKind::regression) return most;
  const double voxels = std::pow(head.voxels, 3) * (head.per_joint ? joint_count : 1);
  const double bytes = voxels * std::max(1, length) * sizeof(float);
  return std::clamp(static_cast<std::size_t>(most_bytes / bytes), std::size_t{1}, most);
}

}  // namespace solopose
