#include "core/project/joint_gap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <Eigen/Geometry>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Position = Eigen::Vector3d;

/// None where it is missing or where there is no such frame.
std::optional<Position> known_at(std::span<const float> poses_mm, std::int64_t frame, Joint joint) {
  if (frame < 0 || frame >= frames_of(poses_mm)) return std::nullopt;
  const Position position = joint_at(poses_mm, frame, joint);
  return position.allFinite() ? std::optional(position) : std::nullopt;
}

/// One joint's way across a gap.
class Bridge {
 public:
  Bridge(std::span<const float> poses_mm, const FrameRun& gap, Joint joint) {
    for (const std::int64_t frame : {gap.first - 2, gap.first - 1, gap.last + 1, gap.last + 2})
      if (const auto known = known_at(poses_mm, frame, joint)) pillars_.emplace_back(frame, *known);
    if (pillars_.size() == 4) return;
    std::erase_if(pillars_, [&](const auto& pillar) {
      return pillar.first != static_cast<double>(gap.first - 1) &&
             pillar.first != static_cast<double>(gap.last + 1);
    });
    if (pillars_.size() < 2) pillars_.clear();
  }

  explicit operator bool() const { return !pillars_.empty(); }

  /// Lagrange's polynomial through the pillars.
  Position at(std::int64_t frame) const {
    Position sum = Position::Zero();
    for (const auto& [own, position] : pillars_) {
      double weight = 1;
      for (const auto& [other, ignored] : pillars_)
        if (other != own) weight *= (static_cast<double>(frame) - other) / (own - other);
      sum += weight * position;
    }
    return sum;
  }

 private:
  std::vector<std::pair<double, Position>> pillars_;  ///< frame, position: two or four; none: no way
};

struct Sphere {
  Position centre;
  double radius = 0;
};

/// The nearest to `wanted` on a sphere.
Position on(const Sphere& sphere, const Position& wanted) {
  const Position way = wanted - sphere.centre;
  const double far = way.norm();
  return far > 0 ? Position(sphere.centre + sphere.radius / far * way) : wanted;
}

/// The nearest to `wanted` on the circle in which two spheres meet; where they do not, on the first where it
/// is nearest to the second.
Position on(const Sphere& sphere, const Sphere& other, const Position& wanted) {
  const double apart = (other.centre - sphere.centre).norm();
  if (!(apart > 0)) return on(sphere, wanted);
  const Position axis = (other.centre - sphere.centre) / apart;
  const double r = sphere.radius;
  const double along = std::clamp((apart * apart + r * r - other.radius * other.radius) / (2 * apart), -r, r);
  const Position aside = (wanted - sphere.centre) - axis.dot(wanted - sphere.centre) * axis;
  return sphere.centre + along * axis + std::sqrt(r * r - along * along) * aside.normalized();
}

std::optional<Joint> parent_of(Joint joint) {
  const auto found = std::ranges::find(bones(), joint, &Bone::child);
  return found == bones().end() ? std::nullopt : std::optional(found->parent);
}

/// The joint at the other end of the only bone that begins there.
std::optional<Joint> only_child_of(Joint joint) {
  if (std::ranges::count(bones(), joint, &Bone::parent) != 1) return std::nullopt;
  return std::ranges::find(bones(), joint, &Bone::parent)->child;
}

class Gap {
 public:
  Gap(std::span<const float> poses_mm, const FrameRun& frames)
      : poses_mm_(poses_mm),
        frames_(frames),
        filled_(poses_mm.begin() + frames.first * pose_floats,
                poses_mm.begin() + (frames.last + 1) * pose_floats) {}

  /// Parents come before their children.
  void fill(Joint joint, const JointMask& filled_too) {
    const Bridge bridge(poses_mm_, frames_, joint);
    if (!bridge) return;
    std::optional<Joint> child = only_child_of(joint);
    if (child && filled_too.test(static_cast<std::size_t>(index_of(*child)))) child.reset();
    for (std::int64_t frame = frames_.first; frame <= frames_.last; ++frame) {
      Position position = bridge.at(frame);
      const auto parent = around(parent_of(joint), joint, frame);
      const auto end = around(child, joint, frame);
      if (parent) position = end ? on(*parent, *end, position) : on(*parent, position);
      put(frame, joint, position);
    }
  }

  std::vector<float> take() { return std::move(filled_); }

 private:
  /// Where a joint lies that has kept its distance from a neighbour; none where that is not known.
  std::optional<Sphere> around(std::optional<Joint> neighbour, Joint joint, std::int64_t frame) const {
    if (!neighbour) return std::nullopt;
    const auto centre = known_at(filled_, frame - frames_.first, *neighbour);
    const auto before = distance(frames_.first - 1, *neighbour, joint);
    const auto after = distance(frames_.last + 1, *neighbour, joint);
    if (!centre || !before || !after) return std::nullopt;
    const double share =
        static_cast<double>(frame - frames_.first + 1) / static_cast<double>(frames_.frames() + 1);
    return Sphere{*centre, std::lerp(*before, *after, share)};
  }

  std::optional<double> distance(std::int64_t frame, Joint a, Joint b) const {
    const auto from = known_at(poses_mm_, frame, a);
    const auto to = known_at(poses_mm_, frame, b);
    return from && to ? std::optional((*from - *to).norm()) : std::nullopt;
  }

  void put(std::int64_t frame, Joint joint, const Position& position) {
    float* at = filled_.data() + (frame - frames_.first) * pose_floats + index_of(joint) * 3;
    for (int axis = 0; axis < 3; ++axis) at[axis] = static_cast<float>(position[axis]);
  }

  std::span<const float> poses_mm_;
  FrameRun frames_;
  std::vector<float> filled_;
};

}  // namespace

std::vector<float> bridged(std::span<const float> poses_mm, const FrameRun& gap, const JointMask& joints) {
  Gap filling(poses_mm, gap);
  const auto fill = [&](Joint joint) {
    if (joints.test(static_cast<std::size_t>(index_of(joint)))) filling.fill(joint, joints);
  };
  fill(Joint::pelvis);
  for (const Bone& bone : bones()) fill(bone.child);
  return filling.take();
}

}  // namespace solopose
