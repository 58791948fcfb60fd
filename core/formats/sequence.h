#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/camera/camera.h"
#include "core/formats/image_points.h"
#include "core/skeleton/joint_set.h"

namespace solopose {

enum class CoordinateFrame : std::uint8_t { world, camera };

/// One 3D track in one frame, as its file has it. It may own several videos (view is
/// then "world") or be one camera's track. Its ID is dataset/subject/take/view; tracks that share dataset,
/// subject and take are synchronised views of one take.
struct Sequence {
  std::string subject;           ///< "unknown" when the file does not say
  std::string action;            ///< what is done, for the tree; may be empty
  std::string take;              ///< unique within subject
  std::string view;              ///< "world", or the camera's name
  double frames_per_second = 0;  ///< 0 = unknown
  JointSetPtr joints;
  std::vector<float> positions_mm;  ///< (frames, joints, 3) row-major, in the file's own frame; NaN = missing
  CoordinateFrame frame = CoordinateFrame::world;
  /// The dataset's up axis as a unit vector in this track's frame (carried through the extrinsics for camera
  /// tracks); none when the file does not tell.
  std::optional<Eigen::Vector3d> up;
  std::vector<Camera>
      cameras;  ///< camera tracks: the one camera; world tracks: those of `videos`, where known
  std::vector<std::string>
      videos;  ///< paths that the format's layout names, existing or not; same order as cameras if both
  std::filesystem::path source;  ///< the file it was read from
  /// 2D labels where the dataset has them, at most one entry a camera. They are evidence beside the track:
  /// the detector label_disagreement holds it against them.
  std::vector<ImagePoints> image_points = {};

  std::int64_t frames() const {
    return joints == nullptr || joints->size() == 0
               ? 0
               : static_cast<std::int64_t>(positions_mm.size()) / (joints->size() * 3);
  }
};

}  // namespace solopose
