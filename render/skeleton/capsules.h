#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "render/skeleton/orbit_camera.h"
#include "render/skeleton/skeleton_scene.h"

namespace solopose {

/// The one shape scenes are made of: a line with round ends whose thickness may change along it. It is drawn
/// as two triangles that face the eye, shaded like a solid and smooth at its edge; with a == b it is a ball.
/// Cheap where a graphics card is missing.
struct Capsule {
  enum class Style : std::uint8_t {
    solid,   ///< shaded like a round body
    flat,    ///< one colour
    ring,    ///< a ball's outline
    on_top,  ///< flat, in front of everything
  };
  Eigen::Vector3f a_mm = Eigen::Vector3f::Zero();
  Eigen::Vector3f b_mm = Eigen::Vector3f::Zero();
  float radius_a = 1;  ///< mm; negative: pixels, whatever the distance
  float radius_b = 1;
  Eigen::Vector4f colour = Eigen::Vector4f::Ones();  ///< red, green, blue, opacity; 0 to 1
  Style style = Style::solid;
  bool in_front = false;  ///< before all that are not, whatever the depth; among themselves by depth
};

/// The scene as capsules in the order in which they are to be drawn: floor and axes, then skeletons from far
/// to near, so that transparency comes out right, then what lies on top.
std::vector<Capsule> buildCapsules(const SkeletonScene& scene, const OrbitCamera& camera);

/// One vertex as the shader reads it; four to a capsule.
struct CapsuleVertex {
  Eigen::Matrix<float, 4, 1, Eigen::DontAlign> a_and_radius;
  Eigen::Matrix<float, 4, 1, Eigen::DontAlign> b_and_radius;
  Eigen::Matrix<float, 4, 1, Eigen::DontAlign> colour;
  Eigen::Matrix<float, 3, 1, Eigen::DontAlign>
      corner_and_style;  ///< end (0 = a, 1 = b), side (-1, 1), Style + 4 if in front
};
static_assert(sizeof(CapsuleVertex) == 15 * sizeof(float));

std::vector<CapsuleVertex> packCapsules(const std::vector<Capsule>& capsules);

}  // namespace solopose
