#include "core/project/database_snapshot.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/error.h"
#include "core/base/write_error.h"
#include "core/project/database.h"
#include "core/project/project_places.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

fs::path log_of(const fs::path& database) { return database.string() + "-wal"; }
fs::path index_of_log(const fs::path& database) { return database.string() + "-shm"; }

std::optional<DatabaseFiles::File> state_of(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  constexpr std::int64_t ns_per_s = 1'000'000'000;
  return DatabaseFiles::File{status.st_ino, status.st_size,
                             status.st_mtim.tv_sec * ns_per_s + status.st_mtim.tv_nsec};
}

/// A folder of our own for a moment.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "solopose-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw_write_error(pattern, errno);
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void copy_over(const fs::path& from, const fs::path& to) {
  std::error_code failure;
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, failure);
  if (failure) throw Error(fmt::format("{}: cannot be read: {}", from.string(), failure.message()));
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, failure);
}

/// Both files as they were at one moment.
void copy_at_rest(const fs::path& project_folder, const fs::path& to) {
  constexpr int most_tries = 20;
  for (int i = 0; i < most_tries; ++i) {
    const DatabaseFiles before = database_files(project_folder);
    copy_over(ProjectPlaces(project_folder).database(), ProjectPlaces(to).database());
    std::error_code none;
    fs::remove(log_of(ProjectPlaces(to).database()), none);
    if (before.log)
      copy_over(log_of(ProjectPlaces(project_folder).database()), log_of(ProjectPlaces(to).database()));
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
  const fs::path database = ProjectPlaces(project_folder).database();
  return {state_of(database), state_of(log_of(database))};
}

SQLite::Database database_snapshot(const fs::path& project_folder) {
  const fs::path database = ProjectPlaces(project_folder).database();
  std::error_code none;
  if (fs::exists(index_of_log(database), none)) {  // somebody has it open, or was killed: SQLite can join in
    try {
      SQLite::Database live(database.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
      return in_memory(live);
    } catch (const SQLite::Exception&) {
      // Left behind and not ours to mend: the copies below are.
    }
  }
  const ScratchFolder scratch;
  copy_at_rest(project_folder, scratch.path());
  SQLite::Database copied(ProjectPlaces(scratch.path()).database().string(), SQLite::OPEN_READWRITE);
  return in_memory(copied);
}

}  // namespace solopose
