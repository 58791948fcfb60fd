#include "core/files/plain_row.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "core/files/letter_search.h"
#include "core/files/plain_decimal.h"

namespace solopose {
namespace {

static_assert(std::endian::native == std::endian::little, "a word's first letter is in its lowest byte");

constexpr std::uint64_t ones = 0x0101010101010101;
constexpr std::uint64_t highs = 0x80 * ones;
constexpr std::size_t letters = 8;          // of a word
constexpr std::size_t reach = 4 * letters;  // what is looked at from a cell's begin on, at most
constexpr std::size_t none = std::string_view::npos;

std::uint64_t word_at(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The high bit of every byte that is '.'.
std::uint64_t points_in(std::uint64_t word) {
  const std::uint64_t other = word ^ ones * '.';
  return ~(((other & ~highs) + ~highs) | other | ~highs);
}

/// The high bit of every byte that is no digit; above a byte beyond ASCII it may be any.
std::uint64_t no_digits_in(std::uint64_t word) {
  const std::uint64_t digits = word ^ ones * '0';
  return ((digits + ones * (0x7F - 9)) | digits) & highs;
}

/// How many bytes stand before the first that is marked; 8 where none is.
std::size_t bytes_before(std::uint64_t marks) {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

/// The number that the first `count` letters of a word spell, 1 to 8 of them, all digits: pairs, then fours,
/// then eight at once (Lemire, "Number parsing at a gigabyte per second", section 4).
std::uint64_t digits_of(std::uint64_t word, std::size_t count) {
  word = (word ^ ones * '0') << (letters - count) * 8;
  word = word * 10 + (word >> 8);
  constexpr std::uint64_t first = 0x000000FF000000FF;
  return ((word & first) * (100 + (1000000ULL << 32)) + (word >> 16 & first) * (1 + (10000ULL << 32))) >> 32;
}

/// The quotient of two numbers that doubles hold exactly. No branch on the sign: nobody foretells it.
double quotient(std::uint64_t whole, double divisor, std::uint64_t is_negative) {
  const double value = static_cast<double>(static_cast<std::int64_t>(whole)) / divisor;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) | is_negative << 63);
}

/// A number of at most 15 letters, 1 to 8 of them behind its point, or of at most 7 and no point. Returns how
/// many it has with its sign; 0 for anything else. Where the next cell begins hangs on that: so the length is
/// found by few steps, one behind the other, and everything else beside them.
std::size_t short_decimal(const char* at, PlainCell& cell) {
  static constexpr double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};
  static constexpr std::uint32_t whole_powers[] = {1,      10,      100,      1000,     10000,
                                                   100000, 1000000, 10000000, 100000000};
  const std::uint64_t first = word_at(at);
  const std::uint64_t second = word_at(at + letters);
  const std::uint64_t is_negative = (first & 0xFF) == '-' ? 1 : 0;
  const std::uint64_t points = points_in(first);
  const std::uint64_t no_number = no_digits_in(first) & ~points & ~(is_negative << 7);
  const std::size_t in_second = bytes_before(no_digits_in(second) & ~points_in(second));
  const std::size_t size = bytes_before(no_number) + (no_number == 0 ? in_second : 0);
  const std::size_t behind_whole = std::min(bytes_before(points), size);
  const std::size_t digits = behind_whole - is_negative;  // before the point
  if (digits - 1 >= letters - 1) return 0;                // 0 - 1 is large
  const std::uint64_t whole = digits_of(first >> 8 * is_negative, digits);
  if (behind_whole == size) {
    cell = {quotient(whole, 1, is_negative), 0};
    return size;
  }
  const std::size_t decimals = size - behind_whole - 1;
  if (behind_whole == letters || decimals - 1 >= letters || size == 2 * letters) return 0;
  const std::uint64_t behind = word_at(at + behind_whole + 1);
  if (bytes_before(no_digits_in(behind)) < decimals) return 0;  // a second point
  cell = {
      quotient(whole * whole_powers[decimals] + digits_of(behind, decimals), powers[decimals], is_negative),
      static_cast<int>(decimals)};
  return size;
}

/// Any other; 0 where the cell is no such number.
std::size_t long_decimal(std::string_view text, char separator, PlainCell& cell) {
  const std::string_view word = text.substr(0, find_any(text, 0, separator, '\n', '\r'));
  if (!plain_decimal(word, cell.value)) {
    const char* const end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, cell.value, std::chars_format::fixed);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(cell.value)) return 0;
  }
  const std::size_t point = word.find('.');
  cell.decimals = point == std::string_view::npos ? 0 : static_cast<int>(word.size() - point - 1);
  return word.size();
}

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::size_t plain_row(std::string_view text, std::size_t begin, char separator, std::span<PlainCell> cells) {
  const char* at = text.data() + begin;
  const char* const end = text.data() + text.size();
  bool is_empty = true;
  for (PlainCell& cell : cells) {
    if (static_cast<std::size_t>(end - at) < reach) return none;
    if (&cell != cells.data() && *at++ != separator) return none;
    if (*at == separator || is_line_end(*at)) {
      cell = {std::numeric_limits<double>::quiet_NaN(), 0};
      continue;
    }
    std::size_t size = short_decimal(at, cell);
    if (size == 0) size = long_decimal({at, end}, separator, cell);
    if (size == 0) return none;
    is_empty = false;
    at += size;
  }
  while (at != end && *at == separator) ++at;
  const bool is_ended = at != end && is_line_end(*at);
  return is_ended && !is_empty ? static_cast<std::size_t>(at - text.data()) : none;
}

}  // namespace solopose
