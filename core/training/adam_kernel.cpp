#include "core/training/adam_kernel.h"

#include <cmath>

#include "core/heatpose/processor.h"

namespace solopose {
namespace {

/// The compiler makes wide loops of it: without __restrict and errno (see CMakeLists.txt) it could not.
[[gnu::always_inline]] inline void move(const AdamStep& step, std::int64_t count,
                                        const float* __restrict gradients, float* __restrict moment_1,
                                        float* __restrict moment_2, float* __restrict values) {
  const AdamStep s = step;
  for (std::int64_t i = 0; i < count; ++i) {
    const float gradient = gradients[i] * s.gradient_scale;
    moment_1[i] = moment_1[i] * s.beta_1 + gradient * (1 - s.beta_1);
    moment_2[i] = moment_2[i] * s.beta_2 + gradient * gradient * (1 - s.beta_2);
    const float root = std::sqrt(moment_2[i]) * s.root_correction + s.epsilon;
    values[i] = values[i] * s.value_scale - s.rate * moment_1[i] / root;
  }
}

SOLOPOSE_AVX512 void move_avx512(const AdamStep& step, std::int64_t count, const float* gradients,
                                 float* moment_1, float* moment_2, float* values) {
  move(step, count, gradients, moment_1, moment_2, values);
}

SOLOPOSE_AVX2 void move_avx2(const AdamStep& step, std::int64_t count, const float* gradients,
                             float* moment_1, float* moment_2, float* values) {
  move(step, count, gradients, moment_1, moment_2, values);
}

void move_portably(const AdamStep& step, std::int64_t count, const float* gradients, float* moment_1,
                   float* moment_2, float* values) {
  move(step, count, gradients, moment_1, moment_2, values);
}

}  // namespace

void adam_step(const AdamStep& step, std::int64_t count, const float* gradients, float* moment_1,
               float* moment_2, float* values) {
  static const auto chosen = for_this_processor(&move_avx512, &move_avx2, &move_portably);
  chosen(step, count, gradients, moment_1, moment_2, values);
}

}  // namespace solopose
