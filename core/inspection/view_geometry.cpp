#include "core/inspection/view_geometry.h"

#include "core/camera/camera_projection.h"
#include "core/project/catalog.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

std::vector<float> transformed(std::span<const float> points, const Eigen::Matrix3d& rotation,
                               const Eigen::Vector3d& offset) {
  std::vector<float> moved(points.size());
  const Eigen::Matrix3f turn = rotation.cast<float>();
  const Eigen::Vector3f shift = offset.cast<float>();
  for (std::size_t i = 0; i + 2 < points.size(); i += 3)
    Eigen::Map<Eigen::Vector3f>(moved.data() + i) =
        turn * Eigen::Map<const Eigen::Vector3f>(points.data() + i) + shift;
  return moved;
}

}  // namespace

ViewGeometry::ViewGeometry(const SequenceRecord& track, const std::optional<Camera>& camera,
                           const PictureSize& video, const std::optional<RigidTransform>& universal)
    : knows_track_(true) {
  if (camera) {
    camera_ = camera_for_video(*camera, video);
    if (track.frame == CoordinateFrame::world) {
      view_from_track_ = camera_->rotation;
      offset_mm_ = camera_->translation_mm;
    }
  }
  const bool seen_by_camera = camera_ || track.frame == CoordinateFrame::camera;
  const Eigen::Vector3d assumed =
      track.frame == CoordinateFrame::camera ? Eigen::Vector3d(0, -1, 0) : Eigen::Vector3d(0, 0, 1);
  up_ = (view_from_track_ * track.up.value_or(assumed)).normalized();
  if (!track.up && seen_by_camera) up_ = -Eigen::Vector3d::UnitY();
  knows_up_ = track.up || seen_by_camera;
  if (universal) track_from_universal_ = universal->rotation.transpose() / universal->scale;
}

std::vector<float> ViewGeometry::in_view_frame(std::span<const float> poses_mm) const {
  return transformed(poses_mm, view_from_track_, offset_mm_);
}

std::vector<float> ViewGeometry::turned_into_view_frame(std::span<const float> poses_mm,
                                                        TargetFrame frame) const {
  if (frame == TargetFrame::camera) {
    if (knows_track_ && !camera_) return {};
    return {poses_mm.begin(), poses_mm.end()};
  }
  if (!track_from_universal_) return {};
  return transformed(poses_mm, view_from_track_ * *track_from_universal_, Eigen::Vector3d::Zero());
}

std::vector<float> ViewGeometry::pixels(std::span<const float> pose_mm) const {
  std::vector<float> found;
  if (!camera_) return found;
  found.reserve(2 * joint_count);
  for (std::size_t i = 0; i < pose_floats; i += 3) {
    const Eigen::Vector2d pixel =
        project_to_pixel(*camera_, Eigen::Map<const Eigen::Vector3f>(pose_mm.data() + i).cast<double>());
    found.push_back(static_cast<float>(pixel.x()));
    found.push_back(static_cast<float>(pixel.y()));
  }
  return found;
}

std::vector<float> ViewGeometry::depths(std::span<const float> pose_mm) {
  std::vector<float> found;
  for (std::size_t i = 2; i < pose_floats; i += 3) found.push_back(pose_mm[i]);
  return found;
}

}  // namespace solopose
