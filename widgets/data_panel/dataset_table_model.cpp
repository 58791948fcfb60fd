#include "widgets/data_panel/dataset_table_model.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include <QIcon>
#include <QLocale>

#include "core/formats/reader.h"
#include "core/skeleton/estimated_joints.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/swatch.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QString format_title(const std::string& name) {
  const auto all = readers();
  const auto reader = std::find_if(all.begin(), all.end(), [&](const Reader& r) { return r.name == name; });
  const std::string_view title = reader == all.end() ? std::string_view(name) : reader->title;
  return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

}  // namespace

void DatasetTableModel::setCatalog(const std::shared_ptr<const Catalog>& catalog) {
  beginResetModel();
  rows_.clear();
  std::unordered_map<DatasetId, std::size_t> position;
  for (const DatasetRecord& dataset : catalog->datasets) {
    position.emplace(dataset.id, rows_.size());
    Row row;
    row.id = dataset.id;
    row.name = shown_name(dataset.name);
    row.format = format_title(dataset.format);
    row.independent = dataset.independent_test;
    rows_.push_back(row);
  }
  for (const SequenceRecord& sequence : catalog->sequences) {
    const auto found = position.find(sequence.dataset);
    if (found == position.end()) continue;
    Row& row = rows_[found->second];
    if (sequence.excluded) {
      ++row.excluded;
      continue;
    }
    ++row.sequences;
    if (sequence.joints != nullptr) row.estimated |= estimated_joints(*sequence.joints);
    row.frames += sequence.frames;
    if (sequence.frames_per_second > 0) {
      row.seconds += static_cast<double>(sequence.frames) / sequence.frames_per_second;
    } else {
      row.untimed = true;
    }
  }
  endResetModel();
}

void DatasetTableModel::setCounts(const std::vector<SplitCount>& counts) {
  for (Row& row : rows_) {
    row.clips = 0;
    for (const SplitCount& count : counts) {
      if (count.dataset == row.id) row.clips += count.clips;
    }
  }
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, clips_column), index(rowCount() - 1, clips_column));
}

void DatasetTableModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
}

DatasetId DatasetTableModel::datasetAt(int row) const { return rows_.at(static_cast<std::size_t>(row)).id; }

int DatasetTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}
int DatasetTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QVariant DatasetTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const bool number = index.column() >= sequences_column && index.column() <= duration_column;
  switch (role) {
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::TextAlignmentRole:
      return number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::DecorationRole:
      if (index.column() != name_column) return {};
      return swatch_icon(Theme::instance().dataset(index.row()));
    case Qt::ToolTipRole:
      if (index.column() == name_column) return nameToolTip(row);
      if (index.column() == sequences_column && row.excluded > 0)
        return tr("%Ln sequence(s) excluded", nullptr, static_cast<int>(row.excluded));
      if (index.column() == duration_column && row.untimed)
        return tr("Some files do not tell their frame rate");
      return {};
    default:
      return {};
  }
}

QString DatasetTableModel::text(const Row& row, int column) const {
  const QLocale locale;
  switch (column) {
    case name_column:
      return row.independent ? tr("%1 (test)").arg(row.name) : row.name;
    case sequences_column:
      return row.excluded == 0
                 ? locale.toString(row.sequences)
                 : tr("%1 of %2")
                       .arg(locale.toString(row.sequences), locale.toString(row.sequences + row.excluded));
    case frames_column:
      return locale.toString(row.frames);
    case clips_column:
      return row.clips < 0 ? QStringLiteral("…") : locale.toString(row.clips);
    case duration_column:
      return durationText(row);
    default:
      return row.format;
  }
}

QString DatasetTableModel::nameToolTip(const Row& row) const {
  QStringList lines;
  if (row.independent) lines.push_back(tr("Independent test: never in the merge's splits"));
  QStringList estimated;
  for (int joint = 0; joint < joint_count; ++joint) {
    if (row.estimated[static_cast<std::size_t>(joint)])
      estimated.push_back(joint_text(static_cast<Joint>(joint)));
  }
  if (!estimated.empty())
    lines.push_back(tr("Estimated from other joints: %1").arg(estimated.join(QStringLiteral(", "))));
  return lines.join(QLatin1Char('\n'));
}

QString DatasetTableModel::durationText(const Row& row) const {
  if (row.seconds <= 0) return row.sequences > 0 ? tr("unknown") : QStringLiteral("–");
  const auto seconds = std::llround(row.seconds);
  QString text = seconds < 60     ? tr("%1 s").arg(QLocale().toString(row.seconds, 'f', 1))
                 : seconds < 3600 ? tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60)
                                  : tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
  return row.untimed ? tr("over %1").arg(text) : text;
}

QVariant DatasetTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  const bool number = section >= sequences_column && section <= duration_column;
  if (role == Qt::TextAlignmentRole)
    return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case name_column:
      return tr("Dataset");
    case sequences_column:
      return tr("Sequences");
    case frames_column:
      return tr("Frames");
    case clips_column:
      return tr("Clips");
    case duration_column:
      return tr("Duration");
    default:
      return tr("Format");
  }
}

}  // namespace solopose
