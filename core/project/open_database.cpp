#include "core/project/open_database.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/folder_entries.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"
#include "core/project/schema.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

std::string why_not_written(const fs::path& path) {
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0) return "";
  if (errno == EROFS) return "it lies on a medium that is read only";
  const fs::path name = path.has_filename() ? path.filename() : path;
  if (errno == EACCES) return fmt::format("{} belongs to somebody else or is write-protected", name.string());
  return fmt::format("{} cannot be written: {}", name.string(), std::strerror(errno));
}

/// Empty where nothing stands in the way.
std::string why_read_only(const fs::path& folder) {
  std::error_code none;
  if (fs::is_symlink(fs::symlink_status(ProjectPlaces(folder).poses(), none)))
    return "poses is a symbolic link; put the folder itself there";
  const std::string database = (folder / project_names::database).string();
  if (fs::is_symlink(fs::symlink_status(database, none)))
    return "project.sqlite is a symbolic link; put the file itself there";
  std::vector<fs::path> written = {folder, database, ProjectPlaces(folder).poses()};
  for (const char* ending : log_endings) written.emplace_back(database + ending);
  for (const fs::path& path : written) {
    if (!is_there(path)) continue;
    if (std::string why = why_not_written(path); !why.empty()) return why;
  }
  return "";
}

/// Whether what failed is the writing that SQLite needs for its own files beside the database.
bool cannot_write(const SQLite::Exception& failure) {
  switch (failure.getErrorCode()) {
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return true;
    default:
      return false;
  }
}

std::string sentence_of(const fs::path& folder, const SQLite::Exception& failure) {
  try {
    throw_database_error(folder, failure);
  } catch (const Error& sentence) {
    return sentence.what();
  }
}

/// What is damaged is not changed, so both are one transaction; one that changes nothing lets others write
/// meanwhile. @throws Error.
void verify_and_update(ContentDigest& digest, ProjectDatabase& database) {
  using Behaviour = SQLite::TransactionBehavior;
  SQLite::Transaction transaction(database.sql,
                                  is_outdated(database.sql) ? Behaviour::IMMEDIATE : Behaviour::DEFERRED);
  if (const std::string fault = digest.fault(); !fault.empty()) throw_damaged(database.folder, fault);
  bring_up_to_date(database.sql);
  transaction.commit();
}

void verify_and_update(ProjectDatabase& database) {
  ContentDigest digest(database.sql);
  verify_and_update(digest, database);
}

/// Copies that SQLite makes (VACUUM INTO) have no write-ahead log: whoever reads them would block who writes.
/// Sees to it that there is one; why that cannot be, else empty.
std::string why_without_log(SQLite::Database& sql) {
  try {
    if (sql.execAndGet("PRAGMA journal_mode = WAL").getString() == "wal") return "";
    return "its database cannot have a write-ahead log on this disk";
  } catch (const SQLite::Exception& failure) {
    if (failure.getErrorCode() != SQLITE_BUSY) throw;
    return "another program has its database open and keeps it from being written";
  }
}

std::unique_ptr<ProjectDatabase> open_writable(const fs::path& folder) {
  auto database = std::make_unique<ProjectDatabase>(ProjectDatabase{
      folder,
      SQLite::Database(ProjectPlaces(folder).database().string(), SQLite::OPEN_READWRITE, busy_timeout_ms)});
  prepare_connection(database->sql, folder);
  database->digest = std::make_unique<ContentDigest>(database->sql);
  verify_and_update(*database->digest, *database);
  database->digest->watch();
  return database;
}

}  // namespace

std::unique_ptr<ProjectDatabase> open_database(const fs::path& folder) {
  std::string why = why_read_only(folder);
  try {
    if (why.empty()) {
      auto database = open_writable(folder);
      why = why_without_log(database->sql);
      if (why.empty()) return database;
    }
  } catch (const SQLite::Exception& failure) {
    if (!cannot_write(failure)) throw;
    why = sentence_of(folder, failure);
  }
  return open_for_reading(folder, std::move(why));
}

std::unique_ptr<ProjectDatabase> open_for_reading(const fs::path& folder, std::string why_read_only) {
  auto database = open_snapshot(folder, std::move(why_read_only));
  verify_and_update(*database);
  return database;
}

std::unique_ptr<ProjectDatabase> open_snapshot(const fs::path& folder, std::string why_read_only) {
  const DatabaseFiles files = database_files(folder);
  auto database = std::make_unique<ProjectDatabase>(ProjectDatabase{folder, database_snapshot(folder)});
  prepare_connection(database->sql, folder);
  database->read_only = std::move(why_read_only);
  database->snapshot_of = files;
  return database;
}

void refresh(ProjectDatabase& database) {
  if (database.read_only.empty() || database.frozen) return;
  // What is being read at this moment reads on in the copy it began with.
  if (sqlite3_get_autocommit(database.sql.getHandle()) == 0) return;
  if (database_files(database.folder) == database.snapshot_of) return;
  const auto latest = open_for_reading(database.folder, database.read_only);
  database.sql = std::move(latest->sql);
  database.repairs.clear();
  database.snapshot_of = latest->snapshot_of;
  ++database.snapshots;
}

void require_writable(const ProjectDatabase& database) {
  if (database.read_only.empty()) return;
  throw Error(fmt::format("{}: the project is open read only, nothing was changed: {}",
                          database.folder.string(), database.read_only));
}

}  // namespace solopose
