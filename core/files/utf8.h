#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace solopose {

/// The code points of a UTF-8 text; none when it is not valid UTF-8.
std::optional<std::u32string> utf32_from_utf8(std::string_view text);

/// UTF-8 of code points; what is no code point (surrogates, above U+10FFFF) becomes U+FFFD.
std::string utf8_from_utf32(std::u32string_view text);

/// A text from a file's name or content, fit to be one part of a sequence's ID: valid UTF-8, without '/' and
/// control characters (each becomes '_'), never empty ("unnamed").
std::string id_part(std::string_view text);

/// The text is `prefix` and a number: "Seq12".
bool is_numbered(std::string_view text, std::string_view prefix);

}  // namespace solopose
