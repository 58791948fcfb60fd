#include "core/files/csv_text.h"

#include <algorithm>
#include <array>

namespace solopose {
namespace {

bool is_formula(std::string_view text) {
  constexpr std::array<std::string_view, 11> starts = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                                       "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  return std::ranges::any_of(starts, [text](std::string_view start) { return text.starts_with(start); });
}

/// A formula behind apostrophes, as csv_text makes it: one of them is not part of the text.
bool is_guarded(std::string_view cell) {
  const auto first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && first > 0 && is_formula(cell.substr(first));
}

}  // namespace

std::string csv_text(const std::string& text, CsvTexts texts) {
  // A text that looks guarded already gets one apostrophe more, raw or not: reading takes one away.
  const bool guard = is_guarded(text) || (texts == CsvTexts::guarded && is_formula(text));
  const std::string cell = guard ? "'" + text : text;
  if (cell.find_first_of(",;\"\t\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string_view text_of_csv(std::string_view cell) { return is_guarded(cell) ? cell.substr(1) : cell; }

}  // namespace solopose
