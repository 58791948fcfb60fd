#pragma once

#include <torch/script.h>

#include "core/models/model_description.h"
#include "core/network/network_module.h"

namespace solopose {

/// A network as one function without a branch or a name of ours: torch's trace of one answer. Only for .cpp
/// files that may see torch.
///
/// Its input is one clip: pictures (1, frames, 3, size, size) as the network takes them, or landmark features
/// (1, frames, numbers). Its output is the head's: logits (1, frames, 15 or 1, depth, height, width) or
/// coordinates (1, frames, 15, 3). All sizes are fixed.
struct TracedNetwork {
  torch::jit::Module module;  ///< with "forward"; weights are constants of its graph
  std::shared_ptr<torch::jit::Graph> graph;
  torch::Tensor example;  ///< what it was traced with
  torch::Tensor answer;   ///< what it said
};

/// The network is changed: batch norms are worked into convolutions and nothing wants a gradient any more.
TracedNetwork traced(NetworkModule& network, int frames);

}  // namespace solopose
