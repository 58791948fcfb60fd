#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace solopose {

/// Labels (0, 1) of a frame f and those before it: bit k is that of f - k, 0 before the first frame.
using RecentLabels = unsigned;

inline bool label_of(RecentLabels labels, int frames_before) { return (labels >> frames_before & 1U) != 0; }

/// Which of two labels each of so many frames in a row has, so that the sum over all frames f of
/// cost(f, labels), with the labels of f and the `reach` frames before it, and of `change_cost` for each
/// change of label is least; of equals the one with more zeros at the end. A dynamic programme (Viterbi) over
/// the labels of `reach` frames in a row: 2^(reach + 1) costs a frame. Costs are floats that can be added to
/// one another.
template <int reach, typename Cost>
std::vector<std::uint8_t> label_path(std::int64_t frames, float change_cost, const Cost& cost) {
  static_assert(reach >= 2);
  constexpr RecentLabels ways = 1U << reach;  // of labelling `reach` frames
  if (frames <= 0) return {};
  std::array<float, ways> best = {};                      // by the labels of the last `reach` frames
  std::vector<std::array<std::uint8_t, ways>> forgotten;  // the label before these
  best.fill(std::numeric_limits<float>::infinity());
  for (const RecentLabels first : {0U, 1U}) best[first] = cost(0, first);
  forgotten.reserve(static_cast<std::size_t>(frames - 1));
  for (std::int64_t f = 1; f < frames; ++f) {
    std::array<float, ways> next = {};
    std::array<std::uint8_t, ways>& from = forgotten.emplace_back();
    for (RecentLabels now = 0; now < ways; ++now) {
      const float after_zero = best[now >> 1U] + cost(f, now);
      const float after_one = best[(now | ways) >> 1U] + cost(f, now | ways);
      from[now] = after_one < after_zero ? 1 : 0;
      next[now] = std::min(after_zero, after_one) + (label_of(now, 0) != label_of(now, 1) ? change_cost : 0);
    }
    best = next;
  }
  auto now = static_cast<RecentLabels>(std::ranges::min_element(best) - best.begin());
  std::vector<std::uint8_t> labels = {static_cast<std::uint8_t>(now & 1U)};
  for (auto from = forgotten.rbegin(); from != forgotten.rend(); ++from) {
    now = (now | ((*from)[now] != 0 ? ways : 0U)) >> 1U;
    labels.push_back(static_cast<std::uint8_t>(now & 1U));
  }
  std::ranges::reverse(labels);
  return labels;
}

}  // namespace solopose
