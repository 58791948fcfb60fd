#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace solopose {

/// The number in "-123.456", as most numbers are written: digits that make a whole number below 2^53, divided
/// by a power of ten that a double holds exactly. Only the division rounds, so it is the number that
/// from_chars finds, sooner (Clinger, "How to read floating point numbers accurately"). False for whatever is
/// not that plain. Inline, and no optional: what reads tables spends its time here. For what is not plain
/// there is number_in.
inline bool plain_decimal(std::string_view word, double& value) {
  static constexpr double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                      1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  constexpr std::size_t most_digits = 15;
  const bool is_negative = word.starts_with('-');
  const char* at = word.data() + (is_negative ? 1 : 0);
  const char* const end = word.data() + word.size();
  if (static_cast<std::size_t>(end - at) > most_digits + 1) return false;
  std::int64_t whole = 0;
  const auto take_digits = [&] {
    const char* const begin = at;
    for (; at != end && static_cast<unsigned char>(*at - '0') < 10; ++at) whole = 10 * whole + (*at - '0');
    return static_cast<std::size_t>(at - begin);
  };
  const std::size_t before_point = take_digits();
  std::size_t decimals = 0;
  if (at != end && *at == '.') {
    ++at;
    decimals = take_digits();
  }
  const std::size_t digits = before_point + decimals;
  if (at != end || digits == 0 || digits > most_digits) return false;
  const double number = static_cast<double>(whole) / powers[decimals];
  value = is_negative ? -number : number;
  return true;
}

}  // namespace solopose
