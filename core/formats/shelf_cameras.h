#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/formats/calibration.h"

namespace solopose {

/// calibration_shelf.json and calibration_campus.json as VoxelPose made them of the datasets' projection
/// matrices (Tu et al., VoxelPose, 2020) and others took them over: an object for each camera, named by its
/// number, with fx, fy, cx, cy, k (3), p (2), R and T, the camera's position in the frame of the actors, mm:
/// X_cam = R (X - T).
CalibrationReader shelf_calibration_reader();

/// The one beside actorsGT.mat; the first by name.
std::optional<std::filesystem::path> shelf_calibration_of(const std::filesystem::path& actors);

/// The folders of pictures beside actorsGT.mat (Camera0, Camera1, …) whose first picture is frame 0: others
/// are not in step with the annotation. Sorted.
std::vector<std::filesystem::path> shelf_pictures(const std::filesystem::path& actors);

}  // namespace solopose
