#pragma once

#include <string>

#include "core/models/model_description.h"

namespace solopose {

/// What the rows of an evaluation are called that are no model's.
inline constexpr const char* mean_pose_row = "mean pose";
std::string other_frame_row(TargetFrame frame_of_model);  ///< "mean pose, universal frame" for a camera model

}  // namespace solopose
