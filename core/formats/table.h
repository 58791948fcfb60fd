#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Plain arrays.
///
/// Without a mapping: an .npz with `poses` (frames, 15, 3) in mm, and `fps` and `joints` where known; an .npz
/// as `export` writes it (`names`, `joints`, "0", "1", …); a .csv whose columns name the joints
/// (csv_table.h).
///
/// With a joint-mapping file (joint_mapping.h): an .npz, .npy or .csv of any joints; arrays are (frames,
/// joints, 3) or (frames, joints * 3). Unit and up axis that neither options nor mapping state are guessed
/// from the body, with a remark.
Reader table_reader();

}  // namespace solopose
