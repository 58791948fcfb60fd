#include "core/prediction/landmark_poses.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr double farthest_deviations = 3;

/// The landmarks in whose middle a joint lies.
struct Place {
  Joint joint;
  std::size_t one;
  std::size_t other;
};
constexpr std::array places = {
    Place{Joint::pelvis, 23, 24},      Place{Joint::right_hip, 24, 24},  Place{Joint::right_knee, 26, 26},
    Place{Joint::right_ankle, 28, 28}, Place{Joint::left_hip, 23, 23},   Place{Joint::left_knee, 25, 25},
    Place{Joint::left_ankle, 27, 27},  Place{Joint::neck, 11, 12},       Place{Joint::left_shoulder, 11, 11},
    Place{Joint::left_elbow, 13, 13},  Place{Joint::left_wrist, 15, 15}, Place{Joint::right_shoulder, 12, 12},
    Place{Joint::right_elbow, 14, 14}, Place{Joint::right_wrist, 16, 16}};

using Point = Eigen::Map<Eigen::Vector3f>;

}  // namespace

std::vector<float> own_pose(const BodyLandmarks& body) {
  std::vector<float> pose(pose_floats, std::numeric_limits<float>::quiet_NaN());
  const Eigen::Vector3d pelvis = (body.world_mm[23] + body.world_mm[24]) / 2;
  for (const auto& [joint, one, other] : places) {
    const Eigen::Vector3d middle = (body.world_mm[one] + body.world_mm[other]) / 2;
    Point(pose.data() + 3 * index_of(joint)) = (middle - pelvis).cast<float>();
  }
  return pose;
}

void mix_in_own(std::span<float> pose_mm, const BodyLandmarks& body, double own_share) {
  std::vector<float> own = own_pose(body);
  const Eigen::Vector3f pelvis = Point(pose_mm.data() + 3 * index_of(Joint::pelvis));
  for (std::size_t at = 0; at < own.size(); at += 3) {
    const Eigen::Vector3f there = pelvis + Point(own.data() + at);
    Point point(pose_mm.data() + at);
    if (there.allFinite()) point += static_cast<float>(own_share) * (there - point);
  }
}

std::vector<float> steadied(std::span<const float> poses_mm, double deviation) {
  std::vector<float> steady(poses_mm.begin(), poses_mm.end());
  const auto reach = static_cast<std::int64_t>(std::ceil(farthest_deviations * deviation));
  const std::int64_t frames = frames_of(poses_mm);
  for (std::int64_t f = 0; f < frames; ++f) {
    for (int joint = 0; joint < joint_count; ++joint) {
      const auto from_pelvis = [&](std::int64_t frame) -> Eigen::Vector3d {
        return joint_at(poses_mm, frame, static_cast<Joint>(joint)) -
               joint_at(poses_mm, frame, Joint::pelvis);
      };
      if (!from_pelvis(f).allFinite()) continue;
      Eigen::Vector3d sum = Eigen::Vector3d::Zero();
      double weights = 0;
      for (std::int64_t near = std::max<std::int64_t>(f - reach, 0); near <= std::min(f + reach, frames - 1);
           ++near) {
        const Eigen::Vector3d place = from_pelvis(near);
        if (!place.allFinite()) continue;
        const double away = near == f ? 0 : static_cast<double>(near - f) / deviation;
        const double weight = std::exp(-away * away / 2);
        sum += weight * place;
        weights += weight;
      }
      Point(steady.data() + f * pose_floats + 3 * joint) =
          (joint_at(poses_mm, f, Joint::pelvis) + sum / weights).cast<float>();
    }
  }
  return steady;
}

}  // namespace solopose
