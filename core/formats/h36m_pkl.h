#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Human3.6M as H36M-Toolbox and its users pickle it (h36m_train.pkl, h36m_validation.pkl): a list of one
/// dict a picture, {image, joints_3d (17, 3), joints_vis, image_id, subject, action, subaction, camera_id,
/// …}, in mm. Pictures of one folder, s_01_act_02_subact_01_ca_01, are a track. joints_3d is the camera's
/// frame; where joints_3d_camera stands beside it, that one is taken.
Reader h36m_pkl_reader();

}  // namespace solopose
