#include "core/files/plain_decimal.h"

#include <charconv>
#include <cmath>
#include <random>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/files/letter_search.h"

namespace solopose {
namespace {

double by_from_chars(const std::string& word) {
  double value = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
  EXPECT_TRUE(failure == std::errc() && end == word.data() + word.size()) << word;
  return value;
}

TEST(plain_decimal, is_bit_by_bit_what_from_chars_finds) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 200000; ++i) {
    const auto whole = static_cast<std::int64_t>(random() % 1000000000000000) >> (random() % 50);
    const std::string digits = fmt::format("{:0{}}", whole, 1 + random() % 15);
    const std::size_t point = random() % (digits.size() + 1);
    const std::string word = fmt::format("{}{}{}{}", i % 2 == 0 ? "-" : "", digits.substr(0, point),
                                         i % 5 == 0 ? "" : ".", digits.substr(point));
    double value = 0;
    ASSERT_TRUE(plain_decimal(word, value)) << word;
    const double expected = by_from_chars(word);
    ASSERT_EQ(value, expected) << word;
    ASSERT_EQ(std::signbit(value), std::signbit(expected)) << word;
  }
}

TEST(plain_decimal, leaves_everything_else_to_others) {
  for (const char* word : {"", "-", ".", "-.", "1.2.3", "1e5", "+1", "--1", "nan", "inf", "1,5", " 1", "1 ",
                           "0x1", "1234567890123456", "0.123456789012345678", "12345678901234567890"}) {
    double value = 7;
    EXPECT_FALSE(plain_decimal(word, value)) << word;
    EXPECT_EQ(value, 7);
  }
}

TEST(letter_search, finds_the_first_of_three_wherever_it_stands) {
  std::mt19937 random(6);
  for (int i = 0; i < 20000; ++i) {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = "abcdefgh\x01\x80\xff\n\r\t,"[random() % 15];
    const std::size_t from = random() % (text.size() + 1);
    const std::size_t expected = std::min(text.find_first_of(std::string_view("\xff,\n"), from), text.size());
    ASSERT_EQ(find_any(text, from, '\xff', ',', '\n'), expected) << text << " from " << from;
  }
}

}  // namespace
}  // namespace solopose
