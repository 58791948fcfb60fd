#pragma once

#include <span>

#include "core/heatpose/grid.h"
#include "core/heatpose/mixture.h"

namespace solopose {

/// Cross-entropy of softmax(logits) over the voxels against the mixture normalised to sum 1, without ever
/// building the target: log sum exp(l) - sum(t l), where sum(t l) is a separable contraction per Gaussian.
struct CrossEntropy {
  double loss = 0;
  double log_partition = 0;  ///< log sum exp(logits), kept for the gradient
  double mass = 0;  ///< the mixture's sum over the voxels; 0 = nothing to learn, loss and gradient are 0
};

/// logits: one volume over the grid. @throws Error when the size is not the grid's.
CrossEntropy cross_entropy(const Grid& grid, std::span<const float> logits, std::span<const Gaussian> target);

/// gradient = scale * (softmax(logits) - target), in place over the logits if the spans are the same memory.
void cross_entropy_gradient(const Grid& grid, std::span<const float> logits, std::span<const Gaussian> target,
                            const CrossEntropy& forward, float scale, std::span<float> gradient);

}  // namespace solopose
