#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/base/job.h"
#include "core/files/text_scanner.h"

namespace solopose {

/// One degree of freedom of a BVH joint, in the order of the file's rows.
enum class BvhChannel : std::uint8_t {
  x_position,
  y_position,
  z_position,
  x_rotation,
  y_rotation,
  z_rotation
};

struct BvhJoint {
  std::string name;  ///< an End Site is "<parent>_end"
  int parent = -1;
  bool end_site = false;
  Eigen::Vector3d offset = Eigen::Vector3d::Zero();  ///< from the parent in its frame, the file's unit
  std::vector<BvhChannel> channels;
  std::optional<Eigen::Matrix3d> axes;  ///< about which the channels turn; none in BVH: the parent's
};

struct BvhSkeleton {
  std::vector<BvhJoint> joints;  ///< parents before children
  std::size_t channels = 0;      ///< of all joints: values a row
};

struct BvhMotion {
  double frame_time = 0;             ///< seconds
  std::string frame_time_text;       ///< as it is written
  std::int64_t declared_frames = 0;  ///< the "Frames:" header; the rows decide
  std::vector<double> rows;          ///< (rows, channels): degrees and the file's unit
  bool last_row_cut = false;         ///< the file ended within a row, which was dropped
};

/// Everything before MOTION. @throws FormatError.
BvhSkeleton parse_bvh_hierarchy(TextScanner& text);

/// Header and rows. @throws FormatError.
BvhMotion parse_bvh_motion(TextScanner& text, const BvhSkeleton& skeleton, const JobContext& context);

}  // namespace solopose
