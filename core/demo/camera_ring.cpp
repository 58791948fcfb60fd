#include "core/demo/camera_ring.h"

#include <numbers>

#include <Eigen/Geometry>

namespace solopose::demo {
namespace {

/// Rows are the camera's axes in the world: right, down, forward.
Eigen::Matrix3d looking(const Eigen::Vector3d& from, const Eigen::Vector3d& to) {
  const Eigen::Vector3d forward = (to - from).normalized();
  const Eigen::Vector3d right = forward.cross(Eigen::Vector3d::UnitZ()).normalized();
  Eigen::Matrix3d rotation;
  rotation.row(0) = right;
  rotation.row(1) = forward.cross(right);
  rotation.row(2) = forward;
  return rotation;
}

}  // namespace

std::vector<Camera> ring_of_cameras(const RingOptions& options, const FileFrame& world) {
  std::vector<Camera> cameras;
  const bool closed = options.arc_deg >= 360;
  const double step = options.arc_deg / std::max(1, closed ? options.count : options.count - 1);
  for (int c = 0; c < options.count; ++c) {
    const double angle = (options.first_deg + c * step) * std::numbers::pi / 180;
    const auto in_turn = [c](const std::vector<double>& values) {
      return values[static_cast<std::size_t>(c) % values.size()];
    };
    const double radius = in_turn(options.radii_mm);
    const Eigen::Vector3d from(-radius * std::sin(angle), radius * std::cos(angle),
                               in_turn(options.heights_mm));
    const Eigen::Matrix3d camera_from_stage = looking(from, Eigen::Vector3d(0, 0, 950));
    Camera camera;
    camera.name = std::to_string(c);
    camera.width = options.width;
    camera.height = options.height;
    camera.intrinsics << options.focal_px, 0, options.width / 2.0, 0, options.focal_px, options.height / 2.0,
        0, 0, 1;
    // x_camera = C (x - from) with x = F^T (x_file - f).
    camera.rotation = camera_from_stage * world.rotation.transpose();
    camera.translation_mm = -camera_from_stage * from - camera.rotation * world.translation_mm;
    cameras.push_back(std::move(camera));
  }
  return cameras;
}

}  // namespace solopose::demo
