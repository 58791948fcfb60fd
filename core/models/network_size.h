#pragma once

#include <cstdint>

#include "core/models/options.h"

namespace solopose {

/// What one part of the network costs.
struct PartSize {
  std::int64_t parameters = 0;
  /// Multiplications with a following addition for one frame, of convolutions, linear layers and attention.
  double multiply_adds = 0;
};

struct NetworkSize {
  PartSize encoder;
  PartSize temporal;
  PartSize head;

  std::int64_t parameters() const { return encoder.parameters + temporal.parameters + head.parameters; }
  double multiply_adds() const { return encoder.multiply_adds + temporal.multiply_adds + head.multiply_adds; }
};

/// Without building the network. `clip_frames`: frames of a clip, which decide how many tokens attention
/// sees.
/// @throws Error when the options are not valid.
NetworkSize network_size(const NetworkOptions& options, int clip_frames);

}  // namespace solopose
