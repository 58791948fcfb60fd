#include "core/samples/clip_order.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/base/seeded_random.h"

namespace solopose {

/// A Feistel network permutes the numbers of an even count of bits; walked on until it comes to one below
/// `count`, it permutes those (Black and Rogaway 2002, "cycle walking").
std::uint64_t shuffled_index(std::uint64_t position, std::uint64_t count, std::uint64_t seed) {
  constexpr std::uint64_t rounds = 12;  // halves of a few bits mix slowly
  const std::uint64_t key = SeededRandom::mixed(seed + SeededRandom::mixed(position / count + 1));
  const int half = std::max(1, static_cast<int>(std::bit_width(count - 1) + 1) / 2);
  const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
  std::uint64_t index = position % count;
  do {
    std::uint64_t left = index >> half;
    std::uint64_t right = index & mask;
    for (std::uint64_t round = 0; round < rounds; ++round) {
      const std::uint64_t mixed = SeededRandom::mixed(right + SeededRandom::mixed(key + round));
      left ^= mixed & mask;
      std::swap(left, right);
    }
    index = left << half | right;
  } while (index >= count);
  return index;
}

}  // namespace solopose
