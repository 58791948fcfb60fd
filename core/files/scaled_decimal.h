#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace solopose {

/// The powers of ten that scaled_decimal knows: of their fives 64 bits hold every one.
constexpr int largest_scale = 27;

namespace scaling {

struct Wide {
  std::uint64_t high;
  std::uint64_t low;
};

/// The first 128 bits of 5^power, or of one above 5^-power; of the latter, more by one in the last place.
constexpr Wide power_of_five(int power) {
  std::uint64_t five = 1;
  for (int i = 0; i < power || i < -power; ++i) five *= 5;
  if (power >= 0) return {five << std::countl_zero(five), 0};
  Wide quotient{0, 0};
  std::uint64_t rest = 1;
  for (int bit = 0; bit < 64 - std::countl_zero(five - 1) + 127; ++bit) {
    rest *= 2;
    const bool fits = rest >= five;
    if (fits) rest -= five;
    quotient = {quotient.high << 1 | quotient.low >> 63, quotient.low << 1 | (fits ? 1U : 0U)};
  }
  return {quotient.high, quotient.low + 1};  // never all ones: nothing is carried
}

constexpr auto powers_of_five = [] {
  std::array<Wide, 2 * largest_scale + 1> powers{};
  for (int power = -largest_scale; power <= largest_scale; ++power)
    powers[static_cast<std::size_t>(power + largest_scale)] = power_of_five(power);
  return powers;
}();

inline Wide product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Bits128 = unsigned __int128;
  const Bits128 whole = Bits128{a} * b;
  return {static_cast<std::uint64_t>(whole >> 64), static_cast<std::uint64_t>(whole)};
}

}  // namespace scaling

/// whole * 10^power, correctly rounded as from_chars does; power from -largest_scale to largest_scale. By
/// Eisel and Lemire ("Number parsing at a gigabyte per second", section 5); that no number of 64 bits needs
/// more: Mushtak and Lemire, "Fast number parsing without fallback".
inline double scaled_decimal(std::uint64_t whole, int power) {
  constexpr int mantissa_bits = 52;
  constexpr int spare_bits = 64 - mantissa_bits - 3;  // behind the mantissa, its first bit and two to round
  constexpr std::uint64_t spare = (std::uint64_t{1} << spare_bits) - 1;
  if (whole == 0) return 0;
  const scaling::Wide five = scaling::powers_of_five[static_cast<std::size_t>(power + largest_scale)];
  const int shift = std::countl_zero(whole);
  scaling::Wide product = scaling::product(whole << shift, five.high);
  if ((product.high & spare) == spare) {
    const std::uint64_t more = scaling::product(whole << shift, five.low).high;
    product.low += more;
    if (product.low < more) ++product.high;
  }
  const int upper = static_cast<int>(product.high >> 63);
  std::uint64_t mantissa = product.high >> (upper + spare_bits);
  const bool may_be_halfway = product.low <= 1 && power >= -4 && power <= 23 && (mantissa & 3) == 1;
  if (may_be_halfway && mantissa << (upper + spare_bits) == product.high) mantissa &= ~std::uint64_t{1};
  mantissa = (mantissa + (mantissa & 1)) >> 1;  // 2^53 carries into the exponent below
  constexpr int exponent_bias = 1023;
  const int log2_of_ten = (217706 * power) >> 16;
  const auto exponent = static_cast<std::uint64_t>(log2_of_ten + 63 + upper - shift + exponent_bias);
  constexpr std::uint64_t first_bit = std::uint64_t{1} << mantissa_bits;
  return std::bit_cast<double>((exponent << mantissa_bits) + (mantissa - first_bit));
}

}  // namespace solopose
