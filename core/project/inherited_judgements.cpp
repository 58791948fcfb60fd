#include "core/project/inherited_judgements.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/project/pose_folder.h"
#include "core/project/pose_store.h"
#include "core/project/repair.h"
#include "core/project/verdict.h"

namespace solopose {
namespace {

std::string track_name(const SequenceRecord& track) {
  return track.subject + '/' + track.take + '/' + track.view;
}

/// The new reading's tracks by name, as PoseStore reads them.
std::map<std::string, SequenceRecord> listed_tracks(SQLite::Database& sql, ImportId import,
                                                    std::span<const SequenceRecord> tracks) {
  std::map<std::string, SequenceRecord> by_name;
  for (const SequenceRecord& track : tracks) {
    SequenceRecord& record = by_name.emplace(track_name(track), track).first->second;
    record.name = track_name(track);
    record.pose_file = pose_file_of(import);
  }
  SQLite::Statement rows(sql,
                         "SELECT id, subject || '/' || take || '/' || view FROM sequence WHERE import = ?");
  rows.bind(1, import);
  while (rows.executeStep()) by_name.at(rows.getColumn(1).getString()).id = rows.getColumn(0).getInt64();
  return by_name;
}

/// The poses of those frames are what they were; also false where nobody can tell.
bool reads_the_same(const PoseStore& store, SequenceRecord before, const SequenceRecord& now,
                    const FrameRun& run) {
  if (before.frames != now.frames) return false;
  before.repairs.clear();
  try {
    return std::ranges::equal(store.poses_mm(before, run.first, run.frames()),
                              store.poses_mm(now, run.first, run.frames()),
                              [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); });
  } catch (const Error&) {
    return false;
  }
}

void inherit_verdicts(SQLite::Database& sql, const Catalog& catalog,
                      const std::map<SequenceId, const SequenceRecord*>& successors) {
  std::map<VerdictId, VerdictId> ids;  // of the earlier reading, of the new one
  for (VerdictRecord verdict : catalog.verdicts) {
    const auto successor = successors.find(verdict.sequence);
    if (successor == successors.end() || verdict.first_frame >= successor->second->frames) continue;
    const bool to_the_end = verdict.last_frame + 1 == catalog.sequence(verdict.sequence)->frames;
    const std::int64_t last = successor->second->frames - 1;
    verdict.last_frame = to_the_end ? last : std::min(verdict.last_frame, last);
    verdict.sequence = successor->second->id;
    for (VerdictId& settled : verdict.settles) {
      const auto known = ids.find(settled);
      settled = known == ids.end() ? settled : known->second;
    }
    const VerdictId before = verdict.id;
    ids.emplace(before, insert_verdict(sql, std::move(verdict)));
  }
}

/// How many could not follow.
std::int64_t inherit_repairs(SQLite::Database& sql, const PoseStore& store, const SequenceRecord& before,
                             const SequenceRecord& now) {
  std::int64_t left = 0;
  for (const RepairPtr& repair : before.repairs) {
    if (!reads_the_same(store, before, now, repair->frames())) {
      ++left;
      continue;
    }
    Repair follows = *repair;
    follows.sequence = now.id;
    insert_repair(sql, follows);
  }
  return left;
}

void remark(SQLite::Database& sql, ImportId import, const std::string& message) {
  SQLite::Statement row(sql, "INSERT INTO problem (import, file, message, skipped) VALUES (?, '', ?, 0)");
  row.bind(1, import);
  row.bind(2, message);
  row.exec();
}

}  // namespace

void inherit_judgements(ProjectDatabase& database, DatasetId dataset, ImportId import,
                        std::span<const SequenceRecord> tracks) {
  SQLite::Database& sql = database.sql;
  const Catalog catalog = read_catalog(database);
  const std::map<std::string, SequenceRecord> listed = listed_tracks(sql, import, tracks);
  const PoseStore store(database.folder);
  std::map<SequenceId, const SequenceRecord*> successors;
  for (const SequenceRecord& before : catalog.sequences) {
    const auto now = listed.find(track_name(before));
    if (before.dataset != dataset || now == listed.end()) continue;
    successors.emplace(before.id, &now->second);
    const std::int64_t left = inherit_repairs(sql, store, before, now->second);
    if (left == 0) continue;
    remark(sql, import,
           fmt::format("{}: {} of other poses than its file holds now stayed with the earlier reading",
                       now->second.name, counted(left, "repair")));
  }
  inherit_verdicts(sql, catalog, successors);
}

}  // namespace solopose
