#pragma once

#include <cstdint>
#include <cstring>

namespace solopose {

/// Sixteen letters of a text, or a number for each: what is done to one is done to all at once.
using Letters = unsigned char __attribute__((vector_size(16)));
using Shorts = std::int16_t __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(16)));
using Longs = std::int64_t __attribute__((vector_size(16)));

inline Letters letters_at(const void* at) {
  Letters letters;
  std::memcpy(&letters, at, sizeof letters);
  return letters;
}

/// Bit i is set where letter i is; every letter is 0 or 0xFF, as a comparison leaves it.
inline std::uint64_t marked(Letters each) {
#if defined(__SSE2__)
  using Chars = char __attribute__((vector_size(16)));
  return static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(reinterpret_cast<Chars>(each)));
#else
  constexpr std::uint64_t gathers =
      0x0102040810204080;  // the lowest bits of eight bytes into the highest one
  constexpr std::uint64_t lowest = 0x0101010101010101;
  std::uint64_t halves[2];
  std::memcpy(halves, &each, sizeof each);
  return ((halves[0] & lowest) * gathers) >> 56 | ((halves[1] & lowest) * gathers) >> 56 << 8;
#endif
}

/// Of each two neighbours the sum, the first one times a weight.
inline Ints weighted_sums(Shorts numbers, std::int16_t weight) {
#if defined(__SSE2__)
  return __builtin_ia32_pmaddwd128(numbers, Shorts{weight, 1, weight, 1, weight, 1, weight, 1});
#else
  const auto both = reinterpret_cast<Ints>(numbers);
  return (both << 16 >> 16) * weight + (both >> 16);
#endif
}

/// The number that sixteen digits spell, each as a number from 0 to 9: pairs, then fours, then eight at once
/// (Lemire, "Number parsing at a gigabyte per second", section 4).
inline std::int64_t number_of(Letters digits) {
  const auto of_two = reinterpret_cast<Shorts>(digits);
  const Shorts pairs = (of_two & 0xFF) * std::int16_t{10} + (of_two >> 8);
  const auto fours = reinterpret_cast<Longs>(weighted_sums(pairs, 100));
  const auto eights =
      reinterpret_cast<Longs>(weighted_sums(reinterpret_cast<Shorts>(fours | fours >> 16), 10000));
  constexpr std::int64_t lower = 0xFFFFFFFF;
  return (eights[0] & lower) * 100000000 + (eights[1] & lower);
}

}  // namespace solopose
