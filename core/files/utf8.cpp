#include "core/files/utf8.h"

#include <cstdint>

namespace solopose {
namespace {

bool is_code_point(char32_t c) { return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// The number of bytes of the character that starts with `first`; 0 when none does.
std::size_t length_from_first(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

}  // namespace

std::optional<std::u32string> utf32_from_utf8(std::string_view text) {
  static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  std::u32string points;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = length_from_first(first);
    if (length == 0 || length > text.size() - i) return std::nullopt;
    char32_t point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<std::uint8_t>(text[i + k]);
      if ((next & 0xC0) != 0x80) return std::nullopt;
      point = point << 6 | (next & 0x3FU);
    }
    if (point < smallest[length] || !is_code_point(point)) return std::nullopt;
    points.push_back(point);
    i += length;
  }
  return points;
}

std::string utf8_from_utf32(std::u32string_view text) {
  std::string out;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  for (const char32_t any : text) {
    const char32_t c = is_code_point(any) ? any : U'\uFFFD';
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6);
      put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12);
      put(0x80 | (c >> 6 & 0x3F));
      put(0x80 | (c & 0x3F));
    } else {
      put(0xF0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3F));
      put(0x80 | (c >> 6 & 0x3F));
      put(0x80 | (c & 0x3F));
    }
  }
  return out;
}

std::string id_part(std::string_view text) {
  const bool valid = utf32_from_utf8(text).has_value();
  std::string part;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    const bool bad = c == '/' || byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid);
    part.push_back(bad ? '_' : c);
  }
  return part.empty() ? "unnamed" : part;
}

bool is_numbered(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) && text.size() > prefix.size() &&
         text.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

}  // namespace solopose
