#include "core/prediction/even_bones.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/skeleton/canonical.h"
#include "core/skeleton/pose_rows.h"
#include "core/skeleton/usual_body.h"

namespace solopose {
namespace {

/// As long as a bone is in the tenth of its frames in which it seems longest: what one frame says alone is no
/// measure.
constexpr double reached = 0.9;

/// By the joint in which a bone ends.
using Lengths = std::array<double, joint_count>;

double& of(Lengths& lengths, Joint end) { return lengths[static_cast<std::size_t>(index_of(end))]; }

std::optional<double> longest(std::span<const float> poses_mm, const Bone& bone) {
  std::vector<double> lengths;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    const double length =
        (joint_at(poses_mm, frame, bone.child) - joint_at(poses_mm, frame, bone.parent)).norm();
    if (std::isfinite(length)) lengths.push_back(length);
  }
  if (lengths.empty()) return std::nullopt;
  const auto at = static_cast<std::ptrdiff_t>(reached * static_cast<double>(lengths.size() - 1));
  std::ranges::nth_element(lengths, lengths.begin() + at);
  return lengths[static_cast<std::size_t>(at)];
}

/// Nothing where a bone is never seen, on either side.
std::optional<Lengths> lengths_of_body(std::span<const float> poses_mm) {
  Lengths sums{}, counts{};
  for (const Bone& bone : bones()) {
    const std::optional<double> length = longest(poses_mm, bone);
    if (!length) continue;
    for (const Joint end : {bone.child, mirrored(bone.child)}) {
      of(sums, end) += *length;
      of(counts, end) += 1;
    }
  }
  Lengths lengths{};
  for (const Bone& bone : bones()) {
    const bool hidden = of(counts, bone.child) == 0;
    // A head that no answer has is no part of what is measured.
    if (hidden && bone.child != Joint::head) return std::nullopt;
    of(lengths, bone.child) = hidden ? 0 : of(sums, bone.child) / of(counts, bone.child);
  }
  const double body =
      of(lengths, Joint::right_ankle) + of(lengths, Joint::right_knee) + of(lengths, Joint::neck);
  if (!(body > 0)) return std::nullopt;
  for (double& length : lengths) length *= usual_length_mm / body;
  return lengths;
}

/// Sums of all bones' lengths, before and after.
struct Growth {
  double before = 0;
  double after = 0;
};

void even_out(std::span<float> pose_mm, Lengths& lengths, double share, Growth& growth) {
  const std::vector<float> before(pose_mm.begin(), pose_mm.end());
  for (const Bone& bone : bones()) {
    const Eigen::Vector3d along = joint_at(before, 0, bone.child) - joint_at(before, 0, bone.parent);
    const double length = along.norm();
    if (!(length > 0)) continue;  // missing, too
    const double even = length + share * (of(lengths, bone.child) - length);
    const Eigen::Vector3d place = joint_at(pose_mm, 0, bone.parent) + even / length * along;
    std::ranges::copy(place.cast<float>(), pose_mm.begin() + 3 * index_of(bone.child));
    growth.before += length;
    growth.after += even;
  }
}

}  // namespace

std::vector<float> with_even_bones(std::span<const float> poses_mm, double share) {
  std::vector<float> poses(poses_mm.begin(), poses_mm.end());
  std::optional<Lengths> lengths = lengths_of_body(poses_mm);
  if (!lengths || !(share > 0)) return poses;
  Growth growth;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame)
    even_out(std::span(poses).subspan(static_cast<std::size_t>(frame * pose_floats), pose_floats), *lengths,
             share, growth);
  const double farther = growth.after / growth.before - 1;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    const Eigen::Vector3f step = (farther * joint_at(poses_mm, frame, Joint::pelvis)).cast<float>();
    for (int joint = 0; joint < joint_count; ++joint)
      Eigen::Map<Eigen::Vector3f>(poses.data() + frame * pose_floats + 3 * joint) += step;
  }
  return poses;
}

}  // namespace solopose
