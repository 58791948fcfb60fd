#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// FreeMoCap's recordings: RECORDING/output_data/mediapipe_body_3d_xyz.npy (frames, 33, 3) in mm, MediaPipe's
/// landmarks; in recordings of older versions mediaPipeSkel_3d_*.npy or mediapipe3dData_*_spatialXYZ.npy
/// (frames, 553, 3), whose first 33 are the body. The most finished array of a folder is read; the others are
/// stages on the way to it, or hands and face. No array has a frame rate or an up axis.
Reader freemocap_reader();

}  // namespace solopose
