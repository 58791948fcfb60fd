#pragma once

#include <torch/script.h>

#include "core/exchange/onnx_graph.h"

namespace solopose {

/// What torch's trace of a network says, in ONNX's operators. The trace's sizes are all known.
/// @throws Error naming the first operation that has no translation.
OnnxGraph onnx_graph_of(const torch::jit::Graph& trace);

}  // namespace solopose
