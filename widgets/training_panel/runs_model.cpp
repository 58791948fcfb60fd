#include "widgets/training_panel/runs_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QDateTime>
#include <QLocale>

#include "widgets/theme/shown_text.h"
#include "widgets/theme/swatch.h"
#include "widgets/theme/theme.h"
#include "widgets/training_panel/run_text.h"

namespace solopose {
namespace {

QString millimetres(double value) {
  return std::isfinite(value) ? QLocale().toString(value, 'f', 1) : QStringLiteral("–");
}

QDateTime moment(const Run& run) {
  QDateTime time = QDateTime::fromString(QString::fromStdString(run.created), Qt::ISODate);
  time.setTimeSpec(Qt::UTC);
  return time;
}

bool is_number(int column) {
  return column == RunsModel::best_column || column == RunsModel::mean_pose_column ||
         column == RunsModel::steps_column || column == RunsModel::duration_column;
}

template <typename Record>
void append_after(std::vector<Record>& known, const std::vector<Record>& fresh) {
  for (const Record& record : fresh) {
    if (known.empty() || record.step > known.back().step) known.push_back(record);
  }
}

/// A resumed run begins again after its checkpoint: what came later is void.
template <typename Record>
void take_news(std::vector<Record>& known, const std::vector<Record>& fresh) {
  if (fresh.empty()) return;
  std::erase_if(known, [&](const Record& record) { return record.step >= fresh.front().step; });
  known.insert(known.end(), fresh.begin(), fresh.end());
}

}  // namespace

bool RunsModel::setRuns(std::vector<Run> runs) {
  // What the run at work has told may be ahead of what has reached the disk when it was read.
  const Run* before = find(current_);
  for (Run& run : runs) {
    if (before == nullptr || run.folder != current_) continue;
    append_after(run.steps, before->steps);
    append_after(run.epochs, before->epochs);
  }
  const bool others = !std::ranges::equal(runs, runs_, {}, &Run::folder, &Run::folder);
  if (others) beginResetModel();
  std::swap(runs, runs_);
  if (others) {
    endResetModel();
    return true;
  }
  if (!runs_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, created_column));
  for (int row = 0; row < rowCount(); ++row) {
    // Not without need: somebody may be writing there.
    if (runs[static_cast<std::size_t>(row)].notes == run(row).notes) continue;
    Q_EMIT dataChanged(index(row, notes_column), index(row, notes_column));
  }
  return false;
}

void RunsModel::addNews(const Folder& folder, const TrainingNews& news) {
  const int row = rowOf(folder);
  if (row < 0) return;
  Run& run = runs_[static_cast<std::size_t>(row)];
  take_news(run.steps, news.steps);
  take_news(run.epochs, news.epochs);
  Q_EMIT dataChanged(index(row, best_column), index(row, duration_column));
}

void RunsModel::setQueue(const Folder& current, bool paused, const std::vector<Folder>& waiting) {
  current_ = current;
  paused_ = paused;
  waiting_ = waiting;
  if (!runs_.empty()) Q_EMIT dataChanged(index(0, state_column), index(rowCount() - 1, state_column));
}

void RunsModel::setColours(std::map<Folder, QColor> colours) {
  colours_ = std::move(colours);
  if (!runs_.empty())
    Q_EMIT dataChanged(index(0, name_column), index(rowCount() - 1, name_column), {Qt::DecorationRole});
}

void RunsModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
  if (!runs_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
}

const Run* RunsModel::find(const Folder& folder) const {
  const int row = rowOf(folder);
  return row < 0 ? nullptr : &runs_[static_cast<std::size_t>(row)];
}

int RunsModel::rowOf(const Folder& folder) const {
  const auto found = std::ranges::find(runs_, folder, &Run::folder);
  return found == runs_.end() ? -1 : static_cast<int>(found - runs_.begin());
}

RunState RunsModel::state(const Run& run) const {
  if (run.folder == current_) return paused_ ? RunState::paused : RunState::running;
  return run.state;
}

int RunsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : column_count; }

