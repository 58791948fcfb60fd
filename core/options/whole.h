#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace solopose {

/// A whole number of any type that options have: all of std::int64_t and std::uint64_t, exact.
class Whole {
 public:
  constexpr Whole() = default;
  template <std::integral Integer>
  constexpr Whole(Integer value)  // NOLINT(google-explicit-constructor): that is what it is for
      : negative_(value < Integer{0}), bits_(static_cast<std::uint64_t>(value)) {}

  friend constexpr bool operator==(const Whole&, const Whole&) = default;
  friend constexpr std::strong_ordering operator<=>(const Whole& a, const Whole& b) {
    if (a.negative_ != b.negative_)
      return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    return a.bits_ <=> b.bits_;  // two's complement keeps the order
  }

  /// Nothing where the type cannot hold it.
  template <std::integral Integer>
  constexpr std::optional<Integer> as() const {
    if (*this < Whole(std::numeric_limits<Integer>::min()) ||
        *this > Whole(std::numeric_limits<Integer>::max()))
      return std::nullopt;
    return static_cast<Integer>(bits_);
  }

  std::string text() const {
    return negative_ ? std::to_string(static_cast<std::int64_t>(bits_)) : std::to_string(bits_);
  }

 private:
  bool negative_ = false;
  std::uint64_t bits_ = 0;
};

}  // namespace solopose
