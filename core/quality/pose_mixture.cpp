#include "core/quality/pose_mixture.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include "core/quality/gaussian_fit.h"
#include "core/quality/robust.h"
#include "core/quality/track_features.h"

namespace solopose {
namespace {

constexpr std::array numbers_of = {BodyAngle::left_knee,          BodyAngle::right_knee,
                                   BodyAngle::left_knee_backward, BodyAngle::right_knee_backward,
                                   BodyAngle::left_elbow,         BodyAngle::right_elbow,
                                   BodyAngle::left_hip,           BodyAngle::right_hip,
                                   BodyAngle::left_hip_backward,  BodyAngle::right_hip_backward,
                                   BodyAngle::left_arm,           BodyAngle::right_arm,
                                   BodyAngle::left_arm_forward,   BodyAngle::right_arm_forward,
                                   BodyAngle::head_forward,       BodyAngle::head_sideways,
                                   BodyAngle::trunk_twist,        BodyAngle::trunk_side_bend};
static_assert(numbers_of.size() == pose_number_count);

constexpr int parts = 8;
constexpr std::size_t least_rows = 400;
constexpr std::size_t rows_of_a_track = 200;
/// Poses nearer than this are alike: keeps a part that holds one still pose from finding all others odd.
constexpr double alike_deg = 6;
/// A part of fewer of the rows describes what is odd, not what is usual.
constexpr double least_weight = 0.01;

}  // namespace

PoseNumbers pose_numbers(const BodyAngles& angles) {
  PoseNumbers numbers;
  for (int n = 0; n < pose_number_count; ++n) numbers[n] = angles[angle_of_number(n)];
  return numbers;
}

BodyAngle angle_of_number(int number) { return numbers_of[static_cast<std::size_t>(number)]; }

std::vector<float> pose_sample(const TrackFeatures& features) {
  const std::size_t stride = std::max<std::size_t>(1, features.angles.size() / rows_of_a_track);
  std::vector<float> rows;
  for (std::size_t f = 0; f < features.angles.size(); f += stride) {
    const PoseNumbers numbers = pose_numbers(features.angles[f]);
    if (numbers.allFinite()) rows.insert(rows.end(), numbers.begin(), numbers.end());
  }
  return rows;
}

PoseMixture::PoseMixture(std::span<const float> rows) {
  if (rows.size() / pose_number_count < least_rows) return;
  const Eigen::Map<const Eigen::Matrix<float, pose_number_count, Eigen::Dynamic>> samples(
      rows.data(), pose_number_count, static_cast<Eigen::Index>(rows.size() / pose_number_count));
  for (const GaussianPart& fitted : fit_gaussians(samples.cast<double>(), parts, alike_deg * alike_deg)) {
    if (fitted.weight < least_weight) continue;
    const Eigen::LLT<Eigen::MatrixXd> factors(fitted.covariance);
    const Eigen::MatrixXd lower = factors.matrixL();
    Part& part = parts_.emplace_back();
    part.mean = fitted.mean.cast<float>();
    part.whitening = lower.inverse().cast<float>();
    part.log_weight = static_cast<float>(std::log(fitted.weight) - lower.diagonal().array().log().sum());
  }
  std::vector<float> surprises;
  for (Eigen::Index r = 0; r < samples.cols(); ++r) surprises.push_back(surprise(samples.col(r)));
  const float upper = quantile(surprises, 0.75);
  usual_ = quantile(surprises, 0.5);
  spread_ = std::max(upper - usual_, 1.F);
}

float PoseMixture::surprise(const PoseNumbers& numbers) const {
  // The likeliest part stands for all: the others hardly count where a pose is odd.
  float least = std::numeric_limits<float>::infinity();
  for (const Part& part : parts_) {
    const PoseNumbers apart = part.whitening * (numbers - part.mean);
    least = std::min(least, 0.5F * apart.squaredNorm() - part.log_weight);
  }
  return least;
}

float PoseMixture::oddness(const PoseNumbers& numbers) const {
  if (empty() || !numbers.allFinite()) return std::numeric_limits<float>::quiet_NaN();
  return (surprise(numbers) - usual_) / spread_;
}

std::vector<PoseMixture::Odd> PoseMixture::odd_numbers(const PoseNumbers& numbers) const {
  const Part* nearest = nullptr;
  float least = std::numeric_limits<float>::infinity();
  for (const Part& part : parts_) {
    const PoseNumbers apart = part.whitening * (numbers - part.mean);
    const float surprise = 0.5F * apart.squaredNorm() - part.log_weight;
    if (surprise < least) least = surprise, nearest = &part;
  }
  std::vector<Odd> odd;
  if (nearest == nullptr) return odd;
  // Of the precision matrix P: given all others a number is (P d)_i / P_ii off, in deviations (P d)_i /
  // sqrt(P_ii).
  const auto precision = (nearest->whitening.transpose() * nearest->whitening).eval();
  const PoseNumbers pull = precision * (numbers - nearest->mean);
  for (int n = 0; n < pose_number_count; ++n)
    odd.push_back({n, pull[n] / std::sqrt(precision(n, n)), numbers[n] - pull[n] / precision(n, n)});
  std::ranges::sort(odd, std::greater(), [](const Odd& one) { return std::abs(one.deviations); });
  return odd;
}

}  // namespace solopose
