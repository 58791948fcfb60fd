#include "core/formats/csv_numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/files/text_scanner.h"

namespace solopose {
namespace {

constexpr std::string_view digits = "0123456789";

/// What stands where there is no number.
bool is_missing(std::string_view cell) {
  constexpr std::string_view words[] = {"", "NA", "N/A", "null", "NULL", "None", "-"};
  return cell.starts_with('#') || std::ranges::find(words, cell) != std::end(words);
}

bool only_digits(std::string_view text) { return text.find_first_not_of(digits) == std::string_view::npos; }

/// "1,234", "12.345", "1,234,567", without a sign.
bool is_parted(std::string_view number, std::size_t mark) {
  constexpr std::size_t group = 3;
  const std::string_view first = number.substr(0, mark);
  if (first.empty() || first.size() > group || first.front() == '0' || !only_digits(first)) return false;
  std::string_view rest = number.substr(mark);
  for (; !rest.empty(); rest.remove_prefix(group + 1)) {
    const bool is_group = rest.front() == number[mark] && rest.size() > group;
    if (!is_group || !only_digits(rest.substr(1, group))) return false;
  }
  return true;
}

}  // namespace

std::optional<double> csv_number(std::string_view cell) {
  if (is_missing(cell)) return std::numeric_limits<double>::quiet_NaN();
  if (const auto value = number_in(cell)) return value;
  const std::size_t comma = cell.find(',');
  if (comma == std::string_view::npos || cell.find('.') != std::string_view::npos) return std::nullopt;
  std::string with_point(cell);
  with_point[comma] = '.';
  return number_in(with_point);
}

bool ThousandsMarks::add(std::string_view cell) {
  constexpr std::size_t below_1000 = 3;
  if (!possible_) return false;
  const std::string_view number = cell.substr(cell.starts_with('-') ? 1 : 0);
  const std::size_t mark = number.find_first_of(",.");
  if (mark != std::string_view::npos) {
    possible_ = is_parted(number, mark);
    if (!possible_ || !marked_.empty()) return false;
    marked_ = cell;
    return true;
  }
  possible_ = only_digits(number) && number.size() <= below_1000;
  if (plain_.empty() && number.find_first_not_of('0') != std::string_view::npos) plain_ = cell;
  return false;
}

}  // namespace solopose
