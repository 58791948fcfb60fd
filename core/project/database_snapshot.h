#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include <SQLiteCpp/SQLiteCpp.h>

namespace solopose {

/// Tells whether a project's database files are the ones of before.
struct DatabaseFiles {
  struct File {
    std::uint64_t inode = 0;
    std::int64_t bytes = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const File&) const = default;
  };
  std::optional<File> database, log, journal;  ///< project.sqlite, its -wal and its -journal
  bool operator==(const DatabaseFiles&) const = default;
};
DatabaseFiles database_files(const std::filesystem::path& project_folder);

/// A project's database as it is now, copied into memory: writes nothing beside it, which SQLite does even
/// when it reads, and includes what stands in the write-ahead log only. For read-only places and for whoever
/// must not change a thing. A copy and not SQLite's `immutable`, because others may be writing meanwhile.
/// @throws Error, SQLite::Exception.
SQLite::Database database_snapshot(const std::filesystem::path& project_folder);

}  // namespace solopose
