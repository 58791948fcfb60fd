#include "core/files/plain_row.h"

#include <array>
#include <charconv>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace solopose {
namespace {

const std::string padding(64, ' ');  // below the row: the last cells of a text are others' to read

std::string number_text(std::mt19937_64& random) {
  const std::size_t decimals = random() % 18;
  const auto whole = static_cast<std::int64_t>(random() % 1000000000000000000) >> (random() % 60);
  const std::string digits = fmt::format("{:0{}}", whole, decimals + 1);
  const std::string sign = random() % 2 == 0 ? "-" : "";
  const std::size_t point = digits.size() - decimals;
  return sign + digits.substr(0, point) + (decimals > 0 ? "." : "") + digits.substr(point);
}

TEST(plain_row, numbers_are_bit_by_bit_what_from_chars_finds) {
  std::mt19937_64 random(7);
  std::array<PlainCell, 12> cells{};
  for (int i = 0; i < 20000; ++i) {
    const char separator = ",\t;"[random() % 3];
    std::vector<std::string> words(cells.size());
    std::string row;
    for (std::string& word : words) {
      if (random() % 8 != 0) word = number_text(random);
      row += word + separator;
    }
    row.back() = '\n';
    if (words.front().empty()) row.insert(0, words.front() = "0");  // a row of empty cells is none
    ASSERT_EQ(plain_row("x" + row + padding, 1, separator, cells), row.size()) << row;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      ASSERT_EQ(std::isnan(cells[c].value), words[c].empty()) << row;
      if (words[c].empty()) continue;
      double expected = 0;
      std::from_chars(words[c].data(), words[c].data() + words[c].size(), expected);
      ASSERT_EQ(cells[c].value, expected) << words[c];
      ASSERT_EQ(std::signbit(cells[c].value), words[c].starts_with('-')) << words[c];
      const std::size_t point = words[c].find('.');
      ASSERT_EQ(cells[c].decimals, point == std::string::npos ? 0 : words[c].size() - point - 1) << words[c];
    }
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
  for (const std::string row : {"1,2\n",       "1,2,3,4\n",         "1,2,3",     "\n",        ",,\n",
                                "1,2,x\n",     "1,nan,3\n",         "1,inf,3\n", "1, 2,3\n",  "1,2 ,3\n",
                                "\"1\",2,3\n", "1,2e5,3\n",         "1,+2,3\n",  "1,--2,3\n", "1,-,3\n",
                                "1,.,3\n",     "1,2.3.4,3\n",       "1,2./,3\n", "1,2:3,3\n", "1,\xB0,3\n",
                                "1,2\xFF,3\n", "1,1234567\xB2,3\n", "1;2;3\n",   "1,0x1,3\n"}) {
    EXPECT_EQ(plain_row(row + (row.ends_with('\n') ? padding : ""), 0, ',', cells), std::string_view::npos)
        << row;
  }
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
