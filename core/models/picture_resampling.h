#pragma once

#include "core/camera/resampling.h"
#include "core/models/options.h"

namespace solopose {

/// How a network's pictures are cut out, in training and in prediction alike: CLIP's as CLIP was trained.
inline Resampling resampling_of(const NetworkOptions& network) {
  return network.encoder == EncoderKind::clip ? Resampling::bicubic : Resampling::mean;
}

}  // namespace solopose
