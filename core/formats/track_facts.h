#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "core/formats/reader.h"

namespace solopose {

/// What is known of a dataset's tracks beyond their files.
struct TrackFacts {
  JointSetPtr joints;
  double millimetres_per_unit = 1;
  std::optional<Eigen::Vector3d> up;
  double frames_per_second = 0;  ///< 0 = unknown
};

/// A dataset's usual facts, and what the user states instead: options win over their mapping file, that over
/// the usual.
/// @throws Error naming the option that is out of range, or a mapping of another number of joints.
TrackFacts stated_facts(const ReadOptions& options, TrackFacts usual);

/// Append coordinates in millimetres; what is not finite becomes NaN.
void append_mm(std::span<const double> values, double millimetres_per_unit, std::vector<float>& positions_mm);

/// The rotation of a rotation vector (Rodrigues), radians.
Eigen::Matrix3d rotation_of_vector(const Eigen::Vector3d& vector);

/// Orthonormal and right-handed within 1e-3.
bool is_rotation(const Eigen::Matrix3d& matrix);

}  // namespace solopose
