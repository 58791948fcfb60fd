#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/formats/bvh_file.h"

namespace solopose {

/// Forward kinematics of one BVH skeleton. Rotations are applied in the order of the channels, whatever it
/// is. Position channels take the place of the joint's offset, axis by axis; in files whose joints below the
/// root hold displacements from the offset instead (told apart by the first row) they are added to it.
class BvhKinematics {
 public:
  BvhKinematics(const BvhSkeleton& skeleton, std::span<const double> first_row);

  /// row: skeleton.channels values, degrees and the file's unit. positions: (joints, 3).
  void positions(std::span<const double> row, float* positions);

 private:
  struct Pose {
    Eigen::Matrix3d rotation;
    Eigen::Vector3d position;
  };

  const BvhSkeleton& skeleton_;
  bool displacements_ = false;
  std::vector<Pose> poses_;  ///< per joint, in the file's frame
};

}  // namespace solopose
