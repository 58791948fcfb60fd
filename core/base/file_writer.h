#pragma once

#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/base/atomic_file.h"

namespace solopose {

/// Writes a new file from its start, a megabyte at a time, and misses no failure: a full disk is an Error
/// that says so, at the latest in close().
class FileWriter {
 public:
  /// The content of an atomic file; close() it before the commit.
  explicit FileWriter(const AtomicFile& file) : FileWriter(file.temporary(), file.destination()) {}
  /// `shown` is the file's name in errors. @throws Error.
  FileWriter(const std::filesystem::path& file, std::filesystem::path shown);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  /// How many bytes are still to come, where that is known: a full disk's message tells what is missing.
  void expect(std::uint64_t bytes) { expected_end_ = size() + bytes; }

  /// @throws Error, each of them.
  void write(std::string_view bytes);
  template <typename... Values>
  void print(fmt::format_string<Values...> form, Values&&... values) {
    fmt::format_to(std::back_inserter(waiting_), form, std::forward<Values>(values)...);
    if (waiting_.size() > most_waiting) flush();
  }
  /// Replace bytes that were written before.
  void write_at(std::uint64_t offset, std::string_view bytes);
  void close();

  std::uint64_t size() const { return size_ + waiting_.size(); }
  const std::filesystem::path& shown() const { return shown_; }

 private:
  static constexpr std::size_t most_waiting = 1'000'000;
  void flush();
  void put(std::uint64_t offset, std::string_view bytes);

  std::filesystem::path shown_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;  ///< bytes in the file
  std::uint64_t expected_end_ = 0;
  fmt::memory_buffer waiting_;
};

}  // namespace solopose
