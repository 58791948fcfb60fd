#pragma once

#include <filesystem>
#include <vector>

#include "core/formats/calibration.h"

namespace solopose {

/// The TOML that Anipose writes (aniposelib 0.8: CameraGroup.dump) and Pose2Sim and Caliscope took over: a
/// table for each camera with name, size, matrix, distortions, rotation (Rodrigues), translation; other
/// tables are passed over. Caliscope's own file (0.11: CameraArray.to_toml) has the tables in [cameras.N],
/// cameras that are not placed yet, and perhaps 3 x 3 rotations. `fisheye = true` makes the numbers those of
/// an equidistant lens; `ignore = true` leaves the camera out, with a remark. Sorted by name.
/// @throws FormatError naming camera and key.
std::vector<Camera> read_toml_calibration(const std::filesystem::path& file, double millimetres_per_unit,
                                          const RemarkSink& remark);

CalibrationReader toml_calibration_reader();

}  // namespace solopose
