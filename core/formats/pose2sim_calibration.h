#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// What Pose2Sim keeps beside its .trc files: Calib*.toml with the cameras, and the folder `videos`.

/// The Calib*.toml that belongs to a .trc: in its folder or one of two above, there or in `calibration`; the
/// first by name. None when there is none.
std::optional<std::filesystem::path> pose2sim_calibration_of(const std::filesystem::path& trc);

/// The cameras of a calibration (toml_calibration.h), in the frame of the .trc files: Pose2Sim triangulates
/// in the calibration's world (z up, metres) and turns the result to y up when it writes it. Sorted by name.
/// @throws FormatError naming the camera and key.
std::vector<Camera> read_pose2sim_calibration(const std::filesystem::path& file, const RemarkSink& remark);

/// The films of the folder `videos` beside the calibration or its folder.
std::vector<std::filesystem::path> pose2sim_videos(const std::filesystem::path& calibration);

}  // namespace solopose
