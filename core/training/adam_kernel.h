#pragma once

#include <cstdint>

namespace solopose {

/// One step of AdamW (Loshchilov and Hutter 2019, algorithm 2) as numbers.
struct AdamStep {
  float gradient_scale = 1;  ///< what a gradient is multiplied with first
  float value_scale = 1;     ///< 1 - learning rate * decay
  float beta_1 = 0;
  float beta_2 = 0;
  float rate = 0;             ///< learning rate / (1 - beta_1^t)
  float root_correction = 1;  ///< 1 / sqrt(1 - beta_2^t)
  float epsilon = 0;
};

/// Moves `count` values and their moments by their gradients, on the CPU, in one pass. Built for AVX-512,
/// AVX2 and without (core/heatpose/processor.h).
void adam_step(const AdamStep& step, std::int64_t count, const float* gradients, float* moment_1,
               float* moment_2, float* values);

}  // namespace solopose
