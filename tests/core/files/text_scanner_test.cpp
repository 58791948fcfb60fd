#include "core/files/text_scanner.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& bytes) {
  const testing::TemporaryFolder folder;
  testing::write_bytes(folder / "text", bytes);
  TextScanner text(folder / "text");
  std::vector<std::string> lines;
  while (text.remaining() > 0) lines.emplace_back(text.raw_line());
  return lines;
}

TEST(text_scanner, lines_end_as_they_do_on_any_system) {
  for (const char* bytes : {"a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc", "a\r\r\nb\r\r\n\nc\n",
                            "\xEF\xBB\xBF"
                            "a\nb\r\n\rc"}) {
    EXPECT_THAT(lines_of(bytes), ElementsAre("a", "b", "", "c"));
  }
}

TEST(text_scanner, only_what_fills_up_behind_the_last_line_is_passed_over) {
  using namespace std::string_literals;
  EXPECT_THAT(lines_of("a\n\x1A"), ElementsAre("a"));
  EXPECT_THAT(lines_of("a\n\0\0\x1A\n\n"s), ElementsAre("a"));
  EXPECT_THAT(lines_of("a\x1A"
                       "b\n"s),
              ElementsAre("a\x1A"
                          "b"));
  EXPECT_THAT(lines_of("\0\0"s), ElementsAre());
}

TEST(text_scanner, errors_name_the_line_whatever_ends_it) {
  const testing::TemporaryFolder folder;
  for (const char* end : {"\n", "\r", "\r\n", "\r\r\n"}) {
    testing::write_bytes(folder / "text", fmt::format("one{0}two{0}{0}four x{0}", end));
    TextScanner text(folder / "text");
    for (int word = 0; word < 3; ++word) text.word();
    try {
      text.number("field");
      ADD_FAILURE();
    } catch (const FormatError& failure) {
      EXPECT_THAT(failure.what(), HasSubstr("field (line 4)"));
    }
  }
}

TEST(text_scanner, utf_16_is_refused_by_name) {
  const testing::TemporaryFolder folder;
  testing::write_bytes(folder / "text", std::string("\xFF\xFEH\0I\0", 6));
  try {
    TextScanner text(folder / "text");
    ADD_FAILURE();
  } catch (const FormatError& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("UTF-16"));
  }
}

TEST(text_scanner, numbers_of_microsofts_runtime_are_numbers) {
  for (const char* word : {"1.#QNAN", "-1.#IND", "-1.#IND00", "1.#SNAN", "nan", "-nan(ind)", "NaN"}) {
    EXPECT_TRUE(std::isnan(number_in(word).value_or(0))) << word;
  }
  EXPECT_EQ(number_in("1.#INF"), std::numeric_limits<double>::infinity());
  EXPECT_EQ(number_in("-1.#INF00"), -std::numeric_limits<double>::infinity());
  for (const char* word : {"", "1.#", "#", "1,5", "1.#QUACK", "0x10"}) EXPECT_FALSE(number_in(word)) << word;
}

TEST(text_scanner, decimals_are_counted_as_written) {
  for (const auto& [word, decimals] :
       {std::pair{"0.250", 3}, std::pair{"12", 0}, std::pair{"12.", 0}, std::pair{"2.50e-3", 5},
        std::pair{"1e2", -2}, std::pair{".5E+1", 0}, std::pair{"", 0}, std::pair{"1e-2147483648", 1000}}) {
    EXPECT_EQ(decimals_in(word), decimals) << word;
  }
}

bool last_is_cut(std::vector<std::string_view> numbers) { return is_last_cut(numbers); }

TEST(text_scanner, a_number_cut_anywhere_behind_its_point_is_known_by_the_others) {
  for (const std::string_view whole : {"-18.4133", "7.413300e+02", "-7.4133E-12"}) {
    const std::string other = fmt::format("2{}", whole.substr(whole.find('.')));
    EXPECT_FALSE(last_is_cut({other, other, other, whole}));
    for (std::size_t size = whole.find('.'); size < whole.size(); ++size) {
      const std::string_view cut = whole.substr(0, size);
      EXPECT_TRUE(last_is_cut({other, other, other, cut}) || !number_in(cut)) << cut;
    }
  }
}

TEST(text_scanner, a_number_is_not_taken_for_cut_where_the_others_are_written_in_several_ways) {
  EXPECT_FALSE(last_is_cut({"1.25", "1.5", "2.25", "1.5"}));
  EXPECT_FALSE(last_is_cut({"1.25e-05", "1.25e-05", "1.25e-05", "1.5e-05"})) << "shorter, yet with its end";
  EXPECT_FALSE(last_is_cut({"1.25e-05", "1.25e+100", "1.25e-05", "1.25e+0"}));
  EXPECT_FALSE(last_is_cut({"12", "13", "14", "1"}));
  EXPECT_FALSE(last_is_cut({"1.25", "1.25", "1.2"})) << "two say nothing";
  EXPECT_FALSE(last_is_cut({"1.25", "nan", "1.25", "1.25", "1.2"}));
}

}  // namespace
}  // namespace solopose
