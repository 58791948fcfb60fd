#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// CMU Panoptic's hdPose3d_stage1_coco19 (and vgaPose3d_stage1_coco19): a file a frame,
/// body3DScene_00000000.json,
/// {"univTime", "fpsType": "hd_29_97", "bodies": [{"id", "joints19": [x, y, z, confidence, …]}]}, in cm, up
/// is -y. A joint of negative confidence is missing.
///
/// A folder's first file stands for all of them: reading it gives a track for every person's id. Rows are the
/// film's frames, so frames whose file is not there, or in which somebody is not, are missing.
Reader panoptic_reader();

}  // namespace solopose
