#include "core/base/file_names.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <cwchar>
#include <cwctype>
#include <optional>

#include <fmt/format.h>

namespace solopose {
namespace {

/// A letter of a UTF-8 text, and how many bytes it takes.
struct Letter {
  char32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;
};

Letter first_letter(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t bytes = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4 || bytes > text.size()) return {};
  char32_t code = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80) return {};
    code = code << 6U | (next & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
  const bool valid = code >= least.at(bytes) && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
  return valid ? Letter{code, bytes, true} : Letter{};
}

bool is_invisible(char32_t code) {
  struct Range {
    char32_t first;
    char32_t last;
  };
  constexpr std::array<Range, 9> ranges = {{{0, 0x1F},
                                            {0x7F, 0x9F},
                                            {0xAD, 0xAD},
                                            {0x61C, 0x61C},
                                            {0x200B, 0x200F},
                                            {0x2028, 0x202E},
                                            {0x2060, 0x206F},
                                            {0xFEFF, 0xFEFF},
                                            {0xFFF9, 0xFFFB}}};
  return std::ranges::any_of(ranges,
                             [code](Range range) { return code >= range.first && code <= range.last; });
}

bool is_fit(const Letter& letter) {
  constexpr std::u32string_view reserved = U"/\\:*?\"<>|";
  return letter.valid && !is_invisible(letter.code) &&
         reserved.find(letter.code) == std::u32string_view::npos;
}

std::string fit_letters(std::string_view name) {
  std::string fit;
  while (!name.empty()) {
    const Letter letter = first_letter(name);
    if (is_fit(letter)) {
      fit.append(name.data(), letter.bytes);
    } else {
      fit.push_back('_');
    }
    name.remove_prefix(letter.bytes);
  }
  return fit;
}

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  std::ranges::transform(capitals, capitals.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return capitals;
}

/// Windows keeps these for itself, whatever the ending.
bool is_device(std::string_view name) {
  const std::string stem = in_capitals(name.substr(0, name.find('.')));
  if (stem == "CON" || stem == "PRN" || stem == "AUX" || stem == "NUL") return true;
  return stem.size() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")) && stem[3] >= '0' &&
         stem[3] <= '9';
}

void cut(std::string& text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  text.resize(end);
}

/// What systems that do not tell capitals from small letters take for the same.
std::string folded(const std::string& path) {
  static const locale_t unicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  std::string result;
  std::string_view rest = path;
  while (!rest.empty()) {
    const Letter letter = first_letter(rest);
    const auto wide = static_cast<wint_t>(letter.code);
    const auto small = unicode != nullptr ? ::towlower_l(wide, unicode) : std::towlower(wide);
    result += fmt::format("{:x} ", static_cast<std::uint32_t>(small));
    rest.remove_prefix(letter.bytes);
  }
  return result;
}

}  // namespace

std::string safe_file_name(std::string_view name, std::size_t most_bytes) {
  std::string safe = fit_letters(name);
  if (safe.empty()) safe.push_back('_');
  if (safe.front() == '.' || safe.front() == '-' || safe.front() == ' ') safe.front() = '_';
  if (is_device(safe)) safe = "_" + safe;
  cut(safe, std::max<std::size_t>(most_bytes, 4));
  if (safe.back() == '.' || safe.back() == ' ') safe.back() = '_';
  return safe;
}

std::filesystem::path FileNames::add(std::string_view name, std::string_view ending) {
  constexpr std::size_t most_bytes = 255;
  constexpr std::size_t room_for_number = 12;
  std::filesystem::path folder;
  for (auto slash = name.find('/'); slash != std::string_view::npos; slash = name.find('/')) {
    folder /= safe_file_name(name.substr(0, slash));
    name.remove_prefix(slash + 1);
  }
  const std::string stem = safe_file_name(name, most_bytes - room_for_number - ending.size());
  for (int number = 1;; ++number) {
    const std::string numbered = number == 1 ? stem : fmt::format("{} ({})", stem, number);
    std::filesystem::path path = folder / (numbered + std::string(ending));
    if (taken_.insert(folded(path.string())).second) return path;
  }
}

}  // namespace solopose
