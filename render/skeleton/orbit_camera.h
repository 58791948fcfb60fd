#pragma once

#include <optional>
#include <span>

#include <Eigen/Core>

namespace solopose {

/// Views named after the side of the person that is seen; `perspective` looks at the front from the right and
/// above.
enum class FixedView { front, back, left, right, top, perspective };

/// A camera on a sphere around a focus point: a plain value, no Qt. Lengths in millimetres, angles in
/// radians, pixels from the top left corner of the view, x right, y down.
struct OrbitCamera {
  /// Where a point appears.
  struct Projected {
    Eigen::Vector2d pixel;
    double depth_mm = 0;      ///< along the viewing direction
    double mm_per_pixel = 1;  ///< at that depth
  };

  Eigen::Vector3d up = Eigen::Vector3d::UnitZ();      ///< unit
  Eigen::Vector3d facing = Eigen::Vector3d::UnitY();  ///< unit, at right angles to up: where people look

  Eigen::Vector3d focus_mm = Eigen::Vector3d::Zero();
  double distance_mm = 4000;  ///< from eye to focus
  double azimuth = 0;         ///< 0: the eye stands in front of people; grows towards their right
  double elevation = 0;       ///< of the eye over the focus, -pi/2 to pi/2
  bool orthographic = false;

  double width_px = 1;
  double height_px = 1;

  Eigen::Vector3d rightward() const;  ///< unit, the picture's x
  Eigen::Vector3d upward() const;     ///< unit, the picture's up
  Eigen::Vector3d backward() const;   ///< unit, from the focus to the eye
  Eigen::Vector3d eye_mm() const { return focus_mm + distance_mm * backward(); }

  /// OpenGL's conventions: the camera looks along its -z, clip space is -w to w.
  Eigen::Matrix4d view() const;
  Eigen::Matrix4d projection() const;
  double near_mm() const;
  double far_mm() const;
  double mm_per_pixel_at_focus() const;

  /// None for a point behind the near plane, or one that is not finite.
  std::optional<Projected> project(const Eigen::Vector3d& point_mm) const;

  void orbit(double dx_px, double dy_px);  ///< drag by that much
  void pan(double dx_px, double dy_px);    ///< the focus plane follows the pointer
  void zoom(double steps);                 ///< wheel notches, positive = closer
  void look(FixedView from);
  /// Turn up and facing, keeping angles.
  void set_axes(const Eigen::Vector3d& up_axis, const Eigen::Vector3d& facing_axis);
  /// Keep the angles and move so that every finite point is inside with a margin. No finite points: nothing
  /// happens.
  void frame(std::span<const Eigen::Vector3f> points_mm);
};

/// From one camera to another the way an eye would travel: the shorter way around, distances by ratio. t from
/// 0 to 1; the result has `to`'s axes, projection and viewport.
OrbitCamera interpolate(const OrbitCamera& from, const OrbitCamera& to, double t);

}  // namespace solopose
