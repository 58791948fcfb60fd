#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/number_array.h"

namespace solopose {

/// Poses as other methods' programs write them.
struct PublishedPoses {
  std::string_view order;                 ///< of the joints, see joint_order.h
  bool valid_frames_only = false;         ///< frames that the dataset marks as invalid are not in it
  std::vector<std::string> names;         ///< of sequences; one empty name where the file names none
  std::vector<NumberArray> sequences_mm;  ///< (frames, 17, 3) each, in the axes of the camera
};

/// Three layouts, told apart by the file's ending:
/// - .npy: one array (frames, 17, 3), or (1, frames, 17, 3), of one sequence in metres, Human3.6M's joints:
///   the export of VideoPose3D and what follows it (PoseFormer, MHFormer);
/// - .mat: a variable for each test sequence of MPI-INF-3DHP ("TS1"), (3, 17, frames) or (3, 17, 1, frames),
///   mm, of the valid frames: inference_data.mat of P-STMO, STCFormer and what follows them.
/// - .npz with VideoPose3D's `positions_3d` around dict[subject][action], as its list of views is laid out:
///   poses of the four cameras of Human3.6M in their order, or a dict of them by camera, (frames, 17, 3) in
///   metres; named "S9/Walking/54138969".
/// Nothing for other files. @throws Error, FormatError: neither's shape.
std::optional<PublishedPoses> read_published_poses(const std::filesystem::path& file);

}  // namespace solopose
