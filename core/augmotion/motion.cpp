#include "core/augmotion/motion.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

bool is_there(const float* point) {
  return std::isfinite(point[0]) && std::isfinite(point[1]) && std::isfinite(point[2]);
}

/// Fills the gaps of one joint; false when it is never there.
bool fill_in_time(std::vector<float>& poses, std::size_t joint) {
  const auto frames = frames_of(poses);
  const auto at = [&](std::int64_t frame) { return poses.data() + frame * pose_floats + 3 * joint; };
  std::int64_t last = -1;  // frame in which it was there
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    if (!is_there(at(frame))) continue;
    for (std::int64_t gap = last + 1; gap < frame; ++gap) {
      const float share = last < 0 ? 1.0F : static_cast<float>(gap - last) / static_cast<float>(frame - last);
      const float* before = last < 0 ? at(frame) : at(last);
      for (int axis = 0; axis < 3; ++axis)
        at(gap)[axis] = before[axis] + share * (at(frame)[axis] - before[axis]);
    }
    last = frame;
  }
  for (std::int64_t gap = last + 1; last >= 0 && gap < frames; ++gap) std::copy_n(at(last), 3, at(gap));
  return last >= 0;
}

}  // namespace

std::span<const MotionForm> motion_forms() {
  static constexpr std::array<MotionForm, 4> forms = {{{".trc", "TRC", write_trc},
                                                       {".bvh", "BVH", write_bvh, false},
                                                       {".c3d", "C3D", write_c3d},
                                                       {".glb", "glTF", write_glb}}};
  return forms;
}

const MotionForm* motion_form_of(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto found = std::ranges::find(motion_forms(), ending, &MotionForm::ending);
  return found == motion_forms().end() ? nullptr : &*found;
}

std::vector<float> filled_poses(std::span<const float> poses_mm) {
  std::vector<float> poses(poses_mm.begin(), poses_mm.end());
  std::array<bool, joint_count> there{};
  for (std::size_t joint = 0; joint < joint_count; ++joint) there[joint] = fill_in_time(poses, joint);
  const auto put = [&](Joint from, Joint to) {
    const auto source = static_cast<std::size_t>(index_of(from));
    const auto target = static_cast<std::size_t>(index_of(to));
    if (!there[source] || there[target]) return;
    there[target] = true;
    for (std::int64_t frame = 0; frame < frames_of(poses); ++frame) {
      float* pose = poses.data() + frame * pose_floats;
      std::copy_n(pose + 3 * source, 3, pose + 3 * target);
    }
  };
  // Up to the pelvis first, then down to all.
  for (auto bone = bones().rbegin(); bone != bones().rend(); ++bone) put(bone->child, bone->parent);
  for (const Bone& bone : bones()) put(bone.parent, bone.child);
  if (!there[0]) std::ranges::fill(poses, 0.0F);
  return poses;
}

}  // namespace solopose
