#include "widgets/quality_panel/sequences_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QLocale>

#include "core/base/frame_run.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/project/verdict_rule.h"
#include "core/quality/detector.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/shared/sequence_names.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

double residual_of(const Catalog& catalog, SequenceId sequence) {
  const SequenceAlignment* aligned = catalog.alignment ? catalog.alignment->of(sequence) : nullptr;
  const bool known = aligned != nullptr && aligned->key_frame >= 0;
  return known ? aligned->residual_mm : std::numeric_limits<double>::quiet_NaN();
}

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t detector_of(int column) {
  return static_cast<std::size_t>(column - SequencesModel::first_detector_column);
}

std::int64_t frames_in(std::span<const FrameRun> apart) {
  std::int64_t frames = 0;
  for (const FrameRun& run : apart) frames += run.frames();
  return frames;
}

std::int64_t rejected_frames(const FindingsModel& findings, SequenceId sequence) {
  std::vector<const VerdictRecord*> verdicts;
  for (const VerdictRecord& verdict : findings.verdicts().of(sequence)) verdicts.push_back(&verdict);
  return frames_in(SequenceVerdicts(verdicts).rejected());
}

/// How many frames lie in any of the runs, which may overlap and stand in any order.
std::int64_t frames_of_any(std::vector<FrameRun> runs) {
  std::ranges::sort(runs, {}, &FrameRun::first);
  std::int64_t frames = 0;
  std::int64_t counted = -1;  // the last frame that was
  for (const FrameRun& run : runs) {
    const std::int64_t first = std::max(run.first, counted + 1);
    frames += std::max<std::int64_t>(0, run.last - first + 1);
    counted = std::max(counted, run.last);
  }
  return frames;
}

}  // namespace

void SequencesModel::setReport(std::shared_ptr<const Catalog> catalog,
                               std::shared_ptr<const QualityReport> report) {
  beginResetModel();
  report_ = std::move(report);
  rows_.clear();
  const SequenceNames names = catalog ? SequenceNames(*catalog) : SequenceNames();
  for (std::size_t place = 0; report_ && place < report_->sequences.size(); ++place) {
    const SequenceId id = report_->sequences[place].sequence;
    const SequenceRecord* record = catalog->sequence(id);
    if (record == nullptr) continue;
    Row& row = rows_.emplace_back(
        Row{place, names.brief(record->name), shown_name(record->name), residual_of(*catalog, id)});
    row.repaired = frames_in(repaired_frames(record->repairs));
  }
  arrange();
  endResetModel();
}

void SequencesModel::setStates(const FindingsModel& findings, const std::vector<SequenceId>& of) {
  for (Row& row : rows_) {
    if (!of.empty() && !std::ranges::binary_search(of, quality(row).sequence)) continue;
    const auto [from, before] = findings.placesOf(quality(row).sequence);
    row.open = 0;
    std::vector<FrameRun> runs;
    for (int place = from; place < before; ++place) {
      if (findings.state(place) == FindingState::open) ++row.open;
      const Finding& finding = findings.finding(place).finding;
      runs.push_back({finding.first_frame, finding.last_frame});
    }
    row.doubted = frames_of_any(std::move(runs));
    row.judged = before - from - row.open;
    row.rejected = rejected_frames(findings, quality(row).sequence);
  }
  const bool counts = sort_column_ == open_column || sort_column_ == judged_column ||
                      sort_column_ == doubted_column || sort_column_ == rejected_column;
  if (counts) return sort(sort_column_, sort_order_);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, open_column), index(rowCount() - 1, rejected_column));
}

SequenceId SequencesModel::sequenceAt(int row) const {
  return quality(rows_[static_cast<std::size_t>(row)]).sequence;
}

int SequencesModel::rowOf(SequenceId sequence) const {
  const auto found =
      std::ranges::find_if(rows_, [&](const Row& row) { return quality(row).sequence == sequence; });
  return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

int SequencesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int SequencesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : first_detector_column + static_cast<int>(detectors().size());
}

double SequencesModel::number(const Row& row, int column) const {
  const SequenceQuality& of = quality(row);
  switch (column) {
    case sequence_column:
      return static_cast<double>(row.place);
    case open_column:
      return row.open;
    case judged_column:
      return row.judged;
    case frames_column:
      return static_cast<double>(of.frames);
    case doubted_column:
      return share(row.doubted, of.frames);
    case rejected_column:
      return share(row.rejected, of.frames);
    case repaired_column:
      return share(row.repaired, of.frames);
    case missing_column:
      return share(of.joints_missing, of.frames * joint_count);
    case residual_column:
      return row.residual_mm;
    default:
      return detector_of(column) < of.worst.size() ? static_cast<double>(of.worst[detector_of(column)])
                                                   : std::numeric_limits<double>::quiet_NaN();
  }
}

