#include "core/files/plain_row.h"

#include <array>
#include <charconv>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/files/text_scanner.h"

namespace solopose {
namespace {

const std::string padding(64, ' ');  // below the row: the last cells of a text are others' to read

std::string power_text(std::mt19937_64& random) {
  const int power = static_cast<int>(random() % 60) - 30;
  switch (random() % 4) {
    case 0:
      return fmt::format("e{}", power);
    case 1:
      return fmt::format("E{:+04}", power);
    default:
      return fmt::format("e{:+03}", power);
  }
}

/// Of up to 22 digits, more than are read at once.
std::string number_text(std::mt19937_64& random) {
  const std::size_t decimals = random() % 23;
  const std::uint64_t whole = random() >> (random() % 64);
  const std::string digits = fmt::format("{:0{}}", whole, decimals + random() % 2);
  const std::string sign = random() % 2 == 0 ? "-" : "";
  const std::size_t point = digits.size() - decimals;
  return sign + digits.substr(0, point) + (decimals > 0 || random() % 8 == 0 ? "." : "") +
         digits.substr(point);
}

/// Rows of numbers, some of them with powers of ten, read from anywhere in a text.
void expect_numbers_of_from_chars(std::mt19937_64& random, std::size_t columns, bool has_powers) {
  std::vector<PlainCell> cells(columns);
  const char separator = ",\t;"[random() % 3];
  std::vector<std::string> words(columns);
  std::string row;
  for (std::string& word : words) {
    if (random() % 8 != 0) word = number_text(random);
    if (has_powers && !word.empty() && random() % 2 == 0) word += power_text(random);
    row += word + separator;
  }
  row.back() = '\n';
  if (words.front().empty()) row.insert(0, words.front() = "0");  // a row of empty cells is none
  const std::string before(random() % 80, "1.,\n"[random() % 4]);
  ASSERT_EQ(plain_row(before + row + padding, before.size(), separator, cells),
            before.size() + row.size() - 1)
      << row;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    ASSERT_EQ(std::isnan(cells[c].value), words[c].empty()) << row;
    if (words[c].empty()) continue;
    double expected = 0;
    std::from_chars(words[c].data(), words[c].data() + words[c].size(), expected);
    ASSERT_EQ(cells[c].value, expected) << words[c];
    ASSERT_EQ(std::signbit(cells[c].value), words[c].starts_with('-')) << words[c];
    ASSERT_EQ(cells[c].decimals, decimals_in(words[c])) << words[c];
    ASSERT_EQ(cells[c].has_power, words[c].find_first_of("eE") != std::string::npos) << words[c];
  }
}

TEST(plain_row, numbers_are_bit_by_bit_what_from_chars_finds) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 40000 && !HasFatalFailure(); ++i)
    expect_numbers_of_from_chars(random, 1 + random() % 24, random() % 2 == 0);
}

TEST(plain_row, a_row_may_have_any_number_of_cells) {
  std::mt19937_64 random(8);
  for (const std::size_t columns : {1, 2, 63, 64, 65, 255, 256, 257, 258, 320, 321, 1000, 5000}) {
    for (int i = 0; i < 8 && !HasFatalFailure(); ++i)
      expect_numbers_of_from_chars(random, columns, i % 2 == 0);
  }
}

TEST(plain_row, ends_at_any_line_end_and_behind_empty_cells) {
  std::array<PlainCell, 3> cells{};
  for (const std::string end : {"\n", "\r\n", "\r", ",\n", ",,,\r\n"}) {
    const std::string row = "1,,-2.5" + end;
    EXPECT_EQ(plain_row(row + padding, 0, ',', cells), row.find_first_of("\r\n"));
    EXPECT_EQ(cells[0].value, 1);
    EXPECT_TRUE(std::isnan(cells[1].value));
    EXPECT_EQ(cells[2].value, -2.5);
    EXPECT_EQ(cells[2].decimals, 1);
  }
}

TEST(plain_row, leaves_every_other_row_to_who_reads_cell_by_cell) {
  std::array<PlainCell, 3> cells{};
  for (const std::string row : {"1,2\n",
                                "1,2,3,4\n",
                                "1,2,3",
                                "\n",
                                ",,\n",
                                "1,2,x\n",
                                "1,nan,3\n",
                                "1,inf,3\n",
                                "1, 2,3\n",
                                "1,2 ,3\n",
                                "\"1\",2,3\n",
                                "1,2e5x,3\n",
                                "1,2e,3\n",
                                "1,e5,3\n",
                                "1,2e+,3\n",
                                "1,1e999,3\n",
                                "1,2e+5 ,3\n",
                                "1,2e-+05,3\n",
                                "1,.e-05,3\n",
                                "1,-e+05,3\n",
                                "1,2e+0x,3\n",
                                "1,1.2.3e+05,3\n",
                                "1,12345678901234567x,3\n",
                                "1,1.2345678901234567.8,3\n",
                                "1,+2,3\n",
                                "1,--2,3\n",
                                "1,-,3\n",
                                "1,.,3\n",
                                "1,2.3.4,3\n",
                                "1,2./,3\n",
                                "1,2:3,3\n",
                                "1,\xB0,3\n",
                                "1,2\xFF,3\n",
                                "1,1234567\xB2,3\n",
                                "1;2;3\n",
                                "1,0x1,3\n"}) {
    for (const std::size_t before : {0, 40}) {
      const std::string text = std::string(before, '1') + row + (row.ends_with('\n') ? padding : "");
      EXPECT_EQ(plain_row(text, before, ',', cells), std::string_view::npos) << row;
    }
  }
}

TEST(plain_row, of_any_letters_takes_only_what_is_the_same_read_cell_by_cell) {
  std::mt19937_64 random(9);
  std::array<PlainCell, 3> cells{};
  int taken = 0;
  for (int i = 0; i < 300000; ++i) {
    std::string row(random() % 50, '\0');
    for (char& c : row) c = "0011223456789..--+eEn,,, /:\n\r"[random() % (i % 2 == 0 ? 30 : 15)];
    const std::string text = std::string(random() % 2 * 40, '7') + row + ",5\n" + padding;
    const std::size_t begin = text.starts_with("7777777777777777777777777777777777777777") ? 40 : 0;
    const std::size_t end = plain_row(text, begin, ',', cells);
    if (end == std::string_view::npos) continue;
    ++taken;
    ASSERT_TRUE(text[end] == '\n' || text[end] == '\r') << row;
    ASSERT_EQ(text.find_first_of("\r\n", begin), end) << row;
    std::string_view rest(text.data() + begin, end - begin);
    for (const PlainCell& cell : cells) {
      const std::string_view word = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
      ASSERT_EQ(std::isnan(cell.value), word.empty()) << row;
      if (word.empty()) continue;
      ASSERT_EQ(cell.value, number_in(word).value()) << word;
    }
    ASSERT_EQ(rest.find_first_not_of(','), std::string_view::npos) << row;
  }
  EXPECT_GT(taken, 1000);
}

TEST(plain_row, looks_at_nothing_behind_the_text) {
  std::array<PlainCell, 2> cells{};
  const std::string row = "1.5,-2.25\n";
  for (std::size_t size = 0; size < 80; ++size) {
    const std::vector<char> text = [&] {
      std::string whole = row + padding + padding;
      return std::vector<char>(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    }();
    const std::size_t end = plain_row({text.data(), text.size()}, 0, ',', cells);
    EXPECT_TRUE(end == std::string_view::npos || end == row.size() - 1) << size;
  }
}

}  // namespace
}  // namespace solopose
