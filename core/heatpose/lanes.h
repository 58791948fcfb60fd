#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace solopose {

/// Loops work on so many floats at a time, on every processor: one register of AVX-512, two of AVX, four of
/// SSE.
inline constexpr int lane_floats = 16;

/// The least multiple that holds `size`.
constexpr int padded(int size, int multiple) { return (size + multiple - 1) / multiple * multiple; }

/// A processor's register; it may lie anywhere in memory. Spelled out, for in a template the attributes are
/// lost.
template <int Native>
struct RegisterOf;
template <>
struct RegisterOf<16> {
  using Floats = float __attribute__((vector_size(64), aligned(4), may_alias));
  using Integers = std::int32_t __attribute__((vector_size(64), aligned(4), may_alias));
};
template <>
struct RegisterOf<8> {
  using Floats = float __attribute__((vector_size(32), aligned(4), may_alias));
  using Integers = std::int32_t __attribute__((vector_size(32), aligned(4), may_alias));
};
template <>
struct RegisterOf<4> {
  using Floats = float __attribute__((vector_size(16), aligned(4), may_alias));
  using Integers = std::int32_t __attribute__((vector_size(16), aligned(4), may_alias));
};

/// A register full of one number. By way of whole numbers, of which a sum with 0 costs nothing: for floats it
/// may change a sign.
template <int Native>
[[gnu::always_inline]] inline typename RegisterOf<Native>::Floats filled(float value) {
  std::int32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  const auto all = typename RegisterOf<Native>::Integers{} + bits;
  typename RegisterOf<Native>::Floats result;
  std::memcpy(&result, &all, sizeof result);
  return result;
}

/// Sixteen floats in registers of `Native` each. Everything is inlined into functions compiled for one
/// instruction set each (processor.h).
template <int Native>
struct Lane {
  static constexpr int parts = lane_floats / Native;
  using Register = typename RegisterOf<Native>::Floats;
  using IntRegister = typename RegisterOf<Native>::Integers;

  Register part[parts];

  [[gnu::always_inline]] Lane() {
    for (int p = 0; p < parts; ++p) part[p] = Register{};
  }
  [[gnu::always_inline]] Lane(float value) {  // NOLINT: a number stands for sixteen of it
    for (int p = 0; p < parts; ++p) part[p] = filled<Native>(value);
  }

  [[gnu::always_inline]] static Lane load(const float* from) {
    Lane lane;
    for (int p = 0; p < parts; ++p) lane.part[p] = *reinterpret_cast<const Register*>(from + p * Native);
    return lane;
  }
  [[gnu::always_inline]] void store(float* to) const {
    for (int p = 0; p < parts; ++p) *reinterpret_cast<Register*>(to + p * Native) = part[p];
  }
  /// The first `count` floats from memory, `filling` in the others.
  [[gnu::always_inline]] static Lane load_part(const float* from, int count, float filling) {
    if (count >= lane_floats) return load(from);
    float values[lane_floats];
    for (int i = 0; i < lane_floats; ++i) values[i] = i < count ? from[i] : filling;
    return load(values);
  }
  [[gnu::always_inline]] void store_part(int count, float* to) const {
    if (count >= lane_floats) return store(to);
    float values[lane_floats];
    store(values);
    std::memcpy(to, values, static_cast<std::size_t>(count) * sizeof(float));
  }

  /// The first `count` floats, 0 in the others.
  [[gnu::always_inline]] Lane first(int count) const {
    if (count >= lane_floats) return *this;
    float values[lane_floats];
    store(values);
    return load_part(values, count, 0);
  }
  /// 0, 1, 2, ...
  [[gnu::always_inline]] static Lane numbers() {
    constexpr float all[lane_floats] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return load(all);
  }

  [[gnu::always_inline]] friend Lane operator+(Lane a, const Lane& b) {
    for (int p = 0; p < parts; ++p) a.part[p] += b.part[p];
    return a;
  }
  [[gnu::always_inline]] friend Lane operator-(Lane a, const Lane& b) {
    for (int p = 0; p < parts; ++p) a.part[p] -= b.part[p];
    return a;
  }
  [[gnu::always_inline]] friend Lane operator*(Lane a, const Lane& b) {
    for (int p = 0; p < parts; ++p) a.part[p] *= b.part[p];
    return a;
  }
  [[gnu::always_inline]] Lane& operator+=(const Lane& other) { return *this = *this + other; }
  [[gnu::always_inline]] Lane& operator*=(const Lane& other) { return *this = *this * other; }
};

/// `replacement` where values are below `bound`; NaN stays.
template <int Native>
[[gnu::always_inline]] inline Lane<Native> replace_below(Lane<Native> values, float bound,
                                                         float replacement) {
  const auto other = filled<Native>(replacement);
  for (auto& part : values.part) part = part < bound ? other : part;
  return values;
}

/// The higher floats of both; NaN in `b` stays, in `a` it gets lost.
template <int Native>
[[gnu::always_inline]] inline Lane<Native> higher(const Lane<Native>& a, Lane<Native> b) {
  for (int p = 0; p < Lane<Native>::parts; ++p) b.part[p] = a.part[p] > b.part[p] ? a.part[p] : b.part[p];
  return b;
}

/// The values, or `bound` where they are below; NaN stays.
template <int Native>
[[gnu::always_inline]] inline Lane<Native> at_least(float bound, Lane<Native> values) {
  // Of a maximum with a constant GCC makes a comparison and a choice, so it must not see one.
  std::int32_t bits;
  std::memcpy(&bits, &bound, sizeof bits);
  asm("" : "+r"(bits));
  std::memcpy(&bound, &bits, sizeof bits);
  return higher(Lane<Native>(bound), values);
}

