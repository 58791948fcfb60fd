#include "core/project/database.h"

#include <cerrno>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/write_error.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

/// What SQLite wants at once for the index of its write-ahead log.
constexpr std::uint64_t log_index_bytes = 32 << 10;

bool is_full(const std::filesystem::path& folder) {
  std::error_code unknown;
  const auto room = std::filesystem::space(folder, unknown);
  return !unknown && room.available < 2 * log_index_bytes;
}

}  // namespace

void throw_damaged(const std::filesystem::path& folder, const std::string& detail) {
  throw Error(
      fmt::format("{}: project.sqlite is damaged or no project at all ({})", folder.string(), detail));
}

void throw_database_error(const std::filesystem::path& folder, const SQLite::Exception& failure) {
  const std::string name = folder.string();
  switch (failure.getErrorCode()) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // a table or column is missing: our own statements are sound
      throw_damaged(folder, failure.what());
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(
          fmt::format("{}: another program is writing to the project; try again when it is done", name));
    case SQLITE_FULL:
      throw_write_error(ProjectPlaces(folder).database(), ENOSPC, log_index_bytes);
    case SQLITE_IOERR:
      if (is_full(folder)) throw_write_error(ProjectPlaces(folder).database(), ENOSPC, log_index_bytes);
      [[fallthrough]];
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      throw Error(
          fmt::format("{}: the project cannot be opened for writing; check the folder's permissions", name));
    default:
      throw Error(fmt::format("{}: the project's database failed: {}", name, failure.what()));
  }
}

void remove_database(const std::filesystem::path& project_folder) {
  const std::string database = ProjectPlaces(project_folder).database().string();
  std::error_code ignored;
  std::filesystem::remove(database, ignored);
  for (const char* ending : log_endings) std::filesystem::remove(database + ending, ignored);
}

bool remove_database_unless_open(const std::filesystem::path& project_folder) {
  try {
    SQLite::Database sql((project_folder / project_names::database).string(), SQLite::OPEN_READWRITE);
    // Every connection holds a lock on a database with a write-ahead log; taking that away needs all of them.
    if (sql.execAndGet("PRAGMA journal_mode = DELETE").getString() != "delete") return false;
  } catch (const SQLite::Exception&) {
    return false;
  }
  remove_database(project_folder);
  return true;
}

void require_in_place(ProjectDatabase& database) {
  int moved = 0;
  if (!database.read_only.empty()) return;
  sqlite3_file_control(database.sql.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved == 0) return;
  throw Error(
      fmt::format("{}: {} was replaced or removed while the project was open, nothing was changed; open the "
                  "project again",
                  database.folder.string(), project_names::database));
}

bool empty_log(ProjectDatabase& database) {
  sqlite3* const handle = database.sql.getHandle();
  sqlite3_busy_timeout(handle, 0);  // a reader may take its time
  const int outcome = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  return outcome == SQLITE_OK;
}

std::string cloud_in_sql(std::string_view sequence) {
  return fmt::format(
      "(SELECT json_extract(json, '$.canonical') = '{{}}' FROM joint_set WHERE id = {}.joint_set)", sequence);
}

void expect_changed(int rows, const char* what) {
  if (rows == 0) throw Error(fmt::format("the {} is not in the project any more", what));
}

std::int64_t frames_of_listed(SQLite::Database& sql, SequenceId sequence) {
  SQLite::Statement row(
      sql, "SELECT frames FROM sequence JOIN import ON import.id = import WHERE sequence.id = ? AND active");
  row.bind(1, sequence);
  expect_changed(row.executeStep() ? 1 : 0, "sequence");
  return row.getColumn(0).getInt64();
}

void set_rows_active(SQLite::Database& sql, const char* table, std::span<const std::int64_t> ids,
                     bool active) {
  SQLite::Statement update(sql, fmt::format("UPDATE {} SET active = ? WHERE id = ?", table));
  for (const std::int64_t id : ids) {
    update.bind(1, active ? 1 : 0);
    update.bind(2, id);
    expect_changed(update.exec(), table);
    update.reset();
  }
}

DatasetId listed_dataset(SQLite::Database& sql, const std::string& name) {
  SQLite::Statement query(sql,
                          "SELECT id FROM dataset WHERE name = ? AND "
                          "EXISTS (SELECT 1 FROM import WHERE dataset = dataset.id AND active)");
  query.bind(1, name);
  return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

void check_dataset_name(const std::string& name) {
  if (!name.empty() && name.find('/') == std::string::npos) return;
  throw Error(fmt::format("\"{}\" cannot name a dataset: expected a name without '/'", name));
}

void check_names_are_unique(SQLite::Database& sql) {
  SQLite::Statement datasets(sql,
                             "SELECT name FROM dataset WHERE EXISTS "
                             "(SELECT 1 FROM import WHERE dataset = dataset.id AND active) "
                             "GROUP BY name HAVING count(*) > 1 LIMIT 1");
  if (datasets.executeStep()) {
    throw Error(
        fmt::format("a dataset named \"{}\" is in the project already; rename or remove one of the two",
                    datasets.getColumn(0).getString()));
  }
  SQLite::Statement sequences(
      sql,
      "SELECT dataset.name || '/' || subject || '/' || take || '/' || view "
      "FROM sequence JOIN import ON import.id = import JOIN dataset ON dataset.id = dataset "
      "WHERE active GROUP BY dataset.id, subject, take, view HAVING count(*) > 1 LIMIT 1");
  if (sequences.executeStep()) {
    throw Error(
        fmt::format("sequence \"{}\" would be in the project twice; remove the import that has it first",
                    sequences.getColumn(0).getString()));
  }
}

}  // namespace solopose