QVariant RunsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Run& run = this->run(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      return text(run, column);
    case sort_role:
      return sortKey(run, column);
    case Qt::TextAlignmentRole:
      return QVariant((is_number(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (column == state_column && state(run) == RunState::failed) return Theme::instance().attention();
      return {};
    case Qt::DecorationRole:
      if (const auto colour = colours_.find(run.folder); column == name_column && colour != colours_.end())
        return swatch_icon(colour->second);
      return {};
    case Qt::ToolTipRole:
      if (column == state_column && !run.error.empty()) return shown_name(run.error);
      return column == name_column ? everything(run) : text(run, column);
    default:
      return {};
  }
}

QString RunsModel::text(const Run& run, int column) const {
  const QLocale locale;
  switch (column) {
    case name_column:
      return shown_name(run.name());
    case state_column:
      return stateText(run);
    case best_column:
      return millimetres(best_mpjpe_mm(run));
    case mean_pose_column:
      return millimetres(mean_pose_mpjpe_mm(run));
    case steps_column:
      return locale.toString(static_cast<qlonglong>(trained_steps(run)));
    case duration_column:
      return duration_text(trained_seconds(run));
    case preset_column:
      return preset_text(run.options);
    case loss_column:
      return loss_text(run.options.loss);
    case frame_column:
      return target_frame_text(run.options.target.frame);
    case datasets_column:
      return datasets_text(run.options);
    case created_column:
      return locale.toString(moment(run).toLocalTime(), QLocale::ShortFormat);
    case notes_column:
      return QString::fromStdString(run.notes);
    default:
      return {};
  }
}

QString RunsModel::everything(const Run& run) const {
  QStringList lines;
  for (int column = 0; column < column_count; ++column) {
    const QString value = text(run, column);
    if (value.isEmpty()) continue;
    lines << QStringLiteral("%1: %2").arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                                          value);
  }
  return lines.join(QLatin1Char('\n'));
}

QString RunsModel::stateText(const Run& run) const {
  const auto place = std::ranges::find(waiting_, run.folder);
  if (place != waiting_.end())
    return tr("Queued (%1)", "place in the queue").arg(place - waiting_.begin() + 1);
  return run_state_text(state(run));
}

QVariant RunsModel::sortKey(const Run& run, int column) const {
  const auto number = [](double value) { return std::isfinite(value) ? value : 1e12; };
  switch (column) {
    case best_column:
      return number(best_mpjpe_mm(run));
    case mean_pose_column:
      return number(mean_pose_mpjpe_mm(run));
    case steps_column:
      return static_cast<qlonglong>(trained_steps(run));
    case duration_column:
      return trained_seconds(run);
    case created_column:
      return moment(run);
    default:
      return text(run, column);
  }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::ToolTipRole) return hint(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant((is_number(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case name_column:
      return tr("Run");
    case state_column:
      return tr("State");
    case best_column:
      return tr("Best (mm)");
    case mean_pose_column:
      return tr("Mean pose (mm)");
    case steps_column:
      return tr("Steps");
    case duration_column:
      return tr("Duration");
    case preset_column:
      return tr("Preset");
    case loss_column:
      return tr("Loss");
    case frame_column:
      return tr("Frame");
    case datasets_column:
      return tr("Datasets");
    case created_column:
      return tr("Created");
    case notes_column:
      return tr("Notes");
    default:
      return {};
  }
}

QString RunsModel::hint(int column) {
  if (column == best_column)
    return tr("Lowest MPJPE on the validation clips: root-relative, in the frame that was learnt");
  if (column == mean_pose_column)
    return tr("MPJPE of the training set’s mean pose on the same clips: what knowing nothing scores");
  if (column == notes_column) return tr("Double click to write");
  return {};
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags plain = QAbstractTableModel::flags(index);
  return index.column() == notes_column ? plain | Qt::ItemIsEditable : plain;
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || index.column() != notes_column) return false;
  Run& run = runs_[static_cast<std::size_t>(index.row())];
  const QString notes = value.toString();
  if (notes.toStdString() == run.notes) return false;
  run.notes = notes.toStdString();
  Q_EMIT dataChanged(index, index);
  Q_EMIT notesEdited(QString::fromStdString(run.folder.string()), notes);
  return true;
}

}  // namespace solopose
