#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// HumanEva-I as VideoPose3D archives it (data_3d_humaneva15.npz): 15 joints in metres, world z up, 60 frames
/// a second. Subjects are named after their part ("Train/S1"); actions are cut where the capture lost markers
/// ("Walking 1 chunk0"), and each chunk is a track of its own, for nothing tells how long the gaps are.
Reader humaneva_reader();

}  // namespace solopose
