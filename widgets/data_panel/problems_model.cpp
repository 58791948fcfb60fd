#include "widgets/data_panel/problems_model.h"

#include <algorithm>

#include <QColor>
#include <QFileInfo>

#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {

void ProblemsModel::setCatalog(const std::shared_ptr<const Catalog>& catalog) {
  beginResetModel();
  rows_.clear();
  for (const ProblemRecord& problem : catalog->problems) {
    const DatasetRecord* dataset = catalog->dataset(problem.dataset);
    rows_.push_back(
        {problem_text(problem), dataset == nullptr ? QString() : shown_name(dataset->name), problem.skipped});
  }
  const auto remarks =
      std::stable_partition(rows_.begin(), rows_.end(), [](const Row& row) { return row.skipped; });
  skipped_ = static_cast<int>(remarks - rows_.begin());
  endResetModel();
}

void ProblemsModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
}

int ProblemsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}
int ProblemsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QString ProblemsModel::text(const Row& row, int column) const {
  switch (column) {
    case kind_column:
      return row.skipped ? tr("Skipped") : tr("Remark");
    case dataset_column:
      return row.dataset;
    case file_column:
      return QFileInfo(row.text.file).fileName();
    case what_column:
      return row.text.what;
    case expected_column:
      return row.text.expected;
    default:
      return row.text.found;
  }
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::ToolTipRole:
      return index.column() == file_column ? row.text.file : text(row, index.column());
    case Qt::ForegroundRole:
      if (index.column() != kind_column) return {};
      return row.skipped ? Theme::instance().attention() : Theme::instance().mutedText();
    case path_role:
      return row.text.file;
    case skipped_role:
      return row.skipped;
    case search_role:
      return QStringList{row.dataset, row.text.file, row.text.what, row.text.expected, row.text.found}.join(
          QLatin1Char('\n'));
    default:
      return {};
  }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kind_column:
      return tr("Kind");
    case dataset_column:
      return tr("Dataset");
    case file_column:
      return tr("File");
    case what_column:
      return tr("Problem");
    case expected_column:
      return tr("Expected");
    default:
      return tr("Found");
  }
}

}  // namespace solopose
