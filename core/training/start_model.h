#pragma once

#include <string>

#include "core/network/network_module.h"
#include "core/runs/options.h"

namespace solopose {

/// Begin with a model's weights, or with its encoder's. The parts after CLIP understand only the CLIP that
/// they were trained behind, with its activation.
/// @param clip_fingerprint of the CLIP weights that the network has; empty without.
/// @throws Error (the file), FormatError when the model's parts are of other sizes, or it was trained behind
/// another CLIP, or its encoder alone is asked for where CLIP is the encoder.
void take_weights(NetworkModule& network, const StartOptions& start, const std::string& clip_fingerprint);

}  // namespace solopose
