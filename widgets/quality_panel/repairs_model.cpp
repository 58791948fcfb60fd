#include "widgets/quality_panel/repairs_model.h"

#include <algorithm>

#include <QDateTime>
#include <QLocale>

#include "core/project/catalog.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/shared/sequence_names.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
void RepairsModel::setCatalog(const Catalog& catalog) {
  std::vector<Row> rows;
  const SequenceNames names(catalog);
  for (const SequenceRecord& sequence : catalog.sequences) {
    for (const RepairPtr& repair : sequence.repairs)
      rows.push_back({repair, names.brief(sequence.name), shown_name(sequence.name)});
  }
  std::ranges::sort(rows, std::greater(), [](const Row& row) { return row.repair->id; });
  const auto same = [](const Row& a, const Row& b) {
    return a.repair->id == b.repair->id && a.sequence == b.sequence && a.whole == b.whole;
  };
  if (std::ranges::equal(rows, rows_, same)) return;
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

int RepairsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int RepairsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : column_count; }

/// As the menu calls what was done; of repairs by older studios as far as their positions show it.
QString RepairsModel::kindText(const Repair& repair) {
  if (!repair.method) {
    if (repair.kind == RepairKind::exchange_sides) return tr("Left and right swapped");
    return blanks(repair) ? tr("Joints blanked") : tr("New positions");
  }
  return methodText(*repair.method);
}

QString RepairsModel::methodText(RepairMethod method) {
  switch (method) {
    case RepairMethod::swap_sides:
      return tr("Left and right swapped");
    case RepairMethod::interpolate:
      return tr("Interpolated");
    case RepairMethod::blank:
      return tr("Joints blanked");
    case RepairMethod::copy_previous:
      return tr("Pose before copied");
    case RepairMethod::smooth:
      return tr("Smoothed");
    case RepairMethod::move_joint:
      break;
  }
  return tr("Joint moved");
}

QString RepairsModel::text(const Row& row, int column) const {
  const Repair& repair = *row.repair;
  switch (column) {
    case sequence_column:
      return row.sequence;
    case frames_column:
      return frames_text(repair.frames());
    case repair_column:
      return kindText(repair);
    case joints_column:
      return joints_text(repair.joints);
    case reviewer_column:
      return shown_name(repair.reviewer);
    case time_column:
      return QLocale().toString(
          QDateTime::fromString(QString::fromStdString(repair.at), Qt::ISODateWithMs).toLocalTime(),
          QLocale::ShortFormat);
    default:
      return {};
  }
}

QVariant RepairsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(
        Qt::Alignment(Qt::AlignVCenter | (index.column() == frames_column ? Qt::AlignRight : Qt::AlignLeft)));
  if (role == Qt::ToolTipRole && index.column() == sequence_column)
    return rows_[static_cast<std::size_t>(index.row())].whole;
  const bool shown = role == Qt::DisplayRole || role == Qt::ToolTipRole;
  return shown ? text(rows_[static_cast<std::size_t>(index.row())], index.column()) : QVariant();
}

QVariant RepairsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case sequence_column:
      return tr("Sequence");
    case frames_column:
      return tr("Frames");
    case repair_column:
      return tr("Repair");
    case joints_column:
      return tr("Joints");
    case reviewer_column:
      return tr("By", "reviewer");
    case time_column:
      return tr("When");
    default:
      return {};
  }
}

void RepairsModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
}

}  // namespace solopose
