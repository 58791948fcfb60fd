#include <unordered_set>

#include <fmt/format.h>

#include "core/base/fingerprint.h"
#include "core/project/database.h"
#include "core/project/verdict_list.h"
#include "core/project/verdict_rule.h"

namespace solopose {
namespace {

constexpr const char* tracks_in_use =
    "SELECT json((SELECT json_group_array(id) FROM (SELECT id FROM import WHERE active ORDER BY id))), "
    "json((SELECT json_group_array(id) FROM (SELECT sequence.id FROM sequence "
    "JOIN import ON import.id = import WHERE active AND excluded ORDER BY sequence.id)))";

constexpr const char* repairs_in_use =
    "SELECT repair.id FROM repair JOIN sequence ON sequence.id = sequence JOIN import ON import.id = import "
    "WHERE repair.active AND import.active AND NOT excluded ORDER BY repair.id";

/// Empty when nothing is rejected or repaired of what is in use.
std::string changes_in_use(SQLite::Database& sql, const RejectedFrames& rejected) {
  Fingerprint print;
  bool any = false;
  std::unordered_set<SequenceId> excluded;
  SQLite::Statement ids(sql, "SELECT id FROM sequence WHERE excluded");
  while (ids.executeStep()) excluded.insert(ids.getColumn(0).getInt64());
  for (const auto& [sequence, runs] : rejected) {
    if (excluded.contains(sequence)) continue;
    any = true;
    print.add(sequence).add(runs.size());
    for (const FrameRun& run : runs) print.add(run.first).add(run.last);
  }
  print.add(SequenceId{0});  // no sequence has it: rejections end here
  SQLite::Statement repairs(sql, repairs_in_use);
  while (repairs.executeStep()) {
    any = true;
    print.add(RepairId{repairs.getColumn(0).getInt64()});
  }
  return any ? print.digits() : "";
}

}  // namespace

RejectedFrames rejected_frames(const VerdictList& verdicts) {
  RejectedFrames rejected;
  for (const auto& [sequence, of_sequence] : by_sequence(verdicts)) {
    auto runs = SequenceVerdicts(of_sequence).rejected();
    if (!runs.empty()) rejected.emplace(sequence, std::move(runs));
  }
  return rejected;
}

std::string present_data_state(SQLite::Database& sql, const RejectedFrames& rejected) {
  SQLite::Statement lists(sql, tracks_in_use);
  lists.executeStep();
  const std::string tracks =
      fmt::format("[{},{}", lists.getColumn(0).getString(), lists.getColumn(1).getString());
  const std::string changes = changes_in_use(sql, rejected);
  return changes.empty() ? tracks + "]" : fmt::format("{},\"{}\"]", tracks, changes);
}

void note_data_state(SQLite::Database& sql) {
  const VerdictList of_rejected(read_verdicts(
      sql, "verdict.sequence IN (SELECT sequence FROM verdict WHERE active AND verdict = 'rejected')"));
  note_data_state(sql, rejected_frames(of_rejected));
}

std::int64_t note_data_state(SQLite::Database& sql, const RejectedFrames& rejected) {
  SQLite::Statement row(sql, "INSERT OR IGNORE INTO data_state (content) VALUES (?)");
  row.bind(1, present_data_state(sql, rejected));
  row.exec();
  return read_data_revision(sql, rejected);
}

std::int64_t read_data_revision(SQLite::Database& sql, const RejectedFrames& rejected) {
  SQLite::Statement row(sql, "SELECT revision FROM data_state WHERE content = ?");
  row.bind(1, present_data_state(sql, rejected));
  return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

}  // namespace solopose
