#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/frame_run.h"
#include "core/project/content_digest.h"
#include "core/project/database_snapshot.h"
#include "core/project/ids.h"

namespace solopose {

struct AlignmentRecord;
struct Catalog;
struct Repair;
struct VerdictRecord;
class ListedCatalog;
class VerdictList;

// Private to core/project: the open database behind a Project and the transactions on it.

struct ProjectDatabase {
  std::filesystem::path folder;                ///< absolute
  SQLite::Database sql;                        ///< of a read-only project a copy in memory
  std::string read_only = {};                  ///< why nothing can be written; empty when it can
  std::unique_ptr<ContentDigest> digest = {};  ///< of one that can be written
  DatabaseFiles snapshot_of = {};
  bool frozen = false;         ///< the copy stays as it is, whatever others write
  std::int64_t snapshots = 1;  ///< how many were taken
  /// That the last catalog has: a repair never changes, so each is read once.
  std::map<RepairId, std::shared_ptr<const Repair>> repairs = {};
  std::shared_ptr<ListedCatalog> listed = {};  ///< see listed_catalog.h; none until it was read once
};

/// What SQLite keeps beside it. A log that lies beside another copy would be replayed into that one.
inline constexpr const char* log_endings[] = {"-wal", "-shm", "-journal"};
inline constexpr int busy_timeout_ms = 20'000;

/// Delete a database that this run made itself. What cannot be deleted stays.
void remove_database(const std::filesystem::path& project_folder);
/// The same where nobody has it open; whether it is gone.
bool remove_database_unless_open(const std::filesystem::path& project_folder);

/// Bring a read-only project's copy up to date where its files have changed. @throws Error,
/// SQLite::Exception.
void refresh(ProjectDatabase& database);
/// @throws Error with the reason when it is read only.
void require_writable(const ProjectDatabase& database);
/// @throws Error when the file that is open has lost its name: what is written to it would be lost. A
/// read-only project's copy may.
void require_in_place(ProjectDatabase& database);
/// Bring what is in the write-ahead log into project.sqlite and empty the log, unless somebody is reading:
/// who copies or replaces that one file has it all, and finds no log beside it that would be replayed into
/// another copy. What cannot be brought over stays in the log. True: the log is empty.
bool empty_log(ProjectDatabase& database);

/// What `work` gives, once `then` has run.
template <typename Work, typename Then>
auto followed_by(Work&& work, Then&& then) {
  if constexpr (std::is_void_v<decltype(work())>) {
    work();
    then();
  } else {
    auto result = work();
    then();
    return result;
  }
}

/// What SQLite or a stored JSON text complains of, as a sentence about the project. @throws Error always.
[[noreturn]] void throw_database_error(const std::filesystem::path& folder, const SQLite::Exception& failure);
[[noreturn]] void throw_damaged(const std::filesystem::path& folder, const std::string& detail);

template <typename Work>
auto translating_errors(const std::filesystem::path& folder, Work&& work) {
  try {
    return work();
  } catch (const SQLite::Exception& failure) {
    throw_database_error(folder, failure);
  } catch (const nlohmann::json::exception& failure) {
    throw_damaged(folder, failure.what());
  }
}

/// Run `work(sql)` in one transaction of its own: everything in it happens or nothing. A write takes its lock
/// at the start, so that it waits for another writer instead of failing half-way. Inside a transaction it is
/// part of that one.
template <typename Work>
auto in_transaction(ProjectDatabase& database, SQLite::TransactionBehavior behaviour, Work&& work) {
  return translating_errors(database.folder, [&] {
    if (sqlite3_get_autocommit(database.sql.getHandle()) == 0) return work(database.sql);
    SQLite::Transaction transaction(database.sql, behaviour);
    return followed_by([&] { return work(database.sql); }, [&] { transaction.commit(); });
  });
}

template <typename Work>
auto reading(ProjectDatabase& database, Work&& work) {
  translating_errors(database.folder, [&] { refresh(database); });
  return in_transaction(database, SQLite::TransactionBehavior::DEFERRED, std::forward<Work>(work));
}

/// It is no part of the catalog: what was listed stays current.
void keep_digest(ProjectDatabase& database);

template <typename Work>
auto writing(ProjectDatabase& database, Work&& work) {
  require_writable(database);
  const bool outermost = sqlite3_get_autocommit(database.sql.getHandle()) != 0;
  if (outermost) database.digest->begin();
  const auto checked = [&](SQLite::Database& sql) {
    require_in_place(database);
    return followed_by([&] { return work(sql); },
                       [&] {
                         keep_digest(database);
                         require_in_place(database);
                       });
  };
  try {
    return followed_by(
        [&] { return in_transaction(database, SQLite::TransactionBehavior::IMMEDIATE, checked); },
        [&] {
          if (outermost) empty_log(database);
        });
  } catch (...) {
    database.listed.reset();  // it may have followed what is rolled back
    throw;
  }
}

/// Per sequence what people reject of it: see verdict_rule.h.
using RejectedFrames = std::map<SequenceId, std::vector<FrameRun>>;
RejectedFrames rejected_frames(const VerdictList& verdicts);

/// The present set of tracks as data_state.content has it: [active imports, excluded sequences], ids
/// ascending, and a fingerprint of rejected frames and repairs where there are some.
std::string present_data_state(SQLite::Database& sql, const RejectedFrames& rejected);

/// Give the present set of tracks its data revision. Part of every transaction that changes the set.
void note_data_state(SQLite::Database& sql);
/// The same where it is known what is rejected, of a set that may have been there before; its revision.
std::int64_t note_data_state(SQLite::Database& sql, const RejectedFrames& rejected);
/// The revision of that set, 0 when it has none.
std::int64_t read_data_revision(SQLite::Database& sql, const RejectedFrames& rejected);

/// How many frames a listed sequence has. @throws Error when it is not listed.
std::int64_t frames_of_listed(SQLite::Database& sql, SequenceId sequence);

/// An expression that is 1 where the row of `sequence` (the table or what a query calls it) is a marker
/// cloud, as is_marker_cloud has it.
std::string cloud_in_sql(std::string_view sequence);

/// For an edit that must find its row. @throws Error.
void expect_changed(int rows, const char* what);

/// Show or hide rows of a table that has `active`. @throws Error for a row that is not there.
void set_rows_active(SQLite::Database& sql, const char* table, std::span<const std::int64_t> ids,
                     bool active);

/// The active verdicts of listed sequences, oldest first; `condition`: on those or their sequence.
/// @throws Error for a row that nobody can have written.
std::vector<VerdictRecord> read_verdicts(SQLite::Database& sql, const std::string& condition = "true");
/// `id` is given here; what else it says has been checked.
VerdictId insert_verdict(SQLite::Database& sql, VerdictRecord verdict);

/// `id` is given here; `at` is kept.
RepairId insert_repair(SQLite::Database& sql, const Repair& repair);

/// Give each sequence its active repairs. @throws Error for a row that nobody can have written.
void read_repairs(ProjectDatabase& database, Catalog& catalog);

/// Inside a transaction. @throws as Project::catalog.
Catalog read_catalog(ProjectDatabase& database);

/// The listed dataset of that name, 0 when there is none.
DatasetId listed_dataset(SQLite::Database& sql, const std::string& name);

/// @throws Error unless it is a name without '/'.
void check_dataset_name(const std::string& name);

/// @throws Error when two listed datasets, or two active sequences of one, share a name.
void check_names_are_unique(SQLite::Database& sql);

/// The stored alignment without sequences that are not in use, and without takes that are measured with one.
std::optional<AlignmentRecord> read_alignment(SQLite::Database& sql, const Catalog& catalog);

}  // namespace solopose
