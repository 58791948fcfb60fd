#include "widgets/quality_panel/findings_model.h"

#include <algorithm>
#include <compare>
#include <ranges>
#include <utility>

#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_order.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/reason_text.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using Keyed = std::pair<FindingKey, int>;  ///< a place and by what it is sorted

bool comes_first(const Keyed& a, const Keyed& b, Qt::SortOrder order) {
  const std::weak_ordering by_key = a.first <=> b.first;
  if (by_key != 0) return order == Qt::AscendingOrder ? by_key < 0 : by_key > 0;
  return a.second < b.second;
}

/// Nobody has rejected the finding itself, but what another detector found in the same frames.
bool is_rejected_along(const FindingJudgement& judged) {
  return judged.state == FindingState::rejected && judged.by != judged.speaking;
}

std::string_view unit_of(std::string_view name) {
  const Detector* detector = detector_named(name);
  return detector == nullptr ? std::string_view() : detector->unit();
}

}  // namespace

void FindingsModel::setFindings(std::shared_ptr<const Catalog> catalog, std::vector<FindingRow> findings) {
  beginResetModel();
  catalog_ = std::move(catalog);
  names_ = catalog_ ? SequenceNames(*catalog_) : SequenceNames();
  findings_ = std::move(findings);
  least_score_.clear();
  judgeAll();
  choose();
  endResetModel();
  Q_EMIT statesChanged({});
}

void FindingsModel::replaceFindings(int detector, std::vector<FindingRow> findings) {
  setFindings(catalog_, replaced(std::move(findings_), detector, std::move(findings), *catalog_));
}

std::vector<int> FindingsModel::setVerdicts(const std::vector<VerdictRecord>& given,
                                            const VerdictIndex::Kept& kept) {
  const std::vector<SequenceId> changed = verdicts_.update(kept, given);
  if (changed.empty()) return {};
  std::vector<int> places;
  for (const SequenceId sequence : changed) {
    const auto [from, before] = placesOf(sequence);
    for (int place = from; place < before; ++place) places.push_back(place);
  }
  std::vector<int> reopened = judge(places);
  if (filter_.state || filter_.contested) {
    beginResetModel();
    reseat(places);
    endResetModel();
  } else if (sort_column_ == state_column) {
    arrange([&] { reseat(places); });
  } else {
    tellChanged(places);
  }
  Q_EMIT statesChanged(changed);
  return reopened;
}

/// From the first row to the last: a view looks at those on its screen only.
void FindingsModel::tellChanged(const std::vector<int>& places) {
  int first = rowCount();
  int last = -1;
  for (const int place : places) {
    if (rowOf(place) < 0) continue;
    first = std::min(first, rowOf(place));
    last = std::max(last, rowOf(place));
  }
  if (last >= 0) Q_EMIT dataChanged(index(first, state_column), index(last, state_column));
}

void FindingsModel::judgeAll() {
  states_.clear();
  progress_.clear();
  for (const FindingRow& row : findings_) {
    states_.push_back(judgement(row.finding).state);
    Progress& of_dataset = progress_[row.dataset];
    ++of_dataset.findings;
    of_dataset.judged += static_cast<int>(states_.back() != FindingState::open);
  }
}

/// @return those that have become open.
std::vector<int> FindingsModel::judge(const std::vector<int>& places) {
  std::vector<int> reopened;
  for (const int place : places) {
    FindingState& state = states_[static_cast<std::size_t>(place)];
    const FindingState was = std::exchange(state, judgement(finding(place).finding).state);
    if ((was == FindingState::open) == (state == FindingState::open)) continue;
    progress_[finding(place).dataset].judged += state == FindingState::open ? -1 : 1;
    if (state == FindingState::open) reopened.push_back(place);
  }
  return reopened;
}

FindingsModel::Progress FindingsModel::progress() const {
  Progress all;
  for (const auto& [dataset, part] : progress_) {
    all.judged += part.judged;
    all.findings += part.findings;
  }
  for (const auto& [dataset, stretches] : repaired_) all.repaired += stretches;
  return all;
}

