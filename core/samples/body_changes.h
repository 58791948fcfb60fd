#pragma once

#include <array>
#include <span>

#include "core/base/seeded_random.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// What one person's motion becomes with another body. Poses are (frames, 15, 3) mm, NaN = missing.
struct BodyChanges {
  std::array<double, joint_count> bones;  ///< factor of the bone to each joint
  double size = 1;                        ///< of a usual body

  /// Nothing changes but the size: people of all sizes move as somebody of a usual one.
  static BodyChanges none();
  /// As people differ: bones by 5 %, both sides alike, the whole by 4 % (one deviation).
  static BodyChanges drawn(SeededRandom& random);
};

/// The motion in the changed body's size (of usual_length_mm) and bones. Poses without hips, or of which no
/// leg and no shoulders are known, keep their size.
void change_body(const BodyChanges& changes, std::span<float> poses_mm);

}  // namespace solopose
