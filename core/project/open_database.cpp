#include "core/project/open_database.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/project/pose_folder.h"
#include "core/project/project_places.h"
#include "core/project/schema.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

bool is_there(const fs::path& path) {
  std::error_code none;
  return fs::exists(fs::symlink_status(path, none));
}

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
  const std::string database = ProjectPlaces(folder).database().string();
  for (const fs::path& path : {folder, fs::path(database), fs::path(database + "-wal"),
                               fs::path(database + "-shm"), ProjectPlaces(folder).poses()}) {
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

/// In one transaction, so that others may write meanwhile. @throws Error.
void expect_whole(ContentDigest& digest, ProjectDatabase& database) {
  SQLite::Transaction transaction(database.sql);
  if (const std::string fault = digest.fault(); !fault.empty()) throw_damaged(database.folder, fault);
  transaction.commit();
}

void expect_whole(ProjectDatabase& database) {
  ContentDigest digest(database.sql);
  expect_whole(digest, database);
}

std::unique_ptr<ProjectDatabase> open_writable(const fs::path& folder) {
  auto database = std::make_unique<ProjectDatabase>(ProjectDatabase{
      folder,
      SQLite::Database(ProjectPlaces(folder).database().string(), SQLite::OPEN_READWRITE, busy_timeout_ms)});
  prepare_connection(database->sql, folder);
  database->digest = std::make_unique<ContentDigest>(database->sql);
  expect_whole(*database->digest, *database);
  database->digest->watch();
  return database;
}

}  // namespace

std::unique_ptr<ProjectDatabase> open_database(const fs::path& folder) {
  std::string why = why_read_only(folder);
  try {
    if (why.empty()) return open_writable(folder);
  } catch (const SQLite::Exception& failure) {
    if (!cannot_write(failure)) throw;
    why = sentence_of(folder, failure);
  }
  auto database = open_snapshot(folder, std::move(why));
  expect_whole(*database);
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
  if (database.read_only.empty() || database_files(database.folder) == database.snapshot_of) return;
  const auto latest = open_snapshot(database.folder, database.read_only);
  expect_whole(*latest);
  database.sql = std::move(latest->sql);
  database.snapshot_of = latest->snapshot_of;
  ++database.snapshots;
}

void require_writable(const ProjectDatabase& database) {
  if (database.read_only.empty()) return;
  throw Error(fmt::format("{}: the project is open read only, nothing was changed: {}",
                          database.folder.string(), database.read_only));
}

}  // namespace solopose
