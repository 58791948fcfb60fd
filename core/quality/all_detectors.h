#pragma once

#include "core/quality/detector.h"

namespace solopose {

// Each in the file of its name. Which scores they give is said there.

DetectorPtr make_joint_angle();
DetectorPtr make_bone_length();
DetectorPtr make_bone_symmetry();
DetectorPtr make_spike();
DetectorPtr make_jitter();
DetectorPtr make_frozen();
DetectorPtr make_missing_run();
DetectorPtr make_side_swap();
DetectorPtr make_mirrored();
DetectorPtr make_calibration_pose();
DetectorPtr make_floor();
DetectorPtr make_upright();
DetectorPtr make_scale();
DetectorPtr make_alignment_residual();
DetectorPtr make_view_disagreement();
DetectorPtr make_past_the_video();
DetectorPtr make_anomaly();
DetectorPtr make_known_fault();

}  // namespace solopose