FindingsModel::Progress FindingsModel::progress(DatasetId dataset) const {
  const auto found = progress_.find(dataset);
  Progress progress = found == progress_.end() ? Progress() : found->second;
  const auto repaired = repaired_.find(dataset);
  if (repaired != repaired_.end()) progress.repaired = repaired->second;
  return progress;
}

void FindingsModel::setFilter(const FindingFilter& filter) {
  if (filter == filter_) return;
  beginResetModel();
  filter_ = filter;
  choose();
  endResetModel();
}

void FindingsModel::setLeastScore(int detector, float score) {
  beginResetModel();
  least_score_[detector] = score;
  choose();
  endResetModel();
}

bool FindingsModel::shows(int place, const FindingMatcher& matcher) const {
  const FindingRow& row = finding(place);
  const auto least = least_score_.find(row.detector);
  if (least != least_score_.end() && !(row.finding.score > least->second)) return false;
  return matcher.matches(row, state(place)) && (!filter_.contested || verdicts_.is_contested(row.finding));
}

void FindingsModel::choose() {
  const FindingMatcher matcher(filter_);
  shown_.clear();
  for (int place = 0; place < findingCount(); ++place)
    if (shows(place, matcher)) shown_.push_back(place);
  sortShown();
}

/// These alone, when the others stand where they did.
void FindingsModel::reseat(const std::vector<int>& places) {
  const auto before = [this](int a, int b) { return stands_before(a, b); };
  const FindingMatcher matcher(filter_);
  for (const int place : places) {
    if (rowOf(place) >= 0) shown_[static_cast<std::size_t>(rowOf(place))] = -1;
  }
  std::erase(shown_, -1);
  const auto others = std::ssize(shown_);
  for (const int place : places)
    if (shows(place, matcher)) shown_.push_back(place);
  std::sort(shown_.begin() + others, shown_.end(), before);
  std::inplace_merge(shown_.begin(), shown_.begin() + others, shown_.end(), before);
  indexRows();
}

void FindingsModel::indexRows() {
  rows_.assign(findings_.size(), -1);
  for (std::size_t row = 0; row < shown_.size(); ++row)
    rows_[static_cast<std::size_t>(shown_[row])] = static_cast<int>(row);
}

bool FindingsModel::stands_before(int a, int b) const {
  return comes_first({key_of(finding(a), state(a), sort_column_), a},
                     {key_of(finding(b), state(b), sort_column_), b}, sort_order_);
}

/// Each key is looked up once: findings lie far apart in memory.
void FindingsModel::sortShown() {
  std::vector<Keyed> keyed;
  keyed.reserve(shown_.size());
  for (const int place : shown_)
    keyed.emplace_back(key_of(finding(place), state(place), sort_column_), place);
  std::ranges::sort(keyed, [this](const Keyed& a, const Keyed& b) { return comes_first(a, b, sort_order_); });
  std::ranges::copy(std::views::values(keyed), shown_.begin());
  indexRows();
}

void FindingsModel::sort(int column, Qt::SortOrder order) {
  if (column < 0 || column >= column_count) return;
  arrange([&] {
    sort_column_ = column;
    sort_order_ = order;
    sortShown();
  });
}

/// Whoever holds on to rows keeps hold of their findings.
void FindingsModel::arrange(const std::function<void()>& order) {
  Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
  const QModelIndexList before = persistentIndexList();
  std::vector<int> places;
  for (const QModelIndex& index : before) places.push_back(placeOf(index.row()));
  order();
  QModelIndexList after;
  for (qsizetype i = 0; i < before.size(); ++i)
    after << index(rowOf(places[static_cast<std::size_t>(i)]), before[i].column());
  changePersistentIndexList(before, after);
  Q_EMIT layoutChanged({}, VerticalSortHint);
}

int FindingsModel::rowOf(int place) const {
  return place < 0 || place >= findingCount() ? -1 : rows_[static_cast<std::size_t>(place)];
}

std::pair<int, int> FindingsModel::placesOf(SequenceId sequence) const {
  const SequenceRecord* record = catalog_ ? catalog_->sequence(sequence) : nullptr;
  if (record == nullptr) return {0, 0};
  const int wanted = static_cast<int>(record - catalog_->sequences.data());
  const auto range = std::ranges::equal_range(findings_, wanted, {}, &FindingRow::place);
  return {static_cast<int>(range.begin() - findings_.begin()),
          static_cast<int>(range.end() - findings_.begin())};
}

