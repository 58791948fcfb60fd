#include "core/metrics/pose_series.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <Eigen/Core>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = 3 * joint_count;

std::size_t frames_of(std::span<const float> poses) {
  if (poses.size() % pose_size != 0)
    throw Error(fmt::format("{} numbers are no whole poses of {} joints", poses.size(), joint_count));
  return poses.size() / pose_size;
}

Eigen::Vector3f joint_at(std::span<const float> poses, std::size_t frame, int joint) {
  return Eigen::Map<const Eigen::Vector3f>(poses.data() + frame * pose_size +
                                           3 * static_cast<std::size_t>(joint));
}

float distance(const Eigen::Vector3f& a, const Eigen::Vector3f& b) {
  const float length = (a - b).norm();
  return std::isfinite(length) ? length : unknown;
}

}  // namespace

std::vector<float> joint_errors_mm(std::span<const float> truth_mm, std::span<const float> prediction_mm) {
  if (truth_mm.size() != prediction_mm.size())
    throw Error(fmt::format("poses of {} and of {} numbers cannot be compared", truth_mm.size(),
                            prediction_mm.size()));
  const std::size_t frames = frames_of(truth_mm);
  constexpr int pelvis = index_of(Joint::pelvis);
  std::vector<float> errors;
  errors.reserve(frames * joint_count);
  for (std::size_t frame = 0; frame < frames; ++frame) {
    const Eigen::Vector3f offset = joint_at(prediction_mm, frame, pelvis) - joint_at(truth_mm, frame, pelvis);
    for (int joint = 0; joint < joint_count; ++joint)
      errors.push_back(
          distance(joint_at(prediction_mm, frame, joint) - offset, joint_at(truth_mm, frame, joint)));
  }
  return errors;
}

std::vector<float> mean_over_joints(std::span<const float> values) {
  if (values.size() % joint_count != 0)
    throw Error(fmt::format("{} numbers are no rows of {} joints", values.size(), joint_count));
  std::vector<float> means;
  means.reserve(values.size() / joint_count);
  for (std::size_t row = 0; row < values.size(); row += joint_count) {
    float sum = 0;
    int known = 0;
    for (const float value : values.subspan(row, joint_count)) {
      if (!std::isfinite(value)) continue;
      sum += value;
      ++known;
    }
    means.push_back(known == 0 ? unknown : sum / static_cast<float>(known));
  }
  return means;
}

std::vector<float> joint_speed_m_per_s(std::span<const float> poses_mm, double frames_per_second) {
  const std::size_t frames = frames_of(poses_mm);
  std::vector<float> steps_mm(frames * joint_count, unknown);
  for (std::size_t frame = 1; frame < frames; ++frame) {
    for (int joint = 0; joint < joint_count; ++joint)
      steps_mm[frame * joint_count + static_cast<std::size_t>(joint)] =
          distance(joint_at(poses_mm, frame, joint), joint_at(poses_mm, frame - 1, joint));
  }
  std::vector<float> speed = mean_over_joints(steps_mm);
  for (float& value : speed) value *= static_cast<float>(frames_per_second / 1000);
  return speed;
}

std::vector<float> bone_length_mm(std::span<const float> poses_mm, const Bone& bone) {
  const std::size_t frames = frames_of(poses_mm);
  std::vector<float> lengths;
  lengths.reserve(frames);
  for (std::size_t frame = 0; frame < frames; ++frame)
    lengths.push_back(distance(joint_at(poses_mm, frame, index_of(bone.parent)),
                               joint_at(poses_mm, frame, index_of(bone.child))));
  return lengths;
}

}  // namespace solopose
