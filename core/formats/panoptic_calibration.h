#pragma once

#include "core/formats/calibration.h"

namespace solopose {

/// CMU Panoptic's calibration_<sequence>.json: {"cameras": [{name "00_12", resolution, K, distCoef, R, t},
/// …]}, all 521 of them, cm, X_cam = R X + t, the world's up is -y.
CalibrationReader panoptic_calibration_reader();

}  // namespace solopose
