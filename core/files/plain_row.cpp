#include "core/files/plain_row.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "core/files/scaled_decimal.h"
#include "core/files/sixteen_letters.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace {

static_assert(std::endian::native == std::endian::little, "a word's first letter is in its lowest byte");

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t block = 64;  // letters that are looked at together
constexpr std::uint32_t half = sizeof(Letters);
constexpr std::uint32_t most_letters = 2 * half;      // of a number without its sign and its power of ten
constexpr std::size_t before_end = most_letters + 1;  // letters that are looked at before a cell's end
constexpr std::size_t longest_row = std::size_t{1} << 30;  // so that 32 bits count its letters

/// 1 where two letters are the same, else 0. No branch on a sign: nobody foretells it.
std::uint32_t is_same(char letter, char other) {
  return (static_cast<std::uint32_t>(static_cast<unsigned char>(letter ^ other)) - 1) >> 31;
}

std::uint32_t first_marked(std::uint64_t marks) {
  return static_cast<std::uint32_t>(std::countr_zero(marks | std::uint64_t{1} << 63));
}

/// Where the cells of a row end, found for many of them before any is read: so the reading of one waits for
/// none before it (Langdale and Lemire, "Parsing gigabytes of JSON per second", section 3.1).
class CellEnds {
 public:
  CellEnds(std::string_view text, std::size_t begin, char separator)
      : row_(text.substr(begin, longest_row)), separator_(separator) {}

  /// The next ones, counted from the row's begin, at least one and no more than `most`. Empty where the row,
  /// or the text that can be looked at, ends before.
  std::span<const std::uint32_t> next(std::size_t most) {
    std::size_t found = 0;
    while (found < most && found <= together && !row_ended_) {
      if (at_ + block > row_.size()) return {};
      found += find(ends_.data() + found);
      at_ += block;
    }
    return std::span(ends_).first(std::min(found, most));
  }

 private:
  /// Those of a block, up to the one at the line's end. Always some at once, needed or not: how many there
  /// are nobody foretells.
  std::size_t find(std::uint32_t* ends) {
    std::uint64_t separators = 0;
    std::uint64_t line_ends = 0;
    for (std::size_t i = 0; i < block; i += sizeof(Letters)) {
      const Letters letters = letters_at(row_.data() + at_ + i);
      separators |= marked(letters == static_cast<unsigned char>(separator_)) << i;
      line_ends |= marked((letters == '\n') | (letters == '\r')) << i;
    }
    row_ended_ = line_ends != 0;
    std::uint64_t marks = separators | line_ends;
    if (row_ended_) marks &= line_ends ^ (line_ends - 1);
    const auto count = static_cast<std::size_t>(std::popcount(marks));
    for (std::size_t done = 0; done < count; done += at_once) {
      for (std::size_t i = 0; i < at_once; ++i) {
        ends[done + i] = static_cast<std::uint32_t>(at_) + first_marked(marks);
        marks &= marks - 1;
      }
    }
    return count;
  }

  static constexpr std::size_t together = 256;
  static constexpr std::size_t at_once = 8;

  std::string_view row_;
  char separator_;
  std::size_t at_ = 0;
  bool row_ended_ = false;
  std::array<std::uint32_t, together + block> ends_;
};

/// Per count of letters n, 0xFF in the last n.
constexpr auto last_letters = [] {
  std::array<std::array<std::uint8_t, sizeof(Letters)>, sizeof(Letters) + 1> masks{};
  for (std::size_t n = 0; n < masks.size(); ++n) std::fill_n(masks[n].rbegin(), n, std::uint8_t{0xFF});
  return masks;
}();

/// Letters before `end` with the point taken out that stands before the last `behind` of them: the gap is
/// closed from the front. `behind` may be all of them.
Letters without_point(const char* end, std::uint32_t behind) {
  const Letters kept = letters_at(last_letters[behind].data());
  return (letters_at(end - half) & kept) | (letters_at(end - half - 1) & ~kept);
}

/// Of the last letters, as many as there are digits.
Letters numbers_of(Letters letters, std::uint32_t digits) {
  return (letters - '0') & letters_at(last_letters[digits].data());
}

Letters no_digits_in(Letters numbers) { return reinterpret_cast<Letters>(numbers > 9); }

/// Reads cells one behind the other and remembers whether any was no number.
class CellReader {
 public:
  /// Without room before the row from_chars reads every cell.
  explicit CellReader(bool has_room) : has_room_(has_room) {}

  /// A number of at most 15 digits: a double holds them, and the power of ten that they are divided by, so
  /// only the division rounds (Clinger, "How to read floating point numbers accurately"). Others, too, but
  /// no power of ten in so few letters.
  void read(const char* begin, const char* end, PlainCell& cell) {
    constexpr std::uint32_t most_digits = 15;
    const std::uint32_t is_negative = is_same(*begin, '-');
    const auto size = static_cast<std::uint32_t>(end - begin) - is_negative;
    if (size - 1 >= most_digits + 1 || !has_room_) return read_any(begin, end, cell);  // 0 - 1 is large
    const auto points = static_cast<std::uint32_t>(marked(letters_at(end - half) == '.'));
    // How many stand behind the last point; beyond the cell it is another's.
    const auto behind = static_cast<std::uint32_t>(std::countl_zero(points << half | 0x8000U));
    const std::uint32_t has_point = behind < size ? 1 : 0;
    const std::uint32_t digits = size - has_point;
    if (digits - 1 >= most_digits) return read_any(begin, end, cell);
    const std::uint32_t decimals = has_point != 0 ? behind : 0;
    const Letters numbers = numbers_of(without_point(end, has_point != 0 ? behind : half), digits);
    no_digits_ |= no_digits_in(numbers);
    keep({static_cast<double>(number_of(numbers)) / powers[decimals], static_cast<int>(decimals), false},
         is_negative, cell);
  }

