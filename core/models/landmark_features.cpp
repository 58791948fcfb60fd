#include "core/models/landmark_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t right_hip = 6;
constexpr std::size_t left_hip = 7;
static_assert(seen_joints[right_hip] == Joint::right_hip && seen_joints[left_hip] == Joint::left_hip);

constexpr double depth_share = 0.3;

/// Where the hips are on the whole, and the root mean square of what is seen around them.
struct Frame {
  Eigen::Vector2d centre = Eigen::Vector2d::Zero();
  double spread = 0;
};

Frame frame_of(std::span<const SeenBody> window) {
  Frame frame;
  double bodies = 0;
  double squares = 0;
  double places = 0;
  for (const SeenBody& body : window) {
    if (!body.is_seen()) continue;
    const Eigen::Vector2f hips = body.middle_of_hips();
    frame.centre += hips.cast<double>();
    ++bodies;
    for (const Eigen::Vector3f& place : body.places) {
      const double square = (place.head<2>() - hips).cast<double>().squaredNorm();
      if (!std::isfinite(square)) continue;
      squares += square;
      ++places;
    }
  }
  if (bodies > 0) frame.centre /= bodies;
  if (places > 0) frame.spread = std::sqrt(squares / places);
  return frame;
}

void write_features(const SeenBody& body, const Frame& frame, float* to) {
  const Eigen::Vector2d hips = body.middle_of_hips().cast<double>();
  for (std::size_t joint = 0; joint < seen_joint_count; ++joint, to += 4) {
    if (!body.places[joint].allFinite()) continue;
    const Eigen::Vector3d place = body.places[joint].cast<double>() / frame.spread;
    to[0] = static_cast<float>(place.x() - hips.x() / frame.spread);
    to[1] = static_cast<float>(place.y() - hips.y() / frame.spread);
    to[2] = static_cast<float>(place.z() * depth_share);
    to[3] = body.visibility[joint];
  }
  const Eigen::Vector2d moved = (hips - frame.centre) / frame.spread;
  to[0] = static_cast<float>(moved.x());
  to[1] = static_cast<float>(moved.y());
}

}  // namespace

SeenBody SeenBody::nobody() {
  SeenBody body;
  body.places.fill(Eigen::Vector3f::Constant(missing));
  body.visibility.fill(0);
  return body;
}

bool SeenBody::is_seen() const { return places[right_hip].allFinite() && places[left_hip].allFinite(); }

Eigen::Vector2f SeenBody::middle_of_hips() const {
  return (places[right_hip].head<2>() + places[left_hip].head<2>()) / 2;
}

SeenBody SeenBody::mirror_image() const {
  SeenBody image = *this;
  for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
    // Right and left stand side by side, the head alone.
    const std::size_t other = seen_joints[joint] == Joint::head ? joint : joint ^ 1U;
    image.places[other] = places[joint].cwiseProduct(Eigen::Vector3f(-1, 1, 1));
    image.visibility[other] = visibility[joint];
  }
  return image;
}

std::vector<float> landmark_features(std::span<const SeenBody> window) {
  constexpr auto numbers = static_cast<std::size_t>(landmark_feature_size);
  std::vector<float> features(window.size() * numbers, 0.0F);
  const Frame frame = frame_of(window);
  if (!(frame.spread > 0)) return features;
  for (std::size_t i = 0; i < window.size(); ++i) {
    if (window[i].is_seen()) write_features(window[i], frame, features.data() + i * numbers);
  }
  return features;
}

}  // namespace solopose
