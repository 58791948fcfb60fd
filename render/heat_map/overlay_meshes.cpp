#include "render/heat_map/overlay_meshes.h"

#include <algorithm>
#include <limits>

namespace solopose {
namespace {

constexpr double bone_mm = 10;
constexpr double joint_mm = 17;
constexpr double decoded_mm = 24;
constexpr double arrow_mm = 7;
constexpr double ball_per_sigma = 0.05;
constexpr double smallest_ball_mm = 6;
constexpr double largest_ball_mm = 60;

std::size_t at(Joint joint) { return static_cast<std::size_t>(index_of(joint)); }

const QColor& colour_of(Side side, const HeatMapColours& colours) {
  return colours.sides[static_cast<std::size_t>(side)];
}

}  // namespace

HeatMapOverlay::Pose HeatMapOverlay::missing() {
  Pose pose;
  pose.fill(Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN()));
  return pose;
}

Mesh skeleton_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours) {
  Mesh mesh;
  for (const Bone& bone : bones()) {
    mesh.add_tube(overlay.joints[at(bone.parent)], overlay.joints[at(bone.child)], bone_mm, bone_mm,
                  colour_of(side_of(bone.child), colours));
  }
  for (std::size_t j = 0; j < joint_count; ++j)
    mesh.add_ball(overlay.joints[j], joint_mm, colour_of(side_of(static_cast<Joint>(j)), colours));
  return mesh;
}

Mesh decoded_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours) {
  Mesh mesh;
  for (const Eigen::Vector3d& joint : overlay.decoded) mesh.add_ball(joint, decoded_mm, colours.decoded);
  return mesh;
}

Mesh side_centres_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours) {
  Mesh mesh;
  for (const HeatMapOverlay::SideCentre& centre : overlay.side_centres) {
    mesh.add_ball(centre.position_mm,
                  std::clamp(ball_per_sigma * centre.sigma_mm, smallest_ball_mm, largest_ball_mm),
                  colour_of(centre.side, colours));
  }
  return mesh;
}

Mesh errors_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours) {
  Mesh mesh;
  for (std::size_t j = 0; j < joint_count; ++j) {
    const Eigen::Vector3d error = overlay.decoded[j] - overlay.joints[j];
    mesh.add_arrow(overlay.joints[j], overlay.joints[j] + overlay.error_magnification * error, arrow_mm,
                   colours.error);
  }
  return mesh;
}

}  // namespace solopose
