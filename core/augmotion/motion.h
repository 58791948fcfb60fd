#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "core/base/file_writer.h"
#include "core/base/frame_run.h"

namespace solopose {

/// A sequence of canonical poses on its way into a file of its own that other programs open.
struct Motion {
  std::string title;                  ///< the file's name
  double frames_per_second = 0;       ///< 0 = unknown: a frame then lasts a second
  std::span<const float> poses_mm;    ///< (frames, 15, 3); NaN = missing
  std::optional<Eigen::Vector3d> up;  ///< unit, in the poses' frame; none where nobody knows
  std::vector<FrameRun> rejected;     ///< by people
  std::vector<FrameRun> repaired;     ///< no longer as they were imported

  double seconds_at(std::int64_t frame) const {
    return frames_per_second > 0 ? static_cast<double>(frame) / frames_per_second
                                 : static_cast<double>(frame);
  }
};

/// OpenSim's TRC: millimetres, missing joints are empty cells, the up axis in the studio's own cells.
void write_trc(FileWriter& out, const Motion& motion);
/// BVH in millimetres and the poses' own axes: joints turn as their bones do and have position channels, so
/// that every joint is where the pose has it though bones change their lengths. BVH knows no missing joints:
/// they are where their neighbours in time have them (see filled_poses).
void write_bvh(FileWriter& out, const Motion& motion);
/// C3D points in millimetres, floats, Intel. Missing joints have -1 in their fourth word; runs of frames that
/// were rejected or repaired begin and end with an event, of which 254 at most are written.
void write_c3d(FileWriter& out, const Motion& motion);
/// Binary glTF 2.0: a node for each joint that is moved by an animation, millimetres below a node that makes
/// them metres with y up. Missing joints have no key frame. What was rejected or repaired stands in the
/// animation's extras as pairs of frames.
void write_glb(FileWriter& out, const Motion& motion);

/// A form that has a file for each sequence.
struct MotionForm {
  std::string_view ending;
  std::string_view title;  ///< "BVH"
  void (*write)(FileWriter& out, const Motion& motion);
  bool says_missing = true;  ///< else missing joints are filled
};

/// All of them.
std::span<const MotionForm> motion_forms();
/// By a file's ending, whatever its case; nullptr: none.
const MotionForm* motion_form_of(const std::filesystem::path& file);

/// The poses with missing joints between their neighbours in time, on a straight line; before the first and
/// behind the last place as there. A joint that is never there is where the next one of its bones is.
std::vector<float> filled_poses(std::span<const float> poses_mm);

}  // namespace solopose
