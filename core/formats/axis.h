#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <Eigen/Core>

namespace solopose {

/// What people call the axes by.
inline constexpr std::array<std::string_view, 6> axis_names = {"x", "-x", "y", "-y", "z", "-z"};

/// The unit vector that "x", "-x", "y", "-y", "z" or "-z" names; nullopt for any other text.
inline std::optional<Eigen::Vector3d> axis_named(std::string_view name) {
  const double sign = name.starts_with('-') ? -1 : 1;
  if (name.starts_with('-') || name.starts_with('+')) name.remove_prefix(1);
  if (name.size() != 1 || name[0] < 'x' || name[0] > 'z') return std::nullopt;
  return sign * Eigen::Vector3d::Unit(name[0] - 'x');
}

/// The axis nearest to a direction, and its name.
struct NamedAxis {
  Eigen::Vector3d direction;
  std::string name;
};

inline NamedAxis nearest_axis(const Eigen::Vector3d& direction) {
  Eigen::Index axis = 0;
  direction.cwiseAbs().maxCoeff(&axis);
  const bool negative = direction[axis] < 0;
  return {Eigen::Vector3d::Unit(axis) * (negative ? -1 : 1),
          std::string(negative ? "-" : "") + static_cast<char>('x' + axis)};
}

}  // namespace solopose
