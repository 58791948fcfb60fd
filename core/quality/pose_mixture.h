#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/skeleton/joint_angles.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

struct TrackFeatures;

/// What a mixture knows of a pose: angles that together say how a body stands, whoever it is and wherever.
inline constexpr int pose_number_count = 18;
using PoseNumbers = Eigen::Matrix<float, pose_number_count, 1>;
PoseNumbers pose_numbers(const BodyAngles& angles);
BodyAngle angle_of_number(int number);

/// Some hundred rows of pose_numbers from all over the frames, whole ones only.
std::vector<float> pose_sample(const TrackFeatures& features);

/// A Gaussian mixture of poses: how usual a pose is among those it was fitted to.
class PoseMixture {
 public:
  PoseMixture() = default;
  /// `rows` of pose_number_count. Empty when there are too few to say what is usual. The same rows give the
  /// same mixture.
  explicit PoseMixture(std::span<const float> rows);

  bool empty() const { return parts_.empty(); }
  /// 0 as usual as the middle pose, 1 where three quarters are more usual, and so on in that unit; NaN when a
  /// number is missing.
  float oddness(const PoseNumbers& numbers) const;

  /// A number of a pose, how far from what the others let expect, in standard deviations, and what they do.
  struct Odd {
    int number = 0;
    float deviations = 0;
    float expected = 0;
  };
  /// The oddest first.
  std::vector<Odd> odd_numbers(const PoseNumbers& numbers) const;

 private:
  struct Part {
    PoseNumbers mean;
    Eigen::Matrix<float, pose_number_count, pose_number_count>
        whitening;         ///< lower triangle: inverse Cholesky
    float log_weight = 0;  ///< with the determinant
  };
  float surprise(const PoseNumbers& numbers) const;

  std::vector<Part> parts_;
  float usual_ = 0;   ///< median surprise
  float spread_ = 1;  ///< from there to the upper quartile
};

}  // namespace solopose
