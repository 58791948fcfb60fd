#pragma once

#include <span>

#include "core/heatpose/grid.h"
#include "core/heatpose/mixture.h"

namespace solopose {

/// Cross-entropy of softmax(logits) over the voxels against the mixture normalised to sum 1: log sum exp(l) -
/// sum(t l). The target t is a product of separable factors that lives in registers, a tile at a time.
struct CrossEntropy {
  double loss = 0;
  double log_partition = 0;  ///< log sum exp(logits)
  double mass = 0;  ///< the mixture's sum over the voxels; 0 = nothing to learn, loss and gradient are 0
};

/// logits: one volume over the grid. `gradient`, unless empty, becomes scale * (softmax(logits) - t); it must
/// not be the logits' memory. One core; call it for several volumes side by side.
/// @throws Error when a size is not the grid's.
CrossEntropy cross_entropy(const Grid& grid, std::span<const float> logits, std::span<const Gaussian> target,
                           float scale = 1, std::span<float> gradient = {});

}  // namespace solopose
