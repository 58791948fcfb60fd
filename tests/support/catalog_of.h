#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/project/catalog.h"

namespace solopose::testing {

struct SampleDataset {
  std::string name;
  int takes = 1;
  int views = 1;
};

/// Datasets 1, 2, … with takes "NAME/s/takeI" of views "viewJ", sorted as a project's catalog is.
inline Catalog catalog_of(const std::vector<SampleDataset>& datasets) {
  Catalog catalog;
  SequenceId next = 1;
  for (const SampleDataset& sample : datasets) {
    DatasetRecord dataset;
    dataset.id = static_cast<DatasetId>(catalog.datasets.size()) + 1;
    dataset.name = sample.name;
    std::vector<SequenceRecord> sequences;
    for (int take = 0; take < sample.takes; ++take) {
      for (int view = 0; view < sample.views; ++view) {
        SequenceRecord sequence;
        sequence.id = next++;
        sequence.dataset = dataset.id;
        sequence.frames = 100;
        sequence.name = sample.name + "/s/take" + std::to_string(take) + "/view" + std::to_string(view);
        sequences.push_back(sequence);
      }
    }
    std::sort(sequences.begin(), sequences.end(),
              [](const SequenceRecord& a, const SequenceRecord& b) { return a.name < b.name; });
    catalog.sequences.insert(catalog.sequences.end(), sequences.begin(), sequences.end());
    catalog.datasets.push_back(dataset);
  }
  return catalog;
}

}  // namespace solopose::testing
