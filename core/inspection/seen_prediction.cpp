#include "core/inspection/seen_prediction.h"

#include <array>
#include <limits>
#include <span>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr std::size_t pose_size = static_cast<std::size_t>(pose_floats);

/// Where the target's origin is in the camera's frame; NaN where there is no crop.
Eigen::Vector3f origin_seen(const Prediction& prediction, const Camera& camera, std::size_t row) {
  if (row >= prediction.crops.size() || !(prediction.crops[row].side_px > 0))
    return Eigen::Vector3f::Constant(std::numeric_limits<float>::quiet_NaN());
  const std::array<float, pose_size> at_the_origin{};
  const std::vector<float> seen =
      camera_from_crop(camera, prediction.crops[row], prediction.model.target.extent_mm, at_the_origin);
  return {seen[0], seen[1], seen[2]};
}

/// One row of a universal prediction.
std::vector<float> pose_seen(const Prediction& prediction, const ViewGeometry& geometry, std::int64_t row) {
  std::vector<float> pose =
      geometry.turned_into_view_frame(pose_at(prediction.poses_mm, row), TargetFrame::universal);
  const Eigen::Vector3f origin = origin_seen(prediction, *geometry.camera(), static_cast<std::size_t>(row));
  for (std::size_t i = 0; i < pose.size(); ++i) pose[i] += origin[static_cast<Eigen::Index>(i % 3)];
  return pose;
}

bool says_pixels(const Prediction& prediction) {
  return prediction.model.target.frame == TargetFrame::camera;
}

}  // namespace

std::vector<float> seen_poses_mm(const Prediction& prediction, const ViewGeometry& geometry) {
  if (says_pixels(prediction)) return prediction.poses_mm;
  if (!geometry.sees_universal()) return {};
  std::vector<float> poses;
  poses.reserve(prediction.poses_mm.size());
  for (std::int64_t row = 0; row < frames_of(prediction.poses_mm); ++row) {
    const std::vector<float> pose = pose_seen(prediction, geometry, row);
    poses.insert(poses.end(), pose.begin(), pose.end());
  }
  return poses;
}

std::vector<float> seen_pixels(const Prediction& prediction, const ViewGeometry& geometry) {
  if (says_pixels(prediction)) return prediction.pixels;
  std::vector<float> pixels;
  for (std::int64_t row = 0; row < prediction.frames(); ++row) {
    const std::vector<float> of_row = seen_pixels(prediction, geometry, row);
    pixels.insert(pixels.end(), of_row.begin(), of_row.end());
  }
  return pixels;
}

std::vector<float> seen_pixels(const Prediction& prediction, const ViewGeometry& geometry, std::int64_t row) {
  constexpr std::size_t row_size = std::size_t{2} * joint_count;
  if (row < 0 || row >= prediction.frames()) return {};
  if (says_pixels(prediction)) {
    if (prediction.pixels.empty()) return {};
    const auto first = prediction.pixels.begin() + row * static_cast<std::ptrdiff_t>(row_size);
    return {first, first + static_cast<std::ptrdiff_t>(row_size)};
  }
  if (!geometry.sees_universal()) return {};
  return geometry.pixels(pose_seen(prediction, geometry, row));
}

}  // namespace solopose
