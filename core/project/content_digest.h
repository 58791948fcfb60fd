#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace solopose {

/// A checksum over all rows of a project's database, kept in its table `setting`: SQLite itself does not
/// notice a changed byte in a number or a name. It is the sum (modulo 2^64) of a hash of every row and of the
/// schema, so an edit costs what its own rows cost. A database without it (of an earlier version, or after
/// somebody has removed that row because they edited the file by hand) gets it with the next edit.
///
/// The connection must outlive this object and stay where it is.
class ContentDigest {
 public:
  explicit ContentDigest(SQLite::Database& sql);
  ~ContentDigest();
  ContentDigest(const ContentDigest&) = delete;
  ContentDigest& operator=(const ContentDigest&) = delete;

  /// What is wrong with the database's structure or content; empty when nothing is. @throws
  /// SQLite::Exception.
  std::string fault();
  bool is_kept() { return stored().has_value(); }

  /// From here on follow this connection's changes.
  void watch();
  /// At the begin of a transaction: what an earlier one was about to change was rolled back.
  void begin() { sum_ = 0; }
  /// At the end of a transaction, inside it.
  void keep();

 private:
  static void note_row(sqlite3_context* context, int count, sqlite3_value** values);
  std::optional<std::uint64_t> stored();
  void store(std::uint64_t digest);
  std::uint64_t of_everything();

  SQLite::Database& sql_;
  std::uint64_t sum_ = 0;
  std::string row_;  ///< the present row's bytes
};

}  // namespace solopose
