#include "core/prediction/windows_by_distance.h"

#include <algorithm>

namespace solopose {
namespace {

constexpr std::int64_t first_group_frames = 48;  ///< soon there
constexpr std::int64_t largest_group_frames = 768;

/// From position `at` on as many windows as begin within `frames` of it, at least one.
std::ptrdiff_t end_of_group(const std::vector<PoseWindow>& windows, std::ptrdiff_t at, std::int64_t frames) {
  std::ptrdiff_t end = at + 1;
  const std::int64_t first = windows[static_cast<std::size_t>(at)].first;
  while (end < std::ssize(windows) && windows[static_cast<std::size_t>(end)].first < first + frames) ++end;
  return end;
}

/// The same backwards: the first of the windows before `end`.
std::ptrdiff_t begin_of_group(const std::vector<PoseWindow>& windows, std::ptrdiff_t end,
                              std::int64_t frames) {
  std::ptrdiff_t begin = end - 1;
  const std::int64_t last = windows[static_cast<std::size_t>(begin)].first;
  while (begin > 0 && windows[static_cast<std::size_t>(begin - 1)].first > last - frames) --begin;
  return begin;
}

}  // namespace

std::vector<std::vector<PoseWindow>> windows_by_distance(const std::vector<PoseWindow>& windows,
                                                         std::int64_t cursor) {
  std::vector<std::vector<PoseWindow>> groups;
  if (windows.empty()) return groups;
  const auto add = [&](std::ptrdiff_t begin, std::ptrdiff_t end) {
    groups.emplace_back(windows.begin() + begin, windows.begin() + end);
  };
  // The first group begins a little before the cursor, with the first window that answers for it.
  const auto covering = std::find_if(windows.begin(), windows.end(), [&](const PoseWindow& window) {
    return window.answers_from + window.answers > cursor;
  });
  std::ptrdiff_t begin = std::min(covering - windows.begin(), std::ssize(windows) - 1);
  std::ptrdiff_t end = end_of_group(windows, begin, first_group_frames);
  add(begin, end);
  for (std::int64_t size = first_group_frames; begin > 0 || end < std::ssize(windows);
       size = std::min(2 * size, largest_group_frames)) {
    if (end < std::ssize(windows)) {
      const std::ptrdiff_t next = end_of_group(windows, end, size);
      add(end, next);
      end = next;
    }
    if (begin > 0) {
      const std::ptrdiff_t previous = begin_of_group(windows, begin, size);
      add(previous, begin);
      begin = previous;
    }
  }
  return groups;
}

}  // namespace solopose
