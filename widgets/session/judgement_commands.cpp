// Edits of what people say of frames, and of repairs: nothing is deleted, undo hides it and redo shows it.
#include <algorithm>
#include <map>
#include <set>

#include <QLocale>

#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/repair.h"
#include "widgets/session/commands.h"

namespace solopose {

namespace {

/// A row and the sequence it belongs to.
struct Row {
  std::int64_t id = 0;
  SequenceId sequence = 0;
};
using Rows = std::vector<Row>;

/// Frames that an edit is about.
struct Stretch {
  SequenceId sequence = 0;
  FrameRun frames;
};

std::vector<std::int64_t> ids_of(const Rows& rows) {
  std::vector<std::int64_t> ids;
  for (const Row& row : rows) ids.push_back(row.id);
  return ids;
}

std::set<std::int64_t> shown_verdicts(const Catalog& catalog) {
  std::set<std::int64_t> shown;
  for (const VerdictRecord& verdict : catalog.verdicts) shown.insert(verdict.id);
  return shown;
}

std::set<std::int64_t> shown_repairs(const Catalog& catalog) {
  std::set<std::int64_t> shown;
  for (const SequenceRecord& sequence : catalog.sequences)
    for (const RepairPtr& repair : sequence.repairs) shown.insert(repair->id);
  return shown;
}

/// What verdicts and repairs differ in.
struct Kind {
  std::set<std::int64_t> (*shown)(const Catalog&);
  void (Project::*set_active)(std::span<const std::int64_t>, bool);
};
constexpr Kind verdicts_kind{shown_verdicts, &Project::set_verdicts_active};
constexpr Kind repairs_kind{shown_repairs, &Project::set_repairs_active};

Edit show(const Kind& kind, Rows rows, bool active) {
  return [kind, rows = std::move(rows), active](const EditTarget& target) {
    const std::set<std::int64_t> shown = kind.shown(target.catalog);
    for (const Row& row : rows) {
      listed_sequence(target.catalog, row.sequence);
      require_untouched(shown.contains(row.id) != active);
    }
    (target.project.*kind.set_active)(ids_of(rows), active);
  };
}

/// They have been added already.
ReversibleEdit addition(const QString& text, const Kind& kind, const Rows& rows) {
  return {text, show(kind, rows, true), show(kind, rows, false), true};
}

ReversibleEdit withdrawal(const QString& text, const Kind& kind, const Rows& rows) {
  return {text, show(kind, rows, false), show(kind, rows, true)};
}

/// "frames 3 to 9 of …", or the sequence alone when that is all of it.
QString stretch_text(const Catalog& catalog, SequenceId id, const FrameRun& run) {
  const SequenceRecord& sequence = listed_sequence(catalog, id);
  const QString name = QString::fromStdString(sequence.name);
  if (run.frames() == sequence.frames) return name;
  if (run.frames() == 1) return SessionCommand::tr("frame %1 of %2").arg(QLocale().toString(run.first), name);
  return SessionCommand::tr("frames %1 to %2 of %3")
      .arg(QLocale().toString(run.first), QLocale().toString(run.last), name);
}

/// One or several, and of which sequence.
QString stretches_text(const Catalog& catalog, const std::vector<Stretch>& stretches) {
  const Stretch& first = stretches.front();
  if (stretches.size() == 1) return stretch_text(catalog, first.sequence, first.frames);
  std::set<SequenceId> sequences;
  for (const Stretch& stretch : stretches) sequences.insert(stretch.sequence);
  const QString count =
      SessionCommand::tr("%Ln stretch(es) of frames", nullptr, static_cast<int>(stretches.size()));
  return sequences.size() == 1
             ? SessionCommand::tr("%1 of %2")
                   .arg(count, QString::fromStdString(listed_sequence(catalog, first.sequence).name))
             : SessionCommand::tr("%1 in %Ln sequence(s)", nullptr, static_cast<int>(sequences.size()))
                   .arg(count);
}

QString verdict_text(const Catalog& catalog, const std::vector<VerdictRecord>& verdicts) {
  const VerdictRecord& first = verdicts.front();
  std::vector<Stretch> stretches;
  for (const VerdictRecord& verdict : verdicts) stretches.push_back({verdict.sequence, verdict.frames()});
  const QString what = stretches_text(catalog, stretches);
  const auto alike = [&](const VerdictRecord& verdict) { return verdict.verdict == first.verdict; };
  if (!std::ranges::all_of(verdicts, alike)) return SessionCommand::tr("judge %1").arg(what);
  switch (first.verdict) {
    case Verdict::accepted:
      return SessionCommand::tr("accept %1").arg(what);
    case Verdict::fix_later:
      return SessionCommand::tr("put %1 aside to be fixed").arg(what);
    case Verdict::rejected:
      break;
  }
  return SessionCommand::tr("reject %1").arg(what);
}

QString repair_text(const Catalog& catalog, const std::vector<RepairRequest>& requests) {
  const RepairRequest& first = requests.front();
  std::vector<Stretch> stretches;
  for (const RepairRequest& request : requests) stretches.push_back({request.sequence, request.frames});
  const QString what = stretches_text(catalog, stretches);
  const auto alike = [&](const RepairRequest& request) { return request.method == first.method; };
  if (!std::ranges::all_of(requests, alike)) return SessionCommand::tr("repair %1").arg(what);
  switch (first.method) {
    case RepairMethod::swap_sides:
      return SessionCommand::tr("swap the sides in %1").arg(what);
    case RepairMethod::interpolate:
      return SessionCommand::tr("interpolate %1").arg(what);
    case RepairMethod::blank:
      return SessionCommand::tr("blank joints in %1").arg(what);
    case RepairMethod::copy_previous:
      return SessionCommand::tr("copy the pose before into %1").arg(what);
    case RepairMethod::smooth:
      return SessionCommand::tr("smooth %1").arg(what);
    case RepairMethod::move_joint:
      break;
  }
  return SessionCommand::tr("move a joint in %1").arg(what);
}

}  // namespace

MaybeEdit verdictEdit(const EditTarget& target, const std::vector<VerdictRecord>& verdicts) {
  if (verdicts.empty()) return std::nullopt;
  const QString text = verdict_text(target.catalog, verdicts);
  const std::vector<VerdictId> ids = target.project.add_verdicts(verdicts);
  Rows rows;
  for (std::size_t i = 0; i < ids.size(); ++i) rows.push_back({ids[i], verdicts[i].sequence});
  return addition(text, verdicts_kind, rows);
}

MaybeEdit verdictWithdrawalEdit(const EditTarget& target, const std::vector<VerdictId>& verdicts) {
  const std::set<VerdictId> wanted(verdicts.begin(), verdicts.end());
  Rows rows;
  std::vector<Stretch> stretches;
  for (const VerdictRecord& verdict : target.catalog.verdicts) {
    if (!wanted.contains(verdict.id)) continue;
    rows.push_back({verdict.id, verdict.sequence});
    stretches.push_back({verdict.sequence, verdict.frames()});
  }
  if (rows.empty()) return std::nullopt;
  const QString text =
      SessionCommand::tr("take %Ln verdict(s) back on %1", nullptr, static_cast<int>(rows.size()))
          .arg(stretches_text(target.catalog, stretches));
  return withdrawal(text, verdicts_kind, rows);
}

MaybeEdit verdictMergeEdit(const EditTarget& target, const std::filesystem::path& other,
                           VerdictMerge& merge) {
  merge = merge_verdicts(target.project, other);
  if (merge.added.empty()) return std::nullopt;
  const std::set<VerdictId> added(merge.added.begin(), merge.added.end());
  Rows rows;
  for (const VerdictRecord& verdict : target.project.catalog().verdicts)
    if (added.contains(verdict.id)) rows.push_back({verdict.id, verdict.sequence});
  const QString name = QString::fromStdString(other.filename().string());
  return addition(SessionCommand::tr("merge the verdicts of %1").arg(name), verdicts_kind, rows);
}

MaybeEdit repairEdit(const EditTarget& target, const std::vector<RepairRequest>& requests) {
  if (requests.empty()) return std::nullopt;
  const QString text = repair_text(target.catalog, requests);
  const PoseStore store(target.project.folder());
  std::map<SequenceId, SequenceRecord> tracks;  // as the repairs so far leave them
  std::vector<Repair> repairs;
  for (const RepairRequest& request : requests) {
    const SequenceRecord& listed = listed_sequence(target.catalog, request.sequence);
    SequenceRecord& track = tracks.try_emplace(request.sequence, listed).first->second;
    repairs.push_back(make_repair(store, track, request));
    track.repairs.push_back(std::make_shared<const Repair>(repairs.back()));
  }
  const std::vector<RepairId> ids = target.project.add_repairs(repairs);
  Rows rows;
  for (std::size_t i = 0; i < ids.size(); ++i) rows.push_back({ids[i], repairs[i].sequence});
  return addition(text, repairs_kind, rows);
}

MaybeEdit repairWithdrawalEdit(const EditTarget& target, const std::vector<RepairId>& repairs) {
  const std::set<RepairId> wanted(repairs.begin(), repairs.end());
  Rows rows;
  std::vector<Stretch> stretches;
  for (const SequenceRecord& sequence : target.catalog.sequences) {
    for (const RepairPtr& repair : sequence.repairs) {
      if (!wanted.contains(repair->id)) continue;
      rows.push_back({repair->id, sequence.id});
      stretches.push_back({sequence.id, repair->frames()});
    }
  }
  if (rows.empty()) return std::nullopt;
  const QString text =
      SessionCommand::tr("take %Ln repair(s) back in %1", nullptr, static_cast<int>(rows.size()))
          .arg(stretches_text(target.catalog, stretches));
  return withdrawal(text, repairs_kind, rows);
}

}  // namespace solopose
