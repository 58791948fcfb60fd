#include "core/samples/body_changes.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Core>

#include "core/base/normal_draw.h"
#include "core/skeleton/pose_rows.h"
#include "core/skeleton/usual_body.h"

namespace solopose {
namespace {

using Points = Eigen::Map<Eigen::Matrix<float, 3, joint_count>>;

Points points_of(std::span<float> poses_mm, std::int64_t frame) {
  return Points(poses_mm.data() + frame * pose_floats);
}

/// Mean over the frames in which both ends are known; NaN without such a frame.
class MeanLength {
 public:
  void add(const Eigen::Vector3f& a, const Eigen::Vector3f& b) {
    const double length = (a - b).cast<double>().norm();
    if (!std::isfinite(length)) return;
    sum_ += length;
    ++count_;
  }
  double value() const { return sum_ / count_; }

 private:
  double sum_ = 0;
  double count_ = 0;
};

double length_of_body(std::span<float> poses_mm) {
  MeanLength thigh, shin, trunk;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    const Points points = points_of(poses_mm, frame);
    const auto at = [&](Joint joint) { return Eigen::Vector3f(points.col(index_of(joint))); };
    thigh.add(at(Joint::right_hip), at(Joint::right_knee));
    thigh.add(at(Joint::left_hip), at(Joint::left_knee));
    shin.add(at(Joint::right_knee), at(Joint::right_ankle));
    shin.add(at(Joint::left_knee), at(Joint::left_ankle));
    trunk.add(at(Joint::pelvis), (at(Joint::right_shoulder) + at(Joint::left_shoulder)) / 2);
  }
  return thigh.value() + shin.value() + trunk.value();
}

void stretch_bones(const std::array<double, joint_count>& factors, Points points) {
  const Eigen::Matrix<float, 3, joint_count> before = points;
  for (const Bone& bone : bones()) {
    const int parent = index_of(bone.parent);
    const int child = index_of(bone.child);
    if (!before.col(parent).allFinite()) continue;  // the child stays where it is
    points.col(child) = points.col(parent) + static_cast<float>(factors[static_cast<std::size_t>(child)]) *
                                                 (before.col(child) - before.col(parent));
  }
}

}  // namespace

BodyChanges BodyChanges::none() {
  BodyChanges changes;
  changes.bones.fill(1);
  return changes;
}

BodyChanges BodyChanges::drawn(SeededRandom& random) {
  constexpr double bone_deviation = 0.05;
  constexpr double size_deviation = 0.04;
  BodyChanges changes;
  for (double& factor : changes.bones) factor = 1 + bone_deviation * normal_draw(random);
  for (std::size_t joint = 0; joint < changes.bones.size(); ++joint) {
    const int other = index_of(mirrored(static_cast<Joint>(joint)));
    changes.bones[joint] = changes.bones[std::min(joint, static_cast<std::size_t>(other))];
  }
  changes.size = std::exp(size_deviation * normal_draw(random));
  return changes;
}

void change_body(const BodyChanges& changes, std::span<float> poses_mm) {
  const double length = length_of_body(poses_mm);
  const double size = std::isfinite(length) && length > 0 ? changes.size * usual_length_mm / length : 1;
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    Points points = points_of(poses_mm, frame);
    stretch_bones(changes.bones, points);
    points *= static_cast<float>(size);
  }
}

}  // namespace solopose
