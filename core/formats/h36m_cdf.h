#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Human3.6M's own download: S*/MyPoseFeatures/D3_Positions*/*.cdf, variable Pose (1, frames, 96) in mm.
/// D3_Positions is the world (view "world"); D3_Positions_mono and D3_Positions_mono_universal are the
/// camera's frame, whose number the file's name ends in (view "54138969"). The latter has one body's
/// proportions for all subjects and does not reproject: it is a take of its own, "Directions 1 universal".
Reader h36m_cdf_reader();

}  // namespace solopose
