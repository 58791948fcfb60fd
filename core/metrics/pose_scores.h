#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/metrics/protocol.h"

namespace solopose {

/// How far predicted poses lie from the true ones. NaN where nothing was there to measure.
///
/// A frame counts when both poses have the root and, of the joints that count, at least three in common; in
/// it, the joints that both have. The means run over all such joints of all such frames.
struct PoseScores {
  static constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

  std::int64_t frames = 0;           ///< that count
  std::int64_t frames_left_out = 0;  ///< the others
  std::int64_t joints = 0;           ///< joints of frames that count
  /// Of the frames that count: joints the truth lacks, and joints it has but the prediction lacks.
  std::int64_t joints_missing_in_truth = 0;
  std::int64_t joints_missing_in_prediction = 0;

  double mpjpe_mm = undefined;    ///< each pose relative to its own root
  double p_mpjpe_mm = undefined;  ///< after the best rotation, translation and scale of each frame
  double n_mpjpe_mm = undefined;  ///< relative to the root, after the best scale >= 0 of each frame
  /// Mean distance of the joints' velocities relative to the root, between frames that follow one another;
  /// mm per frame, as in the literature, so it depends on the frame rate.
  double mpjve_mm = undefined;
  double pck150 = undefined;  ///< percent of joints nearer than 150 mm, the root not among them
  /// Mean of that percentage over the thresholds 0, 5, …, 150 mm, as in MPI-INF-3DHP's own program: nothing
  /// is nearer than 0 mm, so perfect poses score 30/31, 96.77.
  double auc = undefined;
  std::vector<double> per_joint_mm;  ///< MPJPE of each joint of the protocol
};

/// Sums from which the scores follow; those of parts add up to those of the whole.
class ScoreSums {
 public:
  explicit ScoreSums(const Protocol& protocol = usual_protocol());

  /// One sequence: (frames, the protocol's joints, 3) mm each, NaN or infinite = missing, in any frame of
  /// reference. Runs on all cores; the result does not depend on how many. @throws Error when the sizes
  /// differ or are no whole poses.
  void add(std::span<const float> truth_mm, std::span<const float> prediction_mm);
  /// @throws Error when the two are of poses of different joints.
  ScoreSums& operator+=(const ScoreSums& other);

  PoseScores scores() const;

 private:
  ScoreSums(std::size_t joints, bool root_counts);

  static constexpr int auc_thresholds = 31;
  friend class SequenceScorer;

  std::int64_t frames_ = 0;
  std::int64_t frames_left_out_ = 0;
  std::int64_t missing_in_truth_ = 0;
  std::int64_t missing_in_prediction_ = 0;
  bool root_counts_;
  std::vector<std::int64_t> joints_;  ///< per joint of the protocol, the root too
  std::vector<double> error_mm_;
  double procrustes_error_mm_ = 0;
  double scaled_error_mm_ = 0;
  double velocity_error_mm_ = 0;
  std::int64_t velocities_ = 0;
  std::array<std::int64_t, auc_thresholds> nearer_ = {};  ///< without the root
};

}  // namespace solopose
