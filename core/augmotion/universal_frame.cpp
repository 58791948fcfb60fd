#include "core/augmotion/universal_frame.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// Of the paper's points (-1, 0, 3), (1, 0, 3), (0, 0, 0.5): shoulders 2 apart, the pelvis 2.5 below their
/// middle.
constexpr double literal_ratio = 0.8;

}  // namespace

BodyMeasure& BodyMeasure::operator+=(const BodyMeasure& other) {
  shoulder_sum_mm += other.shoulder_sum_mm;
  shoulder_frames += other.shoulder_frames;
  torso_sum_mm += other.torso_sum_mm;
  torso_frames += other.torso_frames;
  implausible_frames += other.implausible_frames;
  return *this;
}

double BodyMeasure::shoulder_width_mm() const {
  return shoulder_frames == 0 ? 0 : shoulder_sum_mm / static_cast<double>(shoulder_frames);
}

double BodyMeasure::torso_length_mm() const {
  return torso_frames == 0 ? 0 : torso_sum_mm / static_cast<double>(torso_frames);
}

BodyMeasure measure_body(std::span<const float> poses_mm, const TrunkLimits& limits) {
  BodyMeasure measure;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    const TrunkLengths lengths = trunk_lengths_mm(poses_mm, frame);
    if (limits.refuse(lengths)) ++measure.implausible_frames;
    if (!limits.shoulder_width.holds(lengths.shoulder_width)) continue;
    measure.shoulder_sum_mm += lengths.shoulder_width;
    ++measure.shoulder_frames;
    if (!limits.torso.holds(lengths.torso)) continue;
    measure.torso_sum_mm += lengths.torso;
    ++measure.torso_frames;
  }
  return measure;
}

Eigen::Matrix3d reference_points_mm(double shoulder_width_mm, double torso_length_mm, FramePreset preset,
                                    FrameRatio ratio) {
  if (!(shoulder_width_mm > 0) || !(torso_length_mm > 0)) {
    throw Error(fmt::format(
        "universal frame: expected a positive shoulder width and torso length, found {} and {} mm",
        shoulder_width_mm, torso_length_mm));
  }
  const double u = shoulder_width_mm / 2;
  const double torso = ratio == FrameRatio::literal ? shoulder_width_mm / literal_ratio : torso_length_mm;
  Eigen::Matrix3d points;
  points << -u, 0, 3 * u,  //
      u, 0, 3 * u,         //
      0, 0, 3 * u - torso;
  if (preset == FramePreset::paper) return points;
  const RigidTransform move = section_3_2_from_paper(shoulder_width_mm);
  return (points * move.rotation.transpose()).rowwise() + move.translation_mm.transpose();
}

RigidTransform section_3_2_from_paper(double shoulder_width_mm) {
  RigidTransform move;
  move.rotation << 0, 1, 0,  // forward: the paper's y
      1, 0, 0,               // left to right: its x
      0, 0, -1;              // mid-shoulder to pelvis: down
  move.translation_mm = {0, 0, 1.5 * shoulder_width_mm};
  return move;
}

}  // namespace solopose