/// Within two units in the last place, for x up to 80; below -87 it stays at exp(-87), NaN stays NaN.
template <int Native>
[[gnu::always_inline]] inline Lane<Native> exp(Lane<Native> x) {
  constexpr float lowest = -87.0F;
  constexpr float log2_e = 1.44269504F;
  constexpr float ln2_high = 0.693359375F;  // few bits, so that its multiples are exact
  constexpr float ln2_low = -2.12194440e-4F;
  constexpr float rounder = 12582912.0F;  // 1.5 * 2^23: adding it leaves a whole number in the low bits
  x = at_least(lowest, x);
  for (auto& part : x.part) {
    using Register = typename Lane<Native>::Register;
    using IntRegister = typename Lane<Native>::IntRegister;
    const Register rounded = part * log2_e + rounder;
    const Register whole = rounded - rounder;
    const Register rest = (part - whole * ln2_high) - whole * ln2_low;
    // Cephes' minimax polynomial on half an octave.
    Register p = rest * 1.9875691500e-4F + 1.3981999507e-3F;
    p = p * rest + 8.3334519073e-3F;
    p = p * rest + 4.1665795894e-2F;
    p = p * rest + 1.6666665459e-1F;
    p = p * rest + 5.0000001201e-1F;
    p = p * rest * rest + rest + 1.0F;
    IntRegister bits;
    std::memcpy(&bits, &rounded, sizeof bits);
    bits = (bits + 127) << 23;  // 2^whole as a float
    Register power;
    std::memcpy(&power, &bits, sizeof power);
    part = p * power;
  }
  return x;
}

/// Within two units in the last place, for x up to 120; below `lowest`, -125 or more, it stays at
/// exp2(lowest). NaN stays NaN.
template <int Native>
[[gnu::always_inline]] inline Lane<Native> exp2(Lane<Native> x, float lowest) {
  constexpr float rounder = 12582912.0F;  // see exp()
  x = at_least(lowest, x);
  for (auto& part : x.part) {
    using Register = typename Lane<Native>::Register;
    using IntRegister = typename Lane<Native>::IntRegister;
    const Register rounded = part + rounder;
    const Register rest = part - (rounded - rounder);
    // Of the least relative error on half an octave.
    Register p = rest * 1.327648230e-3F + 9.675545301e-3F;
    p = p * rest + 5.550713280e-2F;
    p = p * rest + 2.402211965e-1F;
    p = p * rest + 6.931469670e-1F;
    p = p * rest + 1.000000072F;
    IntRegister whole, bits;
    std::memcpy(&whole, &rounded, sizeof whole);
    std::memcpy(&bits, &p, sizeof bits);
    bits += whole << 23;  // times 2^whole
    std::memcpy(&part, &bits, sizeof bits);
  }
  return x;
}

/// In a tree, which is precise and has no long chain of additions to wait for.
template <int Native>
[[gnu::always_inline]] inline float sum_of(const Lane<Native>& lane) {
  using Quarter = RegisterOf<4>::Floats;
  Quarter quarters[4];
  std::memcpy(quarters, lane.part, sizeof quarters);
  const Quarter quarter = (quarters[0] + quarters[1]) + (quarters[2] + quarters[3]);
  return (quarter[0] + quarter[1]) + (quarter[2] + quarter[3]);
}

/// The highest of a lane's floats; NaN may get lost.
template <int Native>
[[gnu::always_inline]] inline float highest_lane(const Lane<Native>& lane) {
  using Quarter = RegisterOf<4>::Floats;
  Quarter quarters[4];
  std::memcpy(quarters, lane.part, sizeof quarters);
  const auto higher_of = [](const Quarter& a, const Quarter& b) { return a > b ? a : b; };
  const Quarter top = higher_of(higher_of(quarters[0], quarters[1]), higher_of(quarters[2], quarters[3]));
  return std::max(std::max(top[0], top[1]), std::max(top[2], top[3]));
}

/// even[0], odd[0], even[1], odd[1], ... to memory: two lanes.
template <int Native>
[[gnu::always_inline]] inline void store_in_turn(const Lane<Native>& even, const Lane<Native>& odd,
                                                 float* to) {
  for (int p = 0; p < Lane<Native>::parts; ++p, to += 2 * Native) {
    using Register = typename Lane<Native>::Register;
    const Register& a = even.part[p];
    const Register& b = odd.part[p];
    auto* low = reinterpret_cast<Register*>(to);
    auto* high = reinterpret_cast<Register*>(to + Native);
    if constexpr (Native == 16) {
      *low = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
      *high = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    } else if constexpr (Native == 8) {
      *low = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
      *high = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    } else {
      *low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
      *high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    }
  }
}

/// The highest of at least one float; NaN may get lost.
template <int Native>
[[gnu::always_inline]] inline float highest_of(const float* values, std::int64_t count) {
  using Floats = Lane<Native>;
  // Four side by side: a single one would be a chain to wait for.
  Floats highest[4] = {values[0], values[0], values[0], values[0]};
  std::int64_t i = 0;
  for (; i + 4 * lane_floats <= count; i += 4 * lane_floats) {
    for (int k = 0; k < 4; ++k) highest[k] = higher(Floats::load(values + i + k * lane_floats), highest[k]);
  }
  for (; i < count; i += lane_floats) {
    const int width = static_cast<int>(std::min<std::int64_t>(count - i, lane_floats));
    highest[0] = higher(Floats::load_part(values + i, width, values[0]), highest[0]);
  }
  for (int k = 1; k < 4; ++k) highest[0] = higher(highest[k], highest[0]);
  return highest_lane(highest[0]);
}

}  // namespace solopose
