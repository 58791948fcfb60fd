#pragma once

#include <array>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/heatpose/grid.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// A local maximum of a volume.
struct Peak {
  Eigen::Vector3d position_mm = Eigen::Vector3d::Zero();  ///< refined below a voxel
  double height = 0;
};

/// The voxels above `threshold` that no neighbour exceeds, highest first. On a plateau the first voxel
/// counts.
std::vector<Peak> find_peaks(const Grid& grid, std::span<const float> volume, double threshold = 0.2);

/// What is known of the person before looking: bone lengths, and perhaps about where the joints are (the
/// previous frame, a mean pose).
struct SkeletonPrior {
  std::array<double, bone_count> bone_mm{};  ///< in the order of bones()
  double bone_tolerance = 0.12;              ///< standard deviation of a length, as a share of it
  std::vector<float> expected_mm;            ///< (15, 3) or empty; NaN = no expectation for that joint
  double expected_tolerance_mm = 150;        ///< standard deviation of a joint's distance from there

  /// Lengths of an average adult, no expected pose.
  static SkeletonPrior average_adult();
};

struct MatchedPose {
  std::vector<float> pose_mm;  ///< (15, 3); NaN for a joint that no peak fits
  std::array<double, joint_count>
      confidence{};  ///< 0 to 1: the odds against the best reading that puts this joint elsewhere; 0 for NaN
};

/// Which peak is which joint, for the one-volume form of equation 8 that does not say: the assignment with
/// the most plausible bone lengths and distances from the expected pose, by beam search from the neck
/// outwards, among the first 128 peaks (the highest, as find_peaks orders them). Two joints may share a peak
/// (they touch), at a price. Lengths alone cannot tell left from right: without an expected pose the
/// confidence of the sides is about one half.
MatchedPose match_peaks(std::span<const Peak> peaks, const SkeletonPrior& prior);

}  // namespace solopose
