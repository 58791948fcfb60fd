#pragma once

#include <optional>

#include <Eigen/Core>

#include "core/inspection/heat_map_picture.h"
#include "render/heat_map/heat_map_view.h"

namespace solopose {

/// What a direction in one picture's frame is in another's, where that is known: in one frame, or of one
/// sequence, whose poses are in both.
std::optional<Eigen::Matrix3d> turn_between(const HeatMapPicture& from, const HeatMapPicture& to);

/// Columns: what is up to a camera, where people look, and at right angles to both.
Eigen::Matrix3d camera_axes(const OrbitCamera& camera);

/// What lies in another picture where a place of this one is, from the middle of the cube; none outside its
/// own. turn: of directions, from this frame to the other.
std::optional<HeatMapProbe> same_place(const HeatMapProbe& probe, const HeatMapPicture& from,
                                       const HeatMapPicture& to, const Eigen::Matrix3d& turn);

}  // namespace solopose
