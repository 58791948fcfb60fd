#include "core/quality/pose_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "core/skeleton/body_axes.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr double side_px = 132;  ///< of the square that one view fills
constexpr double margin_px = 10;

/// The pose flattened: x to the right, y down, mm; NaN = missing.
using FlatPose = std::array<Eigen::Vector2d, joint_count>;

FlatPose seen_along(std::span<const float> pose_mm, const Eigen::Vector3d& to_the_right,
                    const Eigen::Vector3d& up) {
  FlatPose flat;
  for (int joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d at = joint_at(pose_mm, 0, static_cast<Joint>(joint));
    flat[static_cast<std::size_t>(joint)] = {at.dot(to_the_right), -at.dot(up)};
  }
  return flat;
}

const char* class_of(Joint joint) {
  switch (side_of(joint)) {
    case Side::left:
      return "left";
    case Side::right:
      return "right";
    case Side::middle:
      break;
  }
  return "middle";
}

/// Moves and scales a view into its square. Both views have one scale: that of the larger extent.
struct Fit {
  Eigen::Vector2d centre_mm;
  double px_per_mm = 0;
  double left_px = 0;

  Eigen::Vector2d px(const Eigen::Vector2d& at) const {
    return (at - centre_mm) * px_per_mm + Eigen::Vector2d(left_px + side_px / 2, side_px / 2);
  }
};

struct Extent {
  Eigen::Vector2d low = Eigen::Vector2d::Constant(INFINITY);
  Eigen::Vector2d high = Eigen::Vector2d::Constant(-INFINITY);

  explicit Extent(const FlatPose& pose) {
    for (const Eigen::Vector2d& at : pose) {
      if (!at.allFinite()) continue;
      low = low.cwiseMin(at);
      high = high.cwiseMax(at);
    }
  }
  Eigen::Vector2d centre() const { return (low + high) / 2; }
  double size() const { return (high - low).maxCoeff(); }
};

void draw(std::string& svg, const FlatPose& pose, const JointMask& doubted, const Fit& fit) {
  const auto out = std::back_inserter(svg);
  for (const Bone& bone : bones()) {
    const Eigen::Vector2d a = pose[static_cast<std::size_t>(index_of(bone.parent))];
    const Eigen::Vector2d b = pose[static_cast<std::size_t>(index_of(bone.child))];
    if (!a.allFinite() || !b.allFinite()) continue;
    const Eigen::Vector2d from = fit.px(a);
    const Eigen::Vector2d to = fit.px(b);
    fmt::format_to(out, R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)",
                   class_of(bone.child), from.x(), from.y(), to.x(), to.y());
  }
  for (std::size_t joint = 0; joint < pose.size(); ++joint) {
    if (!doubted[joint] || !pose[joint].allFinite()) continue;
    const Eigen::Vector2d at = fit.px(pose[joint]);
    fmt::format_to(out, R"(<circle class="doubt" cx="{:.1f}" cy="{:.1f}" r="5"/>)", at.x(), at.y());
  }
}

}  // namespace

std::string pose_as_svg(std::span<const float> pose_mm, const std::optional<Eigen::Vector3d>& up,
                        const JointMask& doubted) {
  const std::optional<BodyAxes> axes = dataset_body_axes(pose_mm, up);
  if (!axes) return {};
  // From the front the person's left is at the viewer's right.
  const FlatPose front = seen_along(pose_mm, axes->up.cross(axes->facing), axes->up);
  const FlatPose side = seen_along(pose_mm, -axes->facing, axes->up);
  const Extent of_front(front);
  const Extent of_side(side);
  const double size = std::max({of_front.size(), of_side.size(), 1.0});
  if (!std::isfinite(size)) return {};
  const double px_per_mm = (side_px - 2 * margin_px) / size;
  std::string svg = fmt::format(R"(<svg viewBox="0 0 {} {}" width="{}" height="{}">)", 2 * side_px, side_px,
                                2 * side_px, side_px);
  draw(svg, front, doubted, {of_front.centre(), px_per_mm, 0});
  draw(svg, side, doubted, {of_side.centre(), px_per_mm, side_px});
  return svg + "</svg>";
}

}  // namespace solopose