std::optional<int> FindingsModel::nextOpen(std::optional<int> place, bool backwards) const {
  const int rows = rowCount();
  if (rows == 0) return std::nullopt;
  int row = backwards ? rows - 1 : 0;
  if (place) {
    // Where it stands, or would if it were shown.
    const auto at =
        std::ranges::lower_bound(shown_, *place, [this](int a, int b) { return stands_before(a, b); });
    const bool there = rowOf(*place) >= 0;
    row = static_cast<int>(at - shown_.begin()) + (backwards ? -1 : there ? 1 : 0);
  }
  const int step = backwards ? -1 : 1;
  for (int seen = 0; seen < rows; ++seen, row += step) {
    const int candidate = placeOf((row % rows + rows) % rows);
    const bool needs_person = filter_.contested || state(candidate) == FindingState::open;
    if (needs_person && candidate != place) return candidate;
  }
  return std::nullopt;
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

const SequenceRecord* FindingsModel::sequenceOf(const FindingRow& row) const {
  const auto at = static_cast<std::size_t>(row.place);
  return catalog_ && at < catalog_->sequences.size() ? &catalog_->sequences[at] : nullptr;
}

bool FindingsModel::isUnsaved(int place) const {
  const VerdictRecord* by = judgement(finding(place).finding).by;
  return by != nullptr && by->id == 0;
}

QString FindingsModel::stateText(int place) const {
  return is_rejected_along(judgement(finding(place).finding)) ? framesRejectedText()
                                                              : state_text(state(place));
}

QString FindingsModel::stateHint(int place) const {
  const FindingJudgement judged = judgement(finding(place).finding);
  const QString text = is_rejected_along(judged)
                           ? tr("Its frames are rejected, for another finding there: %1")
                                 .arg(detector_title(judged.by->detector))
                           : state_text(judged.state);
  return isUnsaved(place) ? tr("%1, not saved yet").arg(text) : text;
}

QString FindingsModel::text(int place, int column) const {
  const FindingRow& row = finding(place);
  const SequenceRecord* of = sequenceOf(row);
  switch (column) {
    case state_column:
      return isUnsaved(place) ? stateText(place) + QStringLiteral(" *") : stateText(place);
    case detector_column:
      return detector_title(row.finding.detector);
    case sequence_column:
      return of == nullptr ? QString() : names_.brief(of->name);
    case frames_column:
      return frames_text(row.finding);
    case joints_column:
      return joints_text(row.finding.joints);
    case score_column:
      return score_text(row.finding.score, unit_of(row.finding.detector));
    case reason_column:
      return reason_text(row.finding.reason);
    default:
      return {};
  }
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const int place = placeOf(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(place, column);
    case Qt::AccessibleTextRole:
      return column == state_column ? stateHint(place) : text(place, column);
    case Qt::ToolTipRole:
      if (const SequenceRecord* of = sequenceOf(finding(place)); of != nullptr && column == sequence_column)
        return shown_name(of->name);
      if (column == detector_column)
        return text(place, column) + QLatin1Char('\n') + detector_hint(finding(place).finding.detector);
      return column == state_column ? stateHint(place) : text(place, column);
    case Qt::DecorationRole:
      return column == state_column ? QVariant(state_icon(state(place))) : QVariant();
    case Qt::ForegroundRole:
      return column == state_column && state(place) == FindingState::open
                 ? QVariant(Theme::instance().attention())
                 : QVariant();
    case Qt::TextAlignmentRole: {
      const bool number = column == score_column || column == frames_column;
      return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft)));
    }
    default:
      return {};
  }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  // A head that is cut off is read whole in its tooltip.
  if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
  switch (section) {
    case state_column:
      return tr("State");
    case detector_column:
      return tr("Detector");
    case sequence_column:
      return tr("Sequence");
    case frames_column:
      return tr("Frames");
    case joints_column:
      return tr("Joints");
    case score_column:
      return tr("Score");
    case reason_column:
      return tr("What is wrong");
    default:
      return {};
  }
}

void FindingsModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
  if (!shown_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
}

}  // namespace solopose
