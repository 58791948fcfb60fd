#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <Eigen/Core>

#include "core/augmotion/trunk.h"
#include "core/base/rigid_transform.h"
#include "core/options/named_values.h"

namespace solopose {

/// paper: z up, x from left to right shoulder, facing +y. section_3_2: origin mid-shoulder, y left to right,
/// z to the pelvis, x forward. They differ by a fixed rigid motion.
enum class FramePreset : std::uint8_t { paper, section_3_2 };

/// measured: Ms : Msp from the data (equation 1). literal: the paper's (-1,0,3), (1,0,3), (0,0,0.5), that is
/// 0.8.
enum class FrameRatio : std::uint8_t { measured, literal };

constexpr auto named_values(FramePreset) {
  return std::array{NamedValue{FramePreset::paper, "paper"},
                    NamedValue{FramePreset::section_3_2, "section-3.2"}};
}
constexpr auto named_values(FrameRatio) {
  return std::array{NamedValue{FrameRatio::measured, "measured"}, NamedValue{FrameRatio::literal, "paper"}};
}

/// Equation 1's sums, to be added up over tracks. They make a robust mean: lengths that a track's person
/// cannot have are left out, so that no mistaken joint weighs more than half a torso; where there are none it
/// is the plain mean.
struct BodyMeasure {
  double shoulder_sum_mm = 0;  ///< over frames with both shoulders
  std::int64_t shoulder_frames = 0;
  double torso_sum_mm = 0;  ///< over frames with both shoulders and the pelvis
  std::int64_t torso_frames = 0;
  std::int64_t implausible_frames = 0;  ///< in which a length was left out

  BodyMeasure& operator+=(const BodyMeasure& other);
  double shoulder_width_mm() const;  ///< Ms; 0 without frames
  double torso_length_mm() const;    ///< Msp; 0 without frames
};

/// poses_mm: (frames, 15, 3) canonical. Missing joints leave their frame out, and so do lengths outside the
/// track's limits.
BodyMeasure measure_body(std::span<const float> poses_mm, const TrunkLimits& limits);

/// Where the three reference joints of a key frame go. Rows: left shoulder, right shoulder, pelvis; mm.
/// @throws Error when a length is not positive.
Eigen::Matrix3d reference_points_mm(double shoulder_width_mm, double torso_length_mm, FramePreset preset,
                                    FrameRatio ratio);

/// The fixed rigid motion between the presets, for bodies of this shoulder width.
RigidTransform section_3_2_from_paper(double shoulder_width_mm);

}  // namespace solopose
