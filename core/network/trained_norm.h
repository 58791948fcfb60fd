#pragma once

#include "core/network/norm_relu.h"

namespace solopose {

// relu(norm(x) + skip) of a norm in training, which also remembers what it saw: two ways to the same numbers.

/// By the loops of norm_kernels.h: floats or half floats on the CPU.
torch::Tensor trained_by_kernels(const torch::Tensor& x, const torch::Tensor& skip, NormReluImpl& norm);

/// By torch's own operations: any device and precision, statistics shared.
torch::Tensor trained_by_torch(const torch::Tensor& x, const torch::Tensor& skip, NormReluImpl& norm);

}  // namespace solopose
