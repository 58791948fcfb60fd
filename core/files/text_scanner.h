#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/job.h"
#include "core/files/byte_buffer.h"
#include "core/files/plain_row.h"

namespace solopose {

/// The number a word spells, whatever the locale; "nan" and "inf" are numbers, also as Microsoft's runtime
/// spells them ("1.#QNAN"). nullopt when it is anything else.
std::optional<double> number_in(std::string_view word);

/// How many decimals a number is written with: 3 for "0.250", 5 for "2.50e-3", -2 for "1e2".
int decimals_in(std::string_view word);

/// How some numbers are written from the point on: ".0000", ".000000e+00". Tells a number that was cut off
/// ("-18." of "-18.4133", "1.250000e+0") where all others, three at least, are written alike.
class NumberForm {
 public:
  /// A number that is whole.
  void add(std::string_view number);
  /// The word is what is left of a number when its end is missing.
  bool is_cut(std::string_view word) const;
  /// A word that is none by now will be none whatever is added.
  bool is_settled() const { return count_ >= enough || !alike_; }

 private:
  static constexpr std::size_t enough = 3;

  std::string form_;
  std::size_t count_ = 0;
  bool alike_ = true;
};

/// The last of some numbers was cut off, as NumberForm tells it from the others.
bool is_last_cut(std::span<const std::string_view> numbers);

/// Text as it may go into JSON, a database and onto the screen: control characters and bytes that are no
/// UTF-8 become '?', and no more than 200 bytes are kept.
std::string printable(std::string_view text);

/// A text file in memory, read word by word or line by line. Lines end in LF, CR LF or CR. A byte order mark
/// is skipped, and so are Ctrl-Z and NUL behind the last line.
class TextScanner {
 public:
  /// @throws Error when the file cannot be read; FormatError when it is UTF-16; Cancelled.
  explicit TextScanner(std::filesystem::path file, const JobContext& context = {});
  TextScanner(const TextScanner&) = delete;
  TextScanner& operator=(const TextScanner&) = delete;

  const std::filesystem::path& file() const { return file_; }
  std::size_t size() const { return text_.size(); }
  std::size_t remaining() const { return text_.size() - position_; }

  /// Skips white space; true when nothing else is left.
  bool at_end();
  /// The next word; empty at the end.
  std::string_view word();
  /// What is left of the current line, trimmed; the next read starts on the line below.
  std::string_view line();
  /// The same with white space kept: for rows whose cells are separated by tabs.
  std::string_view raw_line();
  /// The next line, if it is a plain row of so many cells (plain_row.h). False, and nothing is read, where it
  /// is not: raw_line() reads it.
  bool plain_line(char separator, std::span<PlainCell> cells);
  /// The line read last, white space kept.
  std::string_view last_line() const { return text_.substr(last_, last_end_ - last_); }
  /// It had an end: it was not cut off by the end of the file.
  bool line_was_ended() const { return line_was_ended_; }
  /// @throws FormatError naming `field`.
  double number(std::string_view field);
  /// The numbers of the rest of the line, which is consumed. Returns how many there are; values beyond the
  /// span are counted, not kept. A word at the end of the file that is no number was cut there and is not
  /// counted; numbers that lost the blank between them ("0.0-7.5") are two. @throws FormatError for any other
  /// word that is no number.
  std::size_t numbers_of_line(std::span<double> values, std::string_view field);

  /// @throws FormatError "FILE: FIELD (line N): expected …, found …" for the place read last.
  [[noreturn]] void fail(std::string_view field, std::string_view expected, std::string_view found) const;
  /// The same with words of ours about what was found ("an empty cell"), which are no quotation.
  [[noreturn]] void fail_saying(std::string_view field, std::string_view expected,
                                std::string_view what) const;

 private:
  void skip_space();
  void end_line(std::size_t end);

  std::filesystem::path file_;
  ByteBuffer bytes_;
  std::string_view text_;  ///< the bytes, as characters
  std::size_t position_ = 0;
  std::size_t last_ = 0;      ///< where the last word or line began
  std::size_t last_end_ = 0;  ///< and ended
  bool line_was_ended_ = false;
};

}  // namespace solopose
