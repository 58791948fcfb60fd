#pragma once

#include <vector>

#include "core/project/catalog.h"

class QItemSelectionModel;

namespace solopose {

class DatasetTreeModel;

/// What a selection of rows means: whole datasets, and the sequences of all other rows that are in none of
/// them.
struct TreeSelection {
  std::vector<DatasetId> datasets;
  std::vector<SequenceId> sequences;
  bool all_excluded = false;  ///< of `sequences`, at least one
  /// Every dataset that a selected row belongs to.
  std::vector<DatasetId> touched;

  bool empty() const { return datasets.empty() && sequences.empty(); }
};

TreeSelection selection_of(const QItemSelectionModel& rows, const DatasetTreeModel& model);

}  // namespace solopose
