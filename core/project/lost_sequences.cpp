#include "core/project/lost_sequences.h"

#include <algorithm>
#include <iterator>

#include "core/project/catalog.h"

namespace solopose {

std::vector<std::string> sequence_names(const Catalog& catalog, DatasetId dataset) {
  std::vector<std::string> names;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.dataset == dataset) names.push_back(sequence.name);
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> lost_sequences(const std::vector<std::string>& before, const Catalog& catalog,
                                        DatasetId dataset) {
  std::vector<std::string> lost;
  std::ranges::set_difference(before, sequence_names(catalog, dataset), std::back_inserter(lost));
  return lost;
}

}  // namespace solopose
