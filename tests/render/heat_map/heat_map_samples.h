#pragma once

#include <cmath>

#include "core/heatpose/heat_map.h"
#include "render/heat_map/heat_map_overlay.h"
#include "render/heat_map/heat_map_style.h"
#include "tests/render/skeleton/standing_person.h"

namespace solopose::testing {

/// Somebody who waves: every frame is another pose. (15, 3) mm.
inline std::vector<float> waving_pose(int frame) {
  SkeletonPose pose = standingPerson();
  const auto lift = static_cast<float>(0.5 + 0.5 * std::sin(0.2 * frame));
  pose[static_cast<std::size_t>(index_of(Joint::left_wrist))] += Eigen::Vector3f(-60, 40, 900) * lift;
  pose[static_cast<std::size_t>(index_of(Joint::left_elbow))] += Eigen::Vector3f(-40, 20, 350) * lift;
  std::vector<float> numbers;
  for (const Eigen::Vector3f& joint : pose) numbers.insert(numbers.end(), joint.begin(), joint.end());
  return numbers;
}

inline Volume sample_volume(int frame = 0, int size = 64) {
  HeatMapRequest request;
  request.size = size;
  return make_heat_map(waving_pose(frame), request);
}

inline HeatMapOverlay sample_overlay(int frame = 0) {
  const std::vector<float> pose = waving_pose(frame);
  HeatMapOverlay overlay;
  for (std::size_t j = 0; j < joint_count; ++j)
    overlay.joints[j] = Eigen::Vector3d(pose[3 * j], pose[3 * j + 1], pose[3 * j + 2]);
  return overlay;
}

inline HeatMapStyle body_style() {
  HeatMapStyle style;
  style.transfer = {{{0, 0}, {0.01, 0}, {0.06, 0.08}, {0.3, 0.4}, {1, 0.9}}};
  return style;
}

}  // namespace solopose::testing
