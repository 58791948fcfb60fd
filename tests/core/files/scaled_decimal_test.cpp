#include "core/files/scaled_decimal.h"

#include <charconv>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace solopose {
namespace {

double by_from_chars(std::uint64_t whole, int power) {
  const std::string word = fmt::format("{}e{}", whole, power);
  double value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

TEST(scaled_decimal, is_bit_by_bit_what_from_chars_finds) {
  std::mt19937_64 random(9);
  for (int power = -largest_scale; power <= largest_scale; ++power) {
    for (int i = 0; i < 10000; ++i) {
      const std::uint64_t whole = random() >> (random() % 64);
      ASSERT_EQ(scaled_decimal(whole, power), by_from_chars(whole, power)) << whole << "e" << power;
    }
    for (const std::uint64_t whole : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}})
      ASSERT_EQ(scaled_decimal(whole, power), by_from_chars(whole, power)) << whole << "e" << power;
  }
}

TEST(scaled_decimal, rounds_to_even_halfway_between_two_doubles_and_to_the_nearer_beside) {
  std::mt19937_64 random(10);
  for (int i = 0; i < 200000; ++i) {
    const int bits = 1 + static_cast<int>(random() % 10);  // behind the mantissa
    const std::uint64_t mantissa = std::uint64_t{1} << 52 | random() >> 12;
    const std::uint64_t halfway = ((mantissa << 1) + 1) << bits;
    for (const std::uint64_t whole : {halfway - 1, halfway, halfway + 1})
      ASSERT_EQ(scaled_decimal(whole, 0), by_from_chars(whole, 0)) << whole;
  }
  // The same behind a power of ten: m * 5^n + a half, written without the ten's twos.
  for (int power = 1; power <= 4; ++power) {
    std::uint64_t five = 1;
    for (int i = 0; i < power; ++i) five *= 5;
    for (int i = 0; i < 50000; ++i) {
      const std::uint64_t odd = std::uint64_t{1} << 53 | random() >> 11 | 1;
      ASSERT_EQ(scaled_decimal(odd * five, -power), by_from_chars(odd * five, -power)) << odd;
      const std::uint64_t part = (odd / five) | 1;
      ASSERT_EQ(scaled_decimal(part, power), by_from_chars(part, power)) << part;
    }
  }
}

}  // namespace
}  // namespace solopose
