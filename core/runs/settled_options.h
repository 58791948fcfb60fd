#pragma once

#include "core/runs/options.h"

namespace solopose {

/// What a new run is to be made of: where it looks through CLIP, the activation is the one asked for or that
/// which the weights' publisher says, see clip_activation.h. May read the whole file of weights.
/// @throws Error when it is not known, or another one is asked for.
TrainingOptions settled(TrainingOptions options);

}  // namespace solopose
