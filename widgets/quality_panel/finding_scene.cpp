#include "widgets/quality_panel/finding_scene.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <Eigen/Geometry>

#include "core/skeleton/pose_rows.h"
#include "render/skeleton/skeleton_measure.h"
#include "render/skeleton/skeleton_view.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr float sole_mm = 60;           ///< ankles are not soles
constexpr float crown_mm = 120;         ///< from where a head is to its top, and some air above it
constexpr std::size_t most_marked = 8;  ///< more are the whole body
constexpr double azimuth = 0.5;
constexpr double elevation = 0.15;

const Eigen::Vector3f& at(const SkeletonPose& pose, Joint joint) {
  return pose[static_cast<std::size_t>(index_of(joint))];
}

std::vector<Joint> joints_of(const JointMask& mask) {
  std::vector<Joint> joints;
  for (int joint = 0; joint < joint_count; ++joint)
    if (mask[static_cast<std::size_t>(joint)]) joints.push_back(static_cast<Joint>(joint));
  return joints;
}

bool adjacent(Joint a, Joint b) {
  return std::ranges::any_of(bones(), [&](const Bone& bone) {
    return (bone.parent == a && bone.child == b) || (bone.parent == b && bone.child == a);
  });
}

std::optional<Joint> parent_of(Joint joint) {
  for (const Bone& bone : bones())
    if (bone.child == joint) return bone.parent;
  return std::nullopt;
}

std::optional<Joint> child_of(Joint joint) {
  for (const Bone& bone : bones())
    if (bone.parent == joint) return bone.child;
  return std::nullopt;
}

/// Three joints with the one between the two others in the middle; none: they are no chain.
std::vector<Joint> chain_of(const std::vector<Joint>& joints) {
  for (const Joint middle : joints) {
    std::vector<Joint> ends;
    for (const Joint joint : joints)
      if (joint != middle && adjacent(joint, middle)) ends.push_back(joint);
    if (ends.size() == 2) return {ends[0], middle, ends[1]};
  }
  return {};
}

bool speaks_of_bones(const Finding& finding) {
  return finding.detector == "bone_length" || finding.detector == "bone_symmetry";
}

bool speaks_of_motion(const Finding& finding) {
  return finding.detector == "spike" || finding.detector == "frozen" || finding.detector == "jitter";
}

std::vector<Joint> measured_joints(const Finding& finding, std::string_view unit) {
  const std::vector<Joint> joints = joints_of(finding.joints);
  if (speaks_of_bones(finding) && joints.size() == 2 && adjacent(joints[0], joints[1])) return joints;
  if (unit != "degrees") return {};
  if (joints.size() == 3) return chain_of(joints);
  if (joints.size() != 1) return {};
  const auto parent = parent_of(joints[0]);
  const auto child = child_of(joints[0]);
  return parent && child ? std::vector{*parent, joints[0], *child} : std::vector<Joint>();
}

SkeletonInstance body(const SkeletonPose& pose) {
  const Theme& theme = Theme::instance();
  SkeletonInstance skeleton;
  skeleton.joints_mm = pose;
  skeleton.colour = theme.side(Side::middle);
  skeleton.side_colours = {{theme.side(Side::middle), theme.side(Side::left), theme.side(Side::right)}};
  return skeleton;
}

}  // namespace

JointMask marked_joints(const Finding& finding) {
  const bool of_sides = finding.detector == "side_swap" || finding.detector == "mirrored";
  if (of_sides) return {};
  if (speaks_of_motion(finding)) return finding.joints.none() ? JointMask().set() : finding.joints;
  return finding.joints.count() <= most_marked ? finding.joints : JointMask();
}

SkeletonPose skeleton_pose(std::span<const float> pose_mm) {
  SkeletonPose pose;
  for (std::size_t joint = 0; joint < pose.size(); ++joint)
    pose[joint] = {pose_mm[joint * 3], pose_mm[joint * 3 + 1], pose_mm[joint * 3 + 2]};
  return pose;
}

SkeletonMeasure finding_measure(const Finding& finding, std::string_view unit, const SkeletonPose& pose) {
  std::vector<Eigen::Vector3f> points;
  for (const Joint joint : measured_joints(finding, unit)) points.push_back(at(pose, joint));
  const bool known =
      std::ranges::all_of(points, [](const Eigen::Vector3f& point) { return point.allFinite(); });
  return known ? measureOf(std::move(points)) : SkeletonMeasure();
}

SkeletonScene finding_scene(const FindingScene& shown) {
  const Theme& theme = Theme::instance();
  SkeletonScene scene;
  scene.axes = false;
  scene.background = theme.panel();
  scene.text = theme.text();
  scene.grid = theme.border();
  scene.accent = theme.text();
  scene.mark = theme.attention();
  if (shown.pose_mm.empty()) return scene;
  SkeletonInstance skeleton = body(skeleton_pose(shown.pose_mm));
  if (shown.finding != nullptr) {
    skeleton.marked = marked_joints(*shown.finding);
    scene.measure = finding_measure(*shown.finding, shown.unit, skeleton.joints_mm);
  }
  scene.skeletons.push_back(skeleton);
  if (!shown.before_mm.empty()) {
    SkeletonInstance before;
    before.joints_mm = skeleton_pose(shown.before_mm);
    before.colour = theme.mutedText();
    before.ghost = before.dashed = true;
    scene.skeletons.push_back(before);
  }
  return scene;
}

std::vector<Eigen::Vector3f> outline(const SkeletonPose& pose, const Eigen::Vector3d& up) {
  std::vector<Eigen::Vector3f> points(pose.begin(), pose.end());
  points.emplace_back(at(pose, Joint::head) + crown_mm * up.cast<float>());
  for (const Joint ankle : {Joint::left_ankle, Joint::right_ankle})
    points.emplace_back(at(pose, ankle) - 2 * sole_mm * up.cast<float>());
  return points;
}

OrbitCamera facing(OrbitCamera camera, const SkeletonPose& pose, const std::optional<Eigen::Vector3d>& up) {
  const Eigen::Vector3f trunk = at(pose, Joint::neck) - at(pose, Joint::pelvis);
  const Eigen::Vector3f across = at(pose, Joint::right_shoulder) - at(pose, Joint::left_shoulder);
  Eigen::Vector3d upwards = camera.up;
  if (up)
    upwards = *up;
  else if (trunk.allFinite() && trunk.norm() > 0)
    upwards = trunk.cast<double>().normalized();
  const Eigen::Vector3d forward = upwards.cross(across.cast<double>());
  const bool known = forward.allFinite() && forward.norm() > 1e-3;
  camera.set_axes(upwards, known ? forward.normalized() : upwards.unitOrthogonal());
  camera.azimuth = azimuth;
  camera.elevation = elevation;
  camera.frame(outline(pose, upwards));
  return camera;
}

void place_floor(SkeletonScene& scene, const SkeletonPose& pose, const Eigen::Vector3d& up) {
  float lowest = std::numeric_limits<float>::infinity();
  for (const Joint joint : {Joint::left_ankle, Joint::right_ankle}) {
    const float height = at(pose, joint).dot(up.cast<float>());
    if (std::isfinite(height)) lowest = std::min(lowest, height);
  }
  scene.floor = std::isfinite(lowest);
  if (scene.floor) scene.floor_height_mm = lowest - sole_mm;
}

}  // namespace solopose
