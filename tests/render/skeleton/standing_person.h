#pragma once

#include "render/skeleton/skeleton_scene.h"

namespace solopose::testing {

/// Somebody of 1.70 m on the floor at `at`, z up, facing +y, arms a little away from the body.
inline SkeletonPose standingPerson(const Eigen::Vector3f& at = Eigen::Vector3f::Zero()) {
  SkeletonPose pose = {{{0, 0, 950},
                        {110, 0, 930},
                        {130, 20, 500},
                        {140, 0, 80},
                        {-110, 0, 930},
                        {-130, 20, 500},
                        {-140, 0, 80},
                        {0, 0, 1450},
                        {0, 40, 1640},
                        {-180, 0, 1420},
                        {-280, -20, 1150},
                        {-330, 60, 900},
                        {180, 0, 1420},
                        {280, -20, 1150},
                        {330, 60, 900}}};
  for (Eigen::Vector3f& joint : pose) joint += at;
  return pose;
}

}  // namespace solopose::testing
