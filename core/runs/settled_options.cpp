#include "core/runs/settled_options.h"

#include "core/weights/clip_activation.h"

namespace solopose {

TrainingOptions settled(TrainingOptions options) {
  if (options.network.encoder != EncoderKind::clip || options.clip_weights.empty()) return options;
  ClipActivation& activation = options.network.clip.activation;
  activation = settled_activation(options.clip_weights, activation);
  return options;
}

}  // namespace solopose
