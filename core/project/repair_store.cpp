#include <cstring>

#include <fmt/format.h>

#include "core/project/catalog.h"
#include "core/project/database.h"
#include "core/project/project.h"
#include "core/project/repair.h"
#include "core/project/stored_fields.h"

namespace solopose {
namespace {

constexpr const char* table = "repair";

std::vector<float> read_positions(const SQLite::Column& column, RepairId id) {
  const auto bytes = static_cast<std::size_t>(column.getBytes());
  if (bytes % sizeof(float) != 0)
    throw_bad_row(table, id, "positions_mm", "whole numbers of 4 bytes", fmt::format("{} bytes", bytes));
  std::vector<float> positions(bytes / sizeof(float));
  if (!positions.empty()) std::memcpy(positions.data(), column.getBlob(), positions.size() * sizeof(float));
  return positions;
}

/// Its columns: sequence, kind, joints, first_frame, last_frame, positions_mm, reviewer, at, method.
Repair read_repair(SQLite::Statement& row, RepairId id, std::int64_t frames) {
  Repair repair;
  repair.id = id;
  repair.sequence = row.getColumn(0).getInt64();
  const std::string word = row.getColumn(1).getString();
  const auto kind = value_named<RepairKind>(word);
  if (!kind) throw_bad_row(table, id, "kind", "exchange_sides or values", word);
  repair.kind = *kind;
  const std::int64_t joints = row.getColumn(2).getInt64();
  if (joints < 0 || joints >= std::int64_t{1} << joint_count)
    throw_bad_row(table, id, "joints", fmt::format("bits of {} joints", joint_count), std::to_string(joints));
  repair.joints = JointMask(static_cast<unsigned long long>(joints));
  repair.first_frame = row.getColumn(3).getInt64();
  repair.last_frame = row.getColumn(4).getInt64();
  repair.positions_mm = read_positions(row.getColumn(5), id);
  repair.reviewer = row.getColumn(6).getString();
  repair.at = row.getColumn(7).getString();
  const std::string method = row.getColumn(8).getString();
  repair.method = value_named<RepairMethod>(method);
  if (!repair.method && !method.empty()) throw_bad_row(table, id, "method", "a repair's, or none", method);
  try {
    require_valid(repair, frames);
  } catch (const Error& failure) {
    throw Error(fmt::format("project.sqlite is damaged: {} {}: {}", table, id, failure.what()));
  }
  return repair;
}

RepairPtr read_repair(SQLite::Database& sql, RepairId id, std::int64_t frames) {
  SQLite::Statement row(
      sql,
      "SELECT sequence, kind, joints, first_frame, last_frame, positions_mm, reviewer, at, method "
      "FROM repair WHERE id = ?");
  row.bind(1, id);
  row.executeStep();
  return std::make_shared<const Repair>(read_repair(row, id, frames));
}

}  // namespace

RepairId insert_repair(SQLite::Database& sql, const Repair& repair) {
  SQLite::Statement row(sql,
                        "INSERT INTO repair (sequence, kind, joints, first_frame, last_frame, positions_mm, "
                        "reviewer, at, method) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  row.bind(1, repair.sequence);
  row.bind(2, std::string(name_of(repair.kind)));
  row.bind(3, static_cast<std::int64_t>(repair.joints.to_ulong()));
  row.bind(4, repair.first_frame);
  row.bind(5, repair.last_frame);
  const std::span<const float> positions = repair.positions_mm;
  row.bind(6, positions.data() != nullptr ? static_cast<const void*>(positions.data()) : "",
           static_cast<int>(positions.size_bytes()));
  row.bind(7, repair.reviewer);
  row.bind(8, repair.at);
  row.bind(9, repair.method ? std::string(name_of(*repair.method)) : std::string());
  row.exec();
  return sql.getLastInsertRowid();
}

void read_repairs(ProjectDatabase& database, Catalog& catalog) {
  std::map<SequenceId, SequenceRecord*> records;
  std::map<RepairId, RepairPtr> known;
  known.swap(database.repairs);
  SQLite::Statement rows(database.sql,
                         "SELECT repair.id, sequence FROM repair JOIN sequence ON sequence.id = sequence "
                         "JOIN import ON import.id = import WHERE repair.active AND import.active "
                         "ORDER BY repair.id");
  while (rows.executeStep()) {
    const RepairId id = rows.getColumn(0).getInt64();
    if (records.empty())
      for (SequenceRecord& sequence : catalog.sequences) records.emplace(sequence.id, &sequence);
    SequenceRecord& sequence = *records.at(rows.getColumn(1).getInt64());
    const auto found = known.find(id);
    const RepairPtr repair =
        found != known.end() ? found->second : read_repair(database.sql, id, sequence.frames);
    sequence.repairs.push_back(repair);
    database.repairs.emplace(id, repair);
  }
}

std::vector<RepairId> Project::add_repairs(std::span<const Repair> repairs) {
  return writing(*database_, [&](SQLite::Database& sql) {
    std::vector<RepairId> ids;
    for (Repair repair : repairs) {
      require_valid(repair, frames_of_listed(sql, repair.sequence));
      repair.at = sql.execAndGet("SELECT strftime('%Y-%m-%dT%H:%M:%fZ')").getString();
      ids.push_back(insert_repair(sql, repair));
    }
    note_data_state(sql);
    return ids;
  });
}

void Project::set_repairs_active(std::span<const RepairId> repairs, bool active) {
  writing(*database_, [&](SQLite::Database& sql) {
    set_rows_active(sql, table, repairs, active);
    note_data_state(sql);
  });
}

}  // namespace solopose
