#pragma once

#include <cstdint>
#include <vector>

#include "core/project/catalog.h"

namespace solopose {

/// An alignment's figures for one dataset; lengths in mm.
struct DatasetFigures {
  DatasetId dataset = 0;
  std::int64_t sequences = 0;
  std::int64_t unplaced = 0;  ///< without a key frame
  double residual_mean_mm = 0;
  double residual_max_mm = 0;
  SequenceId worst = 0;             ///< the sequence with that residual; 0 when none is placed
  std::int64_t takes = 0;           ///< with at least two synchronised views
  std::int64_t comparable = 0;      ///< of those takes: their views have a world in common
  double dispersion_before_mm = 0;  ///< mean over comparable takes, in the world
  double dispersion_after_mm = 0;   ///< mean over all of those takes
};

/// One row per dataset of the catalog, in its order. Without an alignment: no rows.
std::vector<DatasetFigures> figures_of_datasets(const Catalog& catalog);

/// The first sequence of a take, in catalog order; nullptr when the take has gone.
const SequenceRecord* first_of_take(const Catalog& catalog, const std::string& take);

}  // namespace solopose
