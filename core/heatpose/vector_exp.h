#pragma once

#include <cstdint>
#include <cstring>

namespace solopose {

/// Sixteen floats: one AVX-512 register, two of AVX, four of SSE.
using Lane = float __attribute__((vector_size(64), aligned(4), may_alias));
using IntLane = std::int32_t __attribute__((vector_size(64), aligned(4), may_alias));
inline constexpr int lane_floats = 16;

/// x = exp(x), within two units in the last place, for x up to 80; below -87 it stays at exp(-87), NaN stays
/// NaN. Inlined into functions compiled for one instruction set each.
[[gnu::always_inline]] inline void exp_in_place(Lane& x) {
  constexpr float lowest = -87.0F;
  constexpr float log2_e = 1.44269504F;
  constexpr float ln2_high = 0.693359375F;  // few bits, so that its multiples are exact
  constexpr float ln2_low = -2.12194440e-4F;
  constexpr float rounder = 12582912.0F;  // 1.5 * 2^23: adding it leaves a whole number in the low bits
  x = x < lowest ? Lane{} + lowest : x;
  const Lane rounded = x * log2_e + rounder;
  const Lane whole = rounded - rounder;
  const Lane rest = (x - whole * ln2_high) - whole * ln2_low;
  // Cephes' minimax polynomial on half an octave.
  Lane p = rest * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * rest + 8.3334519073e-3F;
  p = p * rest + 4.1665795894e-2F;
  p = p * rest + 1.6666665459e-1F;
  p = p * rest + 5.0000001201e-1F;
  p = p * rest * rest + rest + 1.0F;
  IntLane bits;
  std::memcpy(&bits, &rounded, sizeof bits);
  bits = (bits + 127) << 23;  // 2^whole as a float
  Lane power;
  std::memcpy(&power, &bits, sizeof power);
  x = p * power;
}

/// The lane's first `count` floats from memory, `filling` in the others.
[[gnu::always_inline]] inline void load_part(const float* from, int count, float filling, Lane& lane) {
  if (count >= lane_floats) {
    lane = *reinterpret_cast<const Lane*>(from);
    return;
  }
  float values[lane_floats];
  for (int i = 0; i < lane_floats; ++i) values[i] = i < count ? from[i] : filling;
  std::memcpy(&lane, values, sizeof lane);
}

[[gnu::always_inline]] inline void store_part(const Lane& lane, int count, float* to) {
  if (count >= lane_floats) {
    *reinterpret_cast<Lane*>(to) = lane;
    return;
  }
  std::memcpy(to, &lane, static_cast<std::size_t>(count) * sizeof(float));
}

/// In a tree, which is precise and has no long chain of additions to wait for.
[[gnu::always_inline]] inline float sum_of(const Lane& lane) {
  using Half = float __attribute__((vector_size(32), aligned(4), may_alias));
  using Quarter = float __attribute__((vector_size(16), aligned(4), may_alias));
  Half halves[2];
  std::memcpy(halves, &lane, sizeof halves);
  const Half half = halves[0] + halves[1];
  Quarter quarters[2];
  std::memcpy(quarters, &half, sizeof quarters);
  const Quarter quarter = quarters[0] + quarters[1];
  return (quarter[0] + quarter[1]) + (quarter[2] + quarter[3]);
}

/// 0, 1, 2, …
inline constexpr Lane lane_numbers = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/// The higher floats of both; NaN may get lost, so ask the sums for it.
[[gnu::always_inline]] inline void take_higher(const Lane& values, Lane& highest) {
  highest = values <= highest ? highest : values;
}

}  // namespace solopose
