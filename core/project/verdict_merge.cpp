#include "core/project/verdict_merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/project/catalog.h"
#include "core/project/database.h"
#include "core/project/project.h"
#include "core/project/stored_fields.h"

namespace solopose {
namespace {

/// What two copies of one verdict share.
using Said = std::tuple<SequenceId, std::int64_t, std::int64_t, std::string, std::string, std::string,
                        std::string, std::string, std::string>;

/// Everything that was ever said here, taken back or not.
std::map<Said, VerdictId> all_said(SQLite::Database& sql) {
  std::map<Said, VerdictId> said;
  SQLite::Statement rows(sql,
                         "SELECT sequence, first_frame, last_frame, detector, verdict, note, tags, reviewer, "
                         "at, id FROM verdict");
  while (rows.executeStep()) {
    const auto text = [&](int column) { return rows.getColumn(column).getString(); };
    said.emplace(Said{rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(),
                      rows.getColumn(2).getInt64(), text(3), text(4), text(5), text(6), text(7), text(8)},
                 rows.getColumn(9).getInt64());
  }
  return said;
}

Said said_by(const VerdictRecord& verdict) {
  return {verdict.sequence,
          verdict.first_frame,
          verdict.last_frame,
          verdict.detector,
          std::string(name_of(verdict.verdict)),
          verdict.note,
          to_json(verdict.tags),
          verdict.reviewer,
          verdict.at};
}

/// One run of merge_verdicts, inside a transaction.
class Merging {
 public:
  Merging(SQLite::Database& sql, const Catalog& here, const Catalog& there)
      : sql_(sql), here_(here), there_(there), said_(all_said(sql)) {}

  VerdictMerge run() {
    for (const VerdictRecord& verdict : there_.verdicts) bring(verdict);
    for (const auto& [line, count] : without_place_)
      merge_.left_out.push_back(fmt::format("{}: {}", line, counted(count, "verdict")));
    return std::move(merge_);
  }

 private:
  void bring(VerdictRecord verdict) {
    const VerdictId id_there = verdict.id;
    const SequenceRecord& track = *there_.sequence(verdict.sequence);
    const SequenceRecord* place = here_.sequence_named(track.name);
    if (place == nullptr || verdict.last_frame >= place->frames) {
      ++without_place_[place == nullptr
                           ? fmt::format("{} is not in this project", track.name)
                           : fmt::format("{} has only {} here", track.name, counted(place->frames, "frame"))];
      return;
    }
    verdict.sequence = place->id;
    verdict.settles = ids_here(verdict.settles);
    const auto [known, is_new] = said_.try_emplace(said_by(verdict), 0);
    if (is_new) {
      known->second = insert_verdict(sql_, verdict);
      merge_.added.push_back(known->second);
    } else {
      ++merge_.already_here;
    }
    ids_.emplace(id_there, known->second);
  }

  /// Older verdicts have come before; those that were taken back there have not.
  std::vector<VerdictId> ids_here(const std::vector<VerdictId>& ids_there) const {
    std::vector<VerdictId> here;
    for (const VerdictId id : ids_there)
      if (const auto found = ids_.find(id); found != ids_.end()) here.push_back(found->second);
    std::ranges::sort(here);
    return here;
  }

  SQLite::Database& sql_;
  const Catalog& here_;
  const Catalog& there_;
  std::map<Said, VerdictId> said_;
  std::map<VerdictId, VerdictId> ids_;  ///< there, here
  std::map<std::string, std::int64_t> without_place_;
  VerdictMerge merge_;
};

}  // namespace

VerdictMerge Project::merge_verdicts_of(const Catalog& other) {
  return writing(*database_, [&](SQLite::Database& sql) {
    const Catalog here = catalog();
    VerdictMerge merge = Merging(sql, here, other).run();
    if (!merge.added.empty()) note_data_state(sql);
    return merge;
  });
}

VerdictMerge merge_verdicts(Project& project, const std::filesystem::path& other_folder) {
  project.require_writable();
  return project.merge_verdicts_of(Project::open_read_only(other_folder).catalog());
}

}  // namespace solopose