QString SequencesModel::text(const Row& row, int column) const {
  const QLocale locale;
  const double value = number(row, column);
  switch (column) {
    case sequence_column:
      return row.name;
    case open_column:
    case judged_column:
    case frames_column:
      return locale.toString(static_cast<qint64>(value));
    case doubted_column:
    case rejected_column:
    case repaired_column:
    case missing_column:
      return tr("%1 %").arg(locale.toString(100 * value, 'f', 1));
    case residual_column:
      return score_text(static_cast<float>(value), "mm");
    default:
      return score_text(static_cast<float>(value), detectors()[detector_of(column)]->unit());
  }
}

bool SequencesModel::isDoubted(const Row& row, int column) const {
  if (column == open_column) return row.open > 0;
  if (column < first_detector_column) return false;
  const std::size_t detector = detector_of(column);
  return detector < report_->thresholds.size() &&
         number(row, column) > static_cast<double>(report_->thresholds[detector]);
}

QVariant SequencesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(row, column);
    case Qt::ToolTipRole:
      if (column == sequence_column) return row.whole;
      return column < first_detector_column ? text(row, column)
                                            : detector_hint(detectors()[detector_of(column)]->name());
    case Qt::ForegroundRole:
      return isDoubted(row, column) ? QVariant(Theme::instance().attention()) : QVariant();
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(
          Qt::Alignment(Qt::AlignVCenter | (column == sequence_column ? Qt::AlignLeft : Qt::AlignRight)));
    default:
      return {};
  }
}

QVariant SequencesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Horizontal && role == Qt::ToolTipRole) return hint(section);
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case sequence_column:
      return tr("Sequence");
    case open_column:
      return tr("Open");
    case judged_column:
      return tr("Judged");
    case frames_column:
      return tr("Frames");
    case doubted_column:
      return tr("Doubted");
    case rejected_column:
      return tr("Rejected", "frames");
    case repaired_column:
      return tr("Repaired", "frames");
    case missing_column:
      return tr("Missing");
    case residual_column:
      return tr("Residual");
    default:
      return detector_of(section) < detectors().size()
                 ? detector_title(detectors()[detector_of(section)]->name())
                 : QString();
  }
}

QString SequencesModel::hint(int column) const {
  switch (column) {
    case sequence_column:
      return {};
    case open_column:
      return tr("Findings that nobody has judged yet");
    case judged_column:
      return tr("Findings with a verdict");
    case frames_column:
      return tr("How many frames the sequence has");
    case doubted_column:
      return tr("Share of the frames with at least one finding, of whatever detector and judged or not");
    case rejected_column:
      return tr("Share of the frames that verdicts leave out of everything computed");
    case repaired_column:
      return tr("Share of the frames of which a repair has changed a joint");
    case missing_column:
      return tr("Share of the joints that are missing, of those that the sequence has elsewhere");
    case residual_column:
      return tr("How far the key frame's shoulders and pelvis are from the universal frame's");
    default:
      return detector_of(column) < detectors().size()
                 ? tr("Worst score of the sequence: %1", "detector's hint")
                       .arg(detector_hint(detectors()[detector_of(column)]->name()))
                 : QString();
  }
}

/// What nobody knows stands last, whichever way.
void SequencesModel::arrange() {
  std::ranges::stable_sort(rows_, [this](const Row& a, const Row& b) {
    const double of_a = number(a, sort_column_);
    const double of_b = number(b, sort_column_);
    if (std::isnan(of_a) || std::isnan(of_b)) return !std::isnan(of_a) && std::isnan(of_b);
    if (of_a != of_b) return sort_order_ == Qt::AscendingOrder ? of_a < of_b : of_a > of_b;
    return a.place < b.place;
  });
}

void SequencesModel::sort(int column, Qt::SortOrder order) {
  if (column < 0 || column >= columnCount()) return;
  Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
  const QModelIndexList before = persistentIndexList();
  std::vector<SequenceId> sequences;
  for (const QModelIndex& each : before) sequences.push_back(sequenceAt(each.row()));
  sort_column_ = column;
  sort_order_ = order;
  arrange();
  QModelIndexList after;
  for (qsizetype i = 0; i < before.size(); ++i)
    after << index(rowOf(sequences[static_cast<std::size_t>(i)]), before[i].column());
  changePersistentIndexList(before, after);
  Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SequencesModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

}  // namespace solopose
