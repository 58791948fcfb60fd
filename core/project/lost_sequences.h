#pragma once

#include <string>
#include <vector>

#include "core/project/ids.h"

namespace solopose {

struct Catalog;

/// The names of a dataset's sequences, sorted.
std::vector<std::string> sequence_names(const Catalog& catalog, DatasetId dataset);

/// Those of `before`, which is sorted, that the dataset has no more: what a re-import could not read again.
std::vector<std::string> lost_sequences(const std::vector<std::string>& before, const Catalog& catalog,
                                        DatasetId dataset);

}  // namespace solopose
