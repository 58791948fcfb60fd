#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <Eigen/Core>

#include "core/heatpose/mixture.h"
#include "core/heatpose/volume_file.h"

namespace solopose {

/// What somebody wants to see of one pose.
struct HeatMapRequest {
  std::optional<Joint> joint;                ///< none: all joints in one volume
  int size = 64;                             ///< voxels a side
  double extent_mm = 2800;                   ///< full side of the cube
  std::optional<Eigen::Vector3d> centre_mm;  ///< none: the pelvis
  MixtureOptions mixture;
};
/// All but joint and centre.
void describe(OptionVisitor& visitor, HeatMapRequest& request);

/// "pelvis", or "X,Y,Z" in mm. @throws Error quoting the text.
std::optional<Eigen::Vector3d> heat_map_centre(std::string_view text);

/// The cube of a request around a pose. @throws Error when the pelvis is missing and no centre was given, or
/// a number is out of range.
Grid heat_map_grid(std::span<const float> pose_mm, const HeatMapRequest& request);

/// The volume of equation 8. pose_mm: (15, 3), any frame.
Volume make_heat_map(std::span<const float> pose_mm, const HeatMapRequest& request);

/// Known joints that lie outside the grid: reported, never clamped.
int joints_outside_grid(std::span<const float> pose_mm, const Grid& grid);

}  // namespace solopose
