#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"

namespace solopose {

/// The joints that a landmark network sees and motion capture has, too, right before left; last the head,
/// which is seen at the middle of the ears.
inline constexpr std::array seen_joints = {
    Joint::right_shoulder, Joint::left_shoulder, Joint::right_elbow, Joint::left_elbow, Joint::right_wrist,
    Joint::left_wrist,     Joint::right_hip,     Joint::left_hip,    Joint::right_knee, Joint::left_knee,
    Joint::right_ankle,    Joint::left_ankle,    Joint::head};
inline constexpr std::size_t seen_joint_count = seen_joints.size();

/// A body as a landmark network sees it in one frame. x to the right and y down in the picture, z away from
/// the camera, 0 at the hips and rough; all in one unit, whichever. NaN = not seen.
struct SeenBody {
  std::array<Eigen::Vector3f, seen_joint_count> places;
  std::array<float, seen_joint_count> visibility;  ///< 0 to 1

  /// Nothing is seen of it.
  static SeenBody nobody();
  /// Both hips are: without them a body is nobody.
  bool is_seen() const;
  Eigen::Vector2f middle_of_hips() const;
  /// As in a mirror: x the other way round, left and right exchanged.
  SeenBody mirror_image() const;
};

/// Of every joint x, y, z and visibility; then how far the hips have moved from their mean place.
inline constexpr int landmark_feature_size = 4 * static_cast<int>(seen_joint_count) + 2;

/// What the network gets of a window's frames, (frames, landmark_feature_size): places relative to the middle
/// of the frame's hips, divided by their root mean square over the window, so that neither the picture's size
/// nor the person's distance matters; z, which landmark networks exaggerate, times 0.3. What is not seen is
/// 0.
std::vector<float> landmark_features(std::span<const SeenBody> window);

}  // namespace solopose
