#include "core/formats/track_facts.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/formats/axis.h"
#include "core/formats/joint_mapping.h"

namespace solopose {

TrackFacts stated_facts(const ReadOptions& options, TrackFacts usual) {
  if (!options.mapping.empty()) {
    JointMapping mapping = read_joint_mapping(options.mapping, usual.joints->joints);
    if (mapping.set.size() != usual.joints->size()) {
      throw FormatError(options.mapping, "joints", fmt::format("{} of them", usual.joints->size()),
                        fmt::format("{}", mapping.set.size()));
    }
    usual.joints = std::make_shared<const JointSet>(std::move(mapping.set));
  }
  const ReadOptions stated = options_with_mapping(options);
  if (stated.up) {
    usual.up = axis_named(*stated.up);
    if (!usual.up)
      throw Error(fmt::format("up axis: expected x, -x, y, -y, z or -z, found \"{}\"", *stated.up));
  }
  usual.millimetres_per_unit = stated.millimetres_per_unit.value_or(usual.millimetres_per_unit);
  usual.frames_per_second = stated.frames_per_second.value_or(usual.frames_per_second);
  if (!std::isfinite(usual.millimetres_per_unit) || usual.millimetres_per_unit <= 0) {
    throw Error(
        fmt::format("millimetres per unit: expected a number above 0, found {}", usual.millimetres_per_unit));
  }
  if (!std::isfinite(usual.frames_per_second) || usual.frames_per_second < 0) {
    throw Error(
        fmt::format("frames per second: expected a number from 0 on, found {}", usual.frames_per_second));
  }
  return usual;
}

void append_mm(std::span<const double> values, double millimetres_per_unit,
               std::vector<float>& positions_mm) {
  constexpr double largest = std::numeric_limits<float>::max();
  const std::size_t had = positions_mm.size();
  positions_mm.resize(had + values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double mm = values[i] * millimetres_per_unit;
    positions_mm[had + i] =
        std::abs(mm) <= largest ? static_cast<float>(mm) : std::numeric_limits<float>::quiet_NaN();
  }
}

Eigen::Matrix3d rotation_of_vector(const Eigen::Vector3d& vector) {
  const double angle = vector.norm();
  if (angle == 0) return Eigen::Matrix3d::Identity();
  return Eigen::AngleAxisd(angle, vector / angle).toRotationMatrix();
}

bool is_rotation(const Eigen::Matrix3d& matrix) {
  constexpr double tolerance = 1e-3;
  return matrix.allFinite() &&
         (matrix * matrix.transpose() - Eigen::Matrix3d::Identity()).cwiseAbs().maxCoeff() < tolerance &&
         matrix.determinant() > 0;
}

}  // namespace solopose
