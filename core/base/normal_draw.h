#pragma once

#include <cmath>
#include <numbers>

#include "core/base/seeded_random.h"

namespace solopose {

/// Of the normal distribution of mean 0 and deviation 1 (Box and Muller 1958).
inline double normal_draw(SeededRandom& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
  return radius * std::cos(2 * std::numbers::pi * random.unit());
}

}  // namespace solopose
