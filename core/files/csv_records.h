#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/job.h"
#include "core/files/byte_buffer.h"
#include "core/files/plain_row.h"

namespace solopose {

/// The text of a table as spreadsheets and scripts write it: UTF-8 or UTF-16 with a byte order mark, without
/// the NULs and the Ctrl-Z that old tools and copied cards put behind the end.
class TableText {
 public:
  /// @throws Error; Cancelled.
  explicit TableText(const std::filesystem::path& file, const JobContext& context);
  TableText(const TableText&) = delete;
  TableText& operator=(const TableText&) = delete;

  std::string_view text() const { return text_; }

 private:
  ByteBuffer bytes_;
  std::string from_utf16_;
  std::string_view text_;  ///< of one of them
};

/// Splits a separated table into cells (RFC 4180): a quoted cell may hold separators, line ends and doubled
/// quotes. Lines end in LF, CR LF or CR. Blanks around a cell are no part of it.
class CsvRecords {
 public:
  /// From `begin` on. `text` and `file` must outlive this.
  CsvRecords(std::string_view text, std::size_t begin, char separator, const std::filesystem::path& file);

  /// The next record's cells, valid until the next call; false behind the last. @throws FormatError for a
  /// quote that is not closed.
  bool next(std::vector<std::string_view>& cells);
  /// The next record, if it is a plain row of so many cells (plain_row.h). False, and nothing is read, where
  /// it is not: next() reads it.
  bool next_plain(std::span<PlainCell> cells);
  /// The record read last had a line end: it was not cut off by the end of the file.
  bool was_ended() const { return was_ended_; }

  /// The line that the record read last begins in, counted from 1.
  std::size_t line() const;

  /// @throws FormatError "FILE: FIELD (line N): expected …, found …" for the record read last.
  /// `found` is text of the file, which is quoted.
  [[noreturn]] void fail(std::string_view field, std::string_view expected, std::string_view found) const;
  /// `what` was found, in words or as a count.
  [[noreturn]] void fail_saying(std::string_view field, std::string_view expected,
                                std::string_view what) const;

 private:
  std::string_view next_cell();
  std::string_view quoted_cell();
  std::string_view rest_of_cell();
  bool at_line_end() const;
  void skip_line_end();

  std::string_view text_;
  const std::filesystem::path* file_;
  char separator_;
  std::size_t at_;
  std::size_t record_begin_;
  bool was_ended_ = false;
  std::deque<std::string> unquoted_;  ///< cells that are not in the text as they are
};

}  // namespace solopose
