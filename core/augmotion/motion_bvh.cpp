#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

#include "core/augmotion/kabsch.h"
#include "core/augmotion/motion.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

std::vector<Joint> children_of(Joint joint) {
  std::vector<Joint> children;
  for (const Bone& bone : bones())
    if (bone.parent == joint) children.push_back(bone.child);
  return children;
}

/// Where a bone points while somebody stands with arms stretched out to the sides, y up, the left along x.
Eigen::Vector3d resting(Joint child) {
  using enum Joint;
  if (child == neck || child == head) return Eigen::Vector3d::UnitY();
  const bool of_leg =
      child == left_knee || child == left_ankle || child == right_knee || child == right_ankle;
  if (of_leg) return -Eigen::Vector3d::UnitY();
  return (side_of(child) == Side::left ? 1 : -1) * Eigen::Vector3d::UnitX();
}

using Offsets = std::array<Eigen::Vector3d, joint_count>;

std::size_t at(Joint joint) { return static_cast<std::size_t>(index_of(joint)); }

/// From each joint's parent, in the rest pose: bones as long as they usually are.
Offsets rest_offsets(std::span<const float> poses) {
  Offsets offsets;
  offsets[at(Joint::pelvis)].setZero();
  for (const Bone& bone : bones()) {
    std::vector<double> lengths;
    for (std::int64_t frame = 0; frame < frames_of(poses); ++frame)
      lengths.push_back((joint_at(poses, frame, bone.child) - joint_at(poses, frame, bone.parent)).norm());
    const auto middle = lengths.begin() + std::ssize(lengths) / 2;
    std::nth_element(lengths.begin(), middle, lengths.end());
    offsets[at(bone.child)] = *middle * resting(bone.child);
  }
  return offsets;
}

/// How a joint is turned against the world so that its bones point as near to where they do as they can: one
/// bone by the least turn against its parent, several by least squares.
Eigen::Matrix3d turned(Joint joint, const std::vector<Joint>& children, const Eigen::Matrix3d& parent,
                       const Offsets& rest, std::span<const float> poses, std::int64_t frame) {
  const Eigen::Vector3d place = joint_at(poses, frame, joint);
  if (children.size() == 1) {
    const Eigen::Vector3d bone = joint_at(poses, frame, children.front()) - place;
    const Eigen::Vector3d resting_bone = parent * rest[at(children.front())];
    if (!(bone.norm() > 0) || !(resting_bone.norm() > 0)) return parent;
    return Eigen::Quaterniond::FromTwoVectors(resting_bone, bone).toRotationMatrix() * parent;
  }
  std::vector<Eigen::Vector3d> from = {Eigen::Vector3d::Zero()};
  std::vector<Eigen::Vector3d> to = {Eigen::Vector3d::Zero()};
  for (const Joint child : children) {
    from.push_back(rest[at(child)]);
    to.push_back(joint_at(poses, frame, child) - place);
  }
  return kabsch(from, to).target_from_source.rotation;
}

/// Degrees about z, x and y, one after the other in the frame as it is then.
Eigen::Vector3d angles_zxy(const Eigen::Matrix3d& r) {
  const double x = std::asin(std::clamp(r(2, 1), -1.0, 1.0));
  const bool is_locked = std::abs(r(2, 1)) > 1 - 1e-12;
  const double z = is_locked ? std::atan2(r(1, 0), r(0, 0)) : std::atan2(-r(0, 1), r(1, 1));
  const double y = is_locked ? 0 : std::atan2(-r(2, 0), r(2, 2));
  return Eigen::Vector3d(z, x, y) * (180 / std::numbers::pi);
}

class BvhWriter {
 public:
  BvhWriter(FileWriter& out, std::span<const float> poses)
      : out_(out), poses_(poses), rest_(rest_offsets(poses)) {
    for (int joint = 0; joint < joint_count; ++joint)
      children_[static_cast<std::size_t>(joint)] = children_of(static_cast<Joint>(joint));
  }

  void write_hierarchy() {
    out_.print("HIERARCHY\n");
    write_joint(Joint::pelvis, 0);
  }

  void write_frame(std::int64_t frame) {
    write_row(Joint::pelvis, Eigen::Vector3d::Zero(), Eigen::Matrix3d::Identity(), frame);
    out_.print("\n");
  }

 private:
  void write_joint(Joint joint, std::size_t depth) {
    const std::string indent(depth, '\t');
    const Eigen::Vector3d& offset = rest_[at(joint)];
    out_.print("{0}{1} {2}\n{0}{{\n{0}\tOFFSET {3:.5f} {4:.5f} {5:.5f}\n", indent,
               depth == 0 ? "ROOT" : "JOINT", joint_names()[at(joint)], offset.x(), offset.y(), offset.z());
    out_.print("{}\tCHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation\n", indent);
    for (const Joint child : children_[at(joint)]) write_joint(child, depth + 1);
    if (children_[at(joint)].empty())
      out_.print("{0}\tEnd Site\n{0}\t{{\n{0}\t\tOFFSET 0 0 0\n{0}\t}}\n", indent);
    out_.print("{}}}\n", indent);
  }

  /// Of a joint and those below it, in the hierarchy's order.
  void write_row(Joint joint, const Eigen::Vector3d& parent_place, const Eigen::Matrix3d& parent,
                 std::int64_t frame) {
    const Eigen::Vector3d place = joint_at(poses_, frame, joint);
    const Eigen::Vector3d local = parent.transpose() * (place - parent_place);
    const auto& children = children_[at(joint)];
    const Eigen::Matrix3d rotation =
        children.empty() ? parent : turned(joint, children, parent, rest_, poses_, frame);
    const Eigen::Vector3d angles = angles_zxy(parent.transpose() * rotation);
    out_.print("{}{:.5f} {:.5f} {:.5f} {:.7f} {:.7f} {:.7f}", joint == Joint::pelvis ? "" : " ", local.x(),
               local.y(), local.z(), angles[0], angles[1], angles[2]);
    for (const Joint child : children) write_row(child, place, rotation, frame);
  }

  FileWriter& out_;
  std::span<const float> poses_;
  Offsets rest_;
  std::array<std::vector<Joint>, joint_count> children_;
};

}  // namespace

void write_bvh(FileWriter& out, const Motion& motion) {
  const std::vector<float> poses = filled_poses(motion.poses_mm);
  BvhWriter writer(out, poses);
  writer.write_hierarchy();
  out.print("MOTION\nFrames: {}\nFrame Time: {:.9g}\n", frames_of(poses), motion.seconds_at(1));
  for (std::int64_t frame = 0; frame < frames_of(poses); ++frame) writer.write_frame(frame);
}

}  // namespace solopose
