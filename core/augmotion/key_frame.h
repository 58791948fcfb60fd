#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "core/augmotion/trunk.h"
#include "core/options/option_visitor.h"

namespace solopose {

/// Paper section 3.1.
struct KeyFrameOptions {
  int clusters = 3;           ///< k
  double tolerance_deg = 10;  ///< how far from upright a torso may lean
  int starts = 4;             ///< k-means++ starts, the best inertia wins
  int max_iterations = 50;    ///< Lloyd iterations per start
  std::uint64_t seed = 7;     ///< fixed: the same video gives the same key frame
};
void describe(OptionVisitor& visitor, KeyFrameOptions& options);

/// Both shoulders, neck, head and pelvis relative to mid-shoulder, over the video's mean torso length: 15
/// numbers a frame.
inline constexpr int key_frame_feature_count = 15;

struct KeyFrameFeatures {
  /// The frames that have all five joints, ascending. Where a whole video has no
  /// neck or no head (some skeletons do not), that joint is not asked for and its three features are 0.
  /// Frames in which the shoulders, or the pelvis and mid-shoulder, coincide are left out: they have no
  /// direction. A frame with a mistaken joint stands in with the features of the whole frame before it,
  /// upside down, so that it can neither be the key frame nor draw the clusters to itself nor, by its
  /// absence, change how they start.
  std::vector<std::int64_t> frames;
  std::vector<float> values;  ///< (frames.size(), 15)
  std::vector<float>
      tilt_deg;  ///< (frames.size()): angle of pelvis to mid-shoulder against up; 180 of a stand-in
  double torso_length_mm = 0;  ///< the video's mean over those frames
  TrunkLimits limits;          ///< of the whole track
};

struct KeyFrameChoice {
  std::int64_t key_frame = -1;  ///< frame number; -1 when features.frames is empty
  std::vector<std::int64_t>
      cluster_sizes;                ///< largest first; fewer than k when there are fewer distinct frames
  std::vector<std::int8_t> labels;  ///< per features.frames: cluster, 0 = the largest
  Eigen::MatrixXf centres;          ///< (clusters, 15)
  bool upright = false;             ///< false: no frame was within the tolerance; the least tilted was taken
};

/// poses_mm: (frames, 15, 3) canonical, NaN or infinite = missing. `up`: vector in the same frame; none: the
/// video's own robust mean torso direction (the geometric median of the unit torso vectors, which a minority
/// of bent or lying frames does not move).
KeyFrameFeatures key_frame_features(std::span<const float> poses_mm,
                                    const std::optional<Eigen::Vector3d>& up);

/// Clusters from large to small (equal sizes: the one with the earlier first frame): among a cluster's frames
/// within the tolerance the one nearest its centre; none in any cluster: the least tilted of the largest.
/// Frames that differ by less than rounding are ties, and ties go to the lower frame. @throws Error when an
/// option is out of range.
KeyFrameChoice choose_key_frame(const KeyFrameFeatures& features, const KeyFrameOptions& options);

/// First two principal components of the features, (frames.size(), 2), for a scatter plot. Signs are fixed
/// (largest loading positive).
std::vector<float> principal_plane(const KeyFrameFeatures& features);

}  // namespace solopose
