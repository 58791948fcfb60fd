#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Human3.6M's own download: S*/MyPoseFeatures/D3_Positions*/*.cdf, variable Pose (1, frames, 96) in mm.
/// D3_Positions is the world (view "world"); D3_Positions_mono and D3_Positions_mono_universal are the
/// camera's frame, whose number the file's name ends in (views "54138969" and "54138969_universal": the
/// latter has the proportions of one body for all subjects and does not reproject).
Reader h36m_cdf_reader();

}  // namespace solopose