  /// The same of up to 19 digits, as 64 bits hold them, and a power of ten.
  void read_any(const char* begin, const char* end, PlainCell& cell) {
    constexpr std::uint32_t most_digits = 19;
    const std::uint32_t is_negative = is_same(*begin, '-');
    const char* const mantissa = begin + is_negative;
    int power = 0;
    const char* const mantissa_end = before_power(mantissa, end, power);
    const auto size = static_cast<std::uint32_t>(mantissa_end - mantissa);
    if (size - 1 >= most_digits + 1 || !has_room_) return read_other(begin, end, cell);
    const auto points = static_cast<std::uint32_t>(marked(letters_at(mantissa_end - half) == '.') << half |
                                                   marked(letters_at(mantissa_end - 2 * half) == '.'));
    const auto behind = static_cast<std::uint32_t>(std::countl_zero(points));
    const std::uint32_t has_point = behind < size ? 1 : 0;
    const std::uint32_t digits = size - has_point;
    const int decimals = has_point != 0 ? static_cast<int>(behind) : 0;
    const int scale = power - decimals;
    if (digits - 1 >= most_digits || scale < -largest_scale || scale > largest_scale)
      return read_other(begin, end, cell);
    const std::uint32_t all_behind = has_point != 0 ? behind : 2 * half;
    const Letters last =
        numbers_of(without_point(mantissa_end, std::min(all_behind, half)), std::min(digits, half));
    const Letters first = numbers_of(without_point(mantissa_end - half, std::max(all_behind, half) - half),
                                     std::max(digits, half) - half);
    if (marked(no_digits_in(last) | no_digits_in(first)) != 0) return read_other(begin, end, cell);
    constexpr std::uint64_t above_last = 10000000000000000;
    const std::uint64_t whole = static_cast<std::uint64_t>(number_of(first)) * above_last +
                                static_cast<std::uint64_t>(number_of(last));
    keep({scaled_decimal(whole, scale), -scale, mantissa_end != end}, is_negative, cell);
  }

  /// All were numbers or empty, and not all of them empty.
  bool is_plain() const { return !is_other_ && !is_empty_ && !has_other_letters(); }
  /// Some that were read as 15 digits were none: powers of ten, or words.
  bool has_other_letters() const { return marked(no_digits_) != 0; }

 private:
  /// Where "e-05" begins, as most programs write a power of ten; the end where there is none.
  static const char* before_power(const char* begin, const char* end, int& power) {
    constexpr std::ptrdiff_t letters = 4;
    if (end - begin <= letters || (end[-4] != 'e' && end[-4] != 'E')) return end;
    const auto tens = static_cast<unsigned>(end[-2] - '0');
    const auto ones = static_cast<unsigned>(end[-1] - '0');
    if ((end[-3] != '-' && end[-3] != '+') || tens > 9 || ones > 9) return end;
    const auto size = static_cast<int>(10 * tens + ones);
    power = end[-3] == '-' ? -size : size;
    return end - letters;
  }

  void keep(const PlainCell& read, std::uint32_t is_negative, PlainCell& cell) {
    const auto bits = std::bit_cast<std::uint64_t>(read.value) | std::uint64_t{is_negative} << 63;
    cell = {std::bit_cast<double>(bits), read.decimals, read.has_power};
    is_empty_ = false;
  }

  /// Empty, of many digits, far from 1, or no number.
  void read_other(const char* begin, const char* end, PlainCell& cell) {
    cell = {std::numeric_limits<double>::quiet_NaN(), 0, false};
    if (begin == end) return;
    is_empty_ = false;
    const auto read = std::from_chars(begin, end, cell.value);
    is_other_ = is_other_ || read.ec != std::errc() || read.ptr != end || !std::isfinite(cell.value);
    const std::string_view word(begin, end);
    cell.decimals = decimals_in(word);
    cell.has_power = word.find_first_of("eE") != std::string_view::npos;
  }

  static constexpr double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

  bool has_room_;
  Letters no_digits_{};
  bool is_other_ = false;
  bool is_empty_ = true;
};

/// Reads all cells; where the last of them ends, none where the row has fewer.
template <auto read>
std::size_t read_cells(std::string_view text, std::size_t begin, char separator, CellReader& reader,
                       std::span<PlainCell> cells) {
  const char* const row = text.data() + begin;
  CellEnds ends(text, begin, separator);
  std::uint32_t at = 0;
  for (std::size_t done = 0; done < cells.size();) {
    const std::span<const std::uint32_t> found = ends.next(cells.size() - done);
    if (found.empty()) return none;
    for (const std::uint32_t end : found) {
      (reader.*read)(row + at, row + end, cells[done++]);
      at = end + 1;
    }
  }
  return begin + at - 1;
}

}  // namespace

std::size_t plain_row(std::string_view text, std::size_t begin, char separator, std::span<PlainCell> cells) {
  const bool has_room = begin >= before_end;
  CellReader reader(has_room);
  std::size_t end = read_cells<&CellReader::read>(text, begin, separator, reader, cells);
  if (end == none) return none;
  if (reader.has_other_letters()) {
    reader = CellReader(has_room);
    end = read_cells<&CellReader::read_any>(text, begin, separator, reader, cells);
  }
  if (!reader.is_plain()) return none;
  while (end < text.size() && text[end] == separator) ++end;
  const bool is_ended = end < text.size() && (text[end] == '\n' || text[end] == '\r');
  return is_ended ? end : none;
}

}  // namespace solopose
