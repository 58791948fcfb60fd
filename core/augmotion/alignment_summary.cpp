#include "core/augmotion/alignment_summary.h"

#include <algorithm>
#include <unordered_map>

#include "core/augmotion/frame_graph.h"

namespace solopose {

namespace {

void add_residuals(const Catalog& catalog, const std::unordered_map<DatasetId, DatasetFigures*>& figures) {
  std::unordered_map<SequenceId, DatasetId> dataset_of;
  for (const SequenceRecord& sequence : catalog.sequences) dataset_of[sequence.id] = sequence.dataset;
  for (const SequenceAlignment& alignment : catalog.alignment->sequences) {
    const auto dataset = dataset_of.find(alignment.sequence);
    if (dataset == dataset_of.end()) continue;
    DatasetFigures& row = *figures.at(dataset->second);
    ++row.sequences;
    if (alignment.key_frame < 0) {
      ++row.unplaced;
      continue;
    }
    row.residual_mean_mm += alignment.residual_mm;  // a sum until all are in
    if (row.worst == 0 || alignment.residual_mm > row.residual_max_mm) {
      row.residual_max_mm = alignment.residual_mm;
      row.worst = alignment.sequence;
    }
  }
}

void add_dispersions(const Catalog& catalog, const std::unordered_map<DatasetId, DatasetFigures*>& figures) {
  std::unordered_map<std::string, DatasetFigures*> by_name;
  for (const DatasetRecord& dataset : catalog.datasets) by_name[dataset.name] = figures.at(dataset.id);
  const TakeViews views(catalog);
  for (const TakeDispersion& take : catalog.alignment->takes) {
    const auto row = by_name.find(take.name.substr(0, take.name.find('/')));
    if (take.views.size() < 2 || row == by_name.end()) continue;
    ++row->second->takes;
    row->second->dispersion_after_mm += take.after_mm;
    if (!why_not_comparable(views.of(take)).empty()) continue;
    ++row->second->comparable;
    row->second->dispersion_before_mm += take.before_mm;
  }
}

}  // namespace

std::vector<DatasetFigures> figures_of_datasets(const Catalog& catalog) {
  std::vector<DatasetFigures> rows;
  if (!catalog.alignment) return rows;
  for (const DatasetRecord& dataset : catalog.datasets) rows.push_back({.dataset = dataset.id});
  std::unordered_map<DatasetId, DatasetFigures*> by_id;
  for (DatasetFigures& row : rows) by_id[row.dataset] = &row;

  add_residuals(catalog, by_id);
  add_dispersions(catalog, by_id);
  for (DatasetFigures& row : rows) {
    const auto placed = static_cast<double>(std::max<std::int64_t>(1, row.sequences - row.unplaced));
    const auto takes = static_cast<double>(std::max<std::int64_t>(1, row.takes));
    row.residual_mean_mm /= placed;
    row.dispersion_before_mm /= static_cast<double>(std::max<std::int64_t>(1, row.comparable));
    row.dispersion_after_mm /= takes;
  }
  return rows;
}

const SequenceRecord* first_of_take(const Catalog& catalog, const std::string& take) {
  const std::string first = take + "/";
  const auto found =
      std::find_if(catalog.sequences.begin(), catalog.sequences.end(),
                   [&](const SequenceRecord& record) { return record.name.starts_with(first); });
  return found == catalog.sequences.end() ? nullptr : &*found;
}

}  // namespace solopose
