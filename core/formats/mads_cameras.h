#pragma once

#include <filesystem>
#include <vector>

#include "core/formats/calibration.h"

namespace solopose {

constexpr int mads_views = 3;

/// The cameras C0 to C2 of a track of MADS, from the Calib_Cam<k>.mat beside it or one folder up. All three
/// or none, which is remarked: videos and cameras go together. @throws FormatError, Error.
std::vector<Camera> mads_cameras(const std::filesystem::path& track, const RemarkSink& remark);

/// One Calib_Cam<k>.mat, as the Camera Calibration Toolbox for MATLAB writes it: KK, kc, om_ext (Rodrigues),
/// T_ext (mm), X_cam = R X + T.
CalibrationReader mads_calibration_reader();

}  // namespace solopose
