#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace solopose {

/// Which of two labels (0, 1) each of so many frames in a row has, so that the sum over frames f >= 2 of
/// cost(f, a, b, c), with a, b, c the labels of f - 2, f - 1 and f, and of `change_cost` for each change of
/// label is least; of equals the one with more zeros at the end. A dynamic programme (Viterbi) over the
/// labels of two frames in a row: eight costs a frame. Costs are floats that can be added to one another.
template <typename Cost>
std::vector<std::uint8_t> label_path(std::int64_t frames, float change_cost, const Cost& cost) {
  using Pair = unsigned;                                         // the earlier label twice, and the later
  std::array<float, 4> best = {0, change_cost, change_cost, 0};  // by pair
  std::vector<std::array<std::uint8_t, 4>> before;               // label of f - 2, by pair of f - 1 and f
  if (frames < 2)
    return std::vector<std::uint8_t>(static_cast<std::size_t>(std::max<std::int64_t>(frames, 0)));
  before.reserve(static_cast<std::size_t>(frames - 2));
  for (std::int64_t f = 2; f < frames; ++f) {
    std::array<float, 4> next = {};
    std::array<std::uint8_t, 4>& from = before.emplace_back();
    for (Pair now = 0; now < 4; ++now) {
      const bool b = (now & 2U) != 0;
      const bool c = (now & 1U) != 0;
      const float after_zero = best[b ? 1 : 0] + cost(f, false, b, c);
      const float after_one = best[b ? 3 : 2] + cost(f, true, b, c);
      from[now] = after_one < after_zero ? 1 : 0;
      next[now] = std::min(after_zero, after_one) + (b != c ? change_cost : 0);
    }
    best = next;
  }
  auto now = static_cast<Pair>(std::ranges::min_element(best) - best.begin());
  std::vector<std::uint8_t> labels = {static_cast<std::uint8_t>(now & 1U),
                                      static_cast<std::uint8_t>(now >> 1U)};
  for (auto from = before.rbegin(); from != before.rend(); ++from) {
    now = static_cast<Pair>((*from)[now] << 1U) | (now >> 1U);
    labels.push_back(static_cast<std::uint8_t>(now >> 1U));
  }
  std::ranges::reverse(labels);
  return labels;
}

}  // namespace solopose
