#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace solopose {

/// What becomes of texts that spreadsheets take for formulas. guarded: an apostrophe before them, so that
/// nothing is reckoned, or run, when somebody opens the table. raw: as they are, for programs that know of no
/// such guard.
enum class CsvTexts : std::uint8_t { guarded, raw };

/// A text (never a number) as a cell of a comma-separated table: quoted where RFC 4180 asks for it. Texts
/// that begin with = + - @, their full-width twins, a tab or a line's end are guarded (OWASP, "CSV
/// injection").
std::string csv_text(const std::string& text, CsvTexts texts);

/// The text of a cell whose quotes are removed: without the apostrophe that csv_text put before it.
std::string_view text_of_csv(std::string_view cell);

}  // namespace solopose
