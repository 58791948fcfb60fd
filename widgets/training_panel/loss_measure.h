#pragma once

#include <string>

#include "core/runs/options.h"

namespace solopose {

/// What two runs must share for their losses to be of one measure: the kind of loss and what it is taken
/// against. Cross-entropies of other volumes or other mixtures have other floors.
std::string loss_measure(const TrainingOptions& options);

}  // namespace solopose
