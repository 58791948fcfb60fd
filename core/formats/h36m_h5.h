#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Human3.6M as Martinez et al. (A simple yet effective baseline for 3D human pose estimation, 2017) and
/// h36m-fetch keep it: a .h5 file a take, S1/MyPoses/3D_positions/Directions 1.h5, with `3D_positions` (96,
/// frames) in mm, rows x, y, z of joint 0, x of joint 1, …; the world's frame.
Reader h36m_h5_reader();

}  // namespace solopose
