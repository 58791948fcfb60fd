#include "core/project/listed_catalog.h"

#include <fmt/format.h>

#include "core/project/stored_fields.h"

namespace solopose {
namespace {

std::int64_t written_by_others(ProjectDatabase& database) {
  return database.sql.execAndGet("PRAGMA data_version").getInt64();
}

std::int64_t written_here(ProjectDatabase& database) {
  return sqlite3_total_changes64(database.sql.getHandle());
}

std::shared_ptr<ListedCatalog> read_listed(ProjectDatabase& database) {
  auto listed = std::make_shared<ListedCatalog>();
  listed->catalog = read_catalog(database);
  for (const SequenceRecord& sequence : listed->catalog.sequences)
    if (!sequence.rejected.empty()) listed->rejected.emplace(sequence.id, sequence.rejected);
  listed->last_said = database.sql.execAndGet("SELECT coalesce(max(at), '') FROM verdict").getString();
  listed->mark(database);
  return listed;
}

void set_rejected(ListedCatalog& listed, SequenceId id, std::vector<FrameRun> runs) {
  const SequenceRecord* record = listed.catalog.sequence(id);
  if (record == nullptr) return;
  listed.catalog.sequences[static_cast<std::size_t>(record - listed.catalog.sequences.data())].rejected =
      runs;
  if (runs.empty()) {
    listed.rejected.erase(id);
  } else {
    listed.rejected[id] = std::move(runs);
  }
}

}  // namespace

bool ListedCatalog::is_current(ProjectDatabase& database) const {
  return written_by_others_ == written_by_others(database) && written_here_ == written_here(database) &&
         snapshot_ == database.snapshots;
}

void ListedCatalog::mark(ProjectDatabase& database) {
  written_by_others_ = written_by_others(database);
  written_here_ = written_here(database);
  snapshot_ = database.snapshots;
}

ListedCatalog& listed_catalog(ProjectDatabase& database) {
  try {
    if (!database.listed || !database.listed->is_current(database)) database.listed = read_listed(database);
  } catch (const std::out_of_range& missing) {  // a row names a joint set or rig that is not there
    throw_damaged(database.folder, missing.what());
  }
  return *database.listed;
}

void follow_verdicts(ProjectDatabase& database, const std::vector<SequenceId>& sequences) {
  ListedCatalog& listed = *database.listed;
  const VerdictList verdicts(read_verdicts(
      database.sql,
      fmt::format("verdict.sequence IN (SELECT value FROM json_each('{}'))", to_json(sequences))));
  listed.catalog.verdicts.replace(sequences, verdicts);
  RejectedFrames rejected = rejected_frames(verdicts);
  for (const SequenceId sequence : sequences) set_rejected(listed, sequence, std::move(rejected[sequence]));
  listed.catalog.data_revision = note_data_state(database.sql, listed.rejected);
  listed.mark(database);
}

void keep_digest(ProjectDatabase& database) {
  const bool known = database.listed && database.listed->is_current(database);
  database.digest->keep();
  if (known) database.listed->mark(database);
}

}  // namespace solopose
