#pragma once

#include <cstdint>
#include <string_view>

namespace solopose {

/// splitmix64 (Steele, Lea, Flood 2014): small, fast, and unlike the distributions of <random> the same
/// numbers with every standard library, so that a seed means the same key frames and splits everywhere.
class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    return mixed(state_);
  }
  /// In [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// In [0, count); count > 0.
  std::uint64_t below(std::uint64_t count) { return next() % count; }

  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

/// FNV-1a, then mixed: a name's place in a draw, the same on every machine.
inline std::uint64_t seeded_hash(std::string_view name, std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return SeededRandom::mixed(hash ^ SeededRandom::mixed(seed + 0x9e3779b97f4a7c15ULL));
}

}  // namespace solopose
