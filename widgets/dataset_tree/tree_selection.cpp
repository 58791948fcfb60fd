#include "widgets/dataset_tree/tree_selection.h"

#include <algorithm>
#include <set>

#include <QItemSelectionModel>

#include "widgets/dataset_tree/dataset_tree_model.h"

namespace solopose {

TreeSelection selection_of(const QItemSelectionModel& rows, const DatasetTreeModel& model) {
  std::set<DatasetId> datasets;
  std::set<DatasetId> touched;
  QModelIndexList others;
  for (const QModelIndex& row : rows.selectedRows()) {
    const DatasetId dataset = row.data(DatasetTreeModel::dataset_role).toLongLong();
    touched.insert(dataset);
    if (row.data(DatasetTreeModel::dataset_row_role).toBool())
      datasets.insert(dataset);
    else
      others.append(row);
  }
  std::set<SequenceId> sequences;
  bool all_excluded = true;
  for (const QModelIndex& row : others) {
    if (datasets.contains(row.data(DatasetTreeModel::dataset_role).toLongLong())) continue;
    all_excluded = all_excluded && row.data(DatasetTreeModel::excluded_role).toBool();
    for (const SequenceId sequence : model.sequencesBelow(row)) sequences.insert(sequence);
  }
  return {.datasets = {datasets.begin(), datasets.end()},
          .sequences = {sequences.begin(), sequences.end()},
          .all_excluded = all_excluded && !sequences.empty(),
          .touched = {touched.begin(), touched.end()}};
}

}  // namespace solopose
