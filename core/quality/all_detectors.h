#pragma once

#include <array>

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
DetectorPtr make_label_disagreement();
DetectorPtr make_model_disagreement();
DetectorPtr make_past_the_video();
DetectorPtr make_anomaly();
DetectorPtr make_known_fault();

/// What explains more stands before what follows from it: the order in which they are listed and judged.
inline constexpr std::array detector_makers = {
    make_known_fault,
    make_past_the_video,
    make_mirrored,
    make_missing_run,
    make_side_swap,
    make_calibration_pose,
    make_frozen,
    make_spike,
    make_jitter,
    make_joint_angle,
    make_bone_length,
    make_bone_symmetry,
    make_floor,
    make_upright,
    make_scale,
    make_alignment_residual,
    make_view_disagreement,
    make_label_disagreement,
    make_model_disagreement,
    make_anomaly,
};

}  // namespace solopose
