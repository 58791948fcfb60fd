#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include "core/files/byte_cursor.h"

namespace solopose {

/// Walks over a JSON text (RFC 8259) and takes what is asked for where it stands: no tree is made, and
/// numbers are read as they are met. For datasets with a file for each frame, where the parsing is all the
/// work.
class JsonCursor {
 public:
  /// Both must outlive it. `file` only names the culprit.
  JsonCursor(Bytes text, const std::filesystem::path& file)
      : text_(reinterpret_cast<const char*>(text.data()), text.size()), file_(file) {}

  /// What the next value begins with: { [ " or a number's first character. @throws FormatError at the end.
  char next();
  bool next_is_number();

  /// The object that begins here: visit(key) takes each member's value, or skips it.
  void object(const auto& visit) {
    expect('{');
    if (took('}')) return;
    do {
      const std::string_view key = text();
      expect(':');
      visit(key);
    } while (took(','));
    expect('}');
  }
  /// The array that begins here: visit() takes each value, or skips it.
  void array(const auto& visit) {
    expect('[');
    if (took(']')) return;
    do visit();
    while (took(','));
    expect(']');
  }
  double number();
  /// Escapes stay as they are written.
  std::string_view text();
  /// Any value.
  void skip() { skip(0); }
  /// Nothing may stand behind the document.
  void end();

 private:
  void skip(int depth);
  void skip_space();
  bool took(char c);
  void expect(char c);
  /// @throws FormatError naming the byte.
  [[noreturn]] void fail(std::string_view expected) const;

  std::string_view text_;
  const std::filesystem::path& file_;
  std::size_t at_ = 0;
};

}  // namespace solopose
