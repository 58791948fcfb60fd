#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace solopose {

/// Where the first of three letters stands from `at` on; the text's size where none does. Looks at eight at
/// once: a cell of a table is seldom longer (the zero byte of a word, Warren, "Hacker's Delight", 6-1).
inline std::size_t find_any(std::string_view text, std::size_t at, char a, char b, char c) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t highs = 0x8080808080808080;
  if constexpr (std::endian::native == std::endian::little) {
    const auto all = [](char letter) { return ones * static_cast<unsigned char>(letter); };
    const auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, sizeof word);
      const std::uint64_t found = zeros(word ^ all(a)) | zeros(word ^ all(b)) | zeros(word ^ all(c));
      if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
  }
  while (at < text.size() && text[at] != a && text[at] != b && text[at] != c) ++at;
  return at;
}

}  // namespace solopose
