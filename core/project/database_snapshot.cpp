#include "core/project/database_snapshot.h"

#include <sys/stat.h>

#include <string>

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/error.h"
#include "core/base/pending_folder.h"
#include "core/project/database.h"
#include "core/project/project_places.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// SQLite keeps a database's logs beside the file itself, not beside a link to it.
fs::path place_of_database(const fs::path& project_folder) {
  std::error_code missing;
  fs::path place = fs::canonical(project_folder / project_names::database, missing);
  return missing ? project_folder / project_names::database : place;
}

fs::path log_of(const fs::path& database) { return database.string() + "-wal"; }
fs::path journal_of(const fs::path& database) { return database.string() + "-journal"; }
fs::path index_of_log(const fs::path& database) { return database.string() + "-shm"; }

std::optional<DatabaseFiles::File> state_of(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  constexpr std::int64_t ns_per_s = 1'000'000'000;
  return DatabaseFiles::File{status.st_ino, status.st_size,
                             status.st_mtim.tv_sec * ns_per_s + status.st_mtim.tv_nsec};
}

void copy_over(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, failure);
  if (failure) throw Error(fmt::format("{}: cannot be read: {}", from.string(), failure.message()));
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, failure);
}

/// A file where there is one, and nothing where there is none.
void copy_as_is(const fs::path& from, const fs::path& to, bool there) {
  std::error_code none;
  fs::remove(to, none);
  if (there) copy_over(from, to);
}

/// Its files as they were at one moment.
void copy_at_rest(const fs::path& project_folder, const fs::path& to) {
  constexpr int most_tries = 20;
  const fs::path from = place_of_database(project_folder);
  for (int i = 0; i < most_tries; ++i) {
    const DatabaseFiles before = database_files(project_folder);
    copy_over(from, to / project_names::database);
    copy_as_is(log_of(from), log_of(to / project_names::database), before.log.has_value());
    copy_as_is(journal_of(from), journal_of(to / project_names::database), before.journal.has_value());
    if (database_files(project_folder) == before) return;
  }
  throw Error(fmt::format("{}: another program is writing to the project; try again when it is done",
                          project_folder.string()));
}

SQLite::Database in_memory(SQLite::Database& source) {
  SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Backup backup(memory, source);
  if (const int result = backup.executeStep(); result != SQLITE_DONE)
    throw SQLite::Exception("the database cannot be copied", result);
  return memory;
}

}  // namespace

DatabaseFiles database_files(const fs::path& project_folder) {
  const fs::path database = place_of_database(project_folder);
  return {state_of(database), state_of(log_of(database)), state_of(journal_of(database))};
}

SQLite::Database database_snapshot(const fs::path& project_folder) {
  const fs::path database = place_of_database(project_folder);
  std::error_code none;
  // Somebody has it open, or was killed: SQLite can join in. It would make what is missing of the two.
  if (fs::exists(index_of_log(database), none) && fs::exists(log_of(database), none)) {
    try {
      SQLite::Database live(database.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
      return in_memory(live);
    } catch (const SQLite::Exception&) {
      // Left behind and not ours to mend: the copies below are.
    }
  }
  const fs::path elsewhere = fs::temp_directory_path();
  const PendingFolder scratch(elsewhere, elsewhere);
  copy_at_rest(project_folder, scratch.path());
  SQLite::Database copied(ProjectPlaces(scratch.path()).database().string(), SQLite::OPEN_READWRITE);
  return in_memory(copied);
}

}  // namespace solopose
