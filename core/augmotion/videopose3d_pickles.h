#pragma once

#include <string>

#include "core/camera/camera.h"
#include "core/files/pickle_writer.h"

namespace solopose {

/// As VideoPose3D's h36m_dataset.py has a camera: a dict, see export_videopose3d.
void write_videopose3d_camera(PickleWriter& pickle, const Camera& camera);

/// The member that says what the 2D keypoints are: Human3.6M's 17, and which of them mirror each other.
std::string videopose3d_metadata();

}  // namespace solopose
