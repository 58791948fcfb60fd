#pragma once

#include <span>

#include "core/demo/body.h"

namespace solopose::demo {

/// A pose at a moment of a cycle, 0 to 1.
struct KeyPose {
  double at = 0;
  BodyPose pose;
};

/// The cycle's pose at `phase` (any number; its fraction counts): a smooth curve (cubic Hermite,
/// finite-difference tangents, periodic) through the keys, which are sorted by `at`.
BodyPose blended(std::span<const KeyPose> keys, double phase);

/// from + amount * (to - from), angle by angle.
BodyPose mixed(const BodyPose& from, const BodyPose& to, double amount);

/// The same pose with left and right exchanged.
BodyPose mirrored(const BodyPose& pose);

}  // namespace solopose::demo
