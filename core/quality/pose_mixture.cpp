#include "core/quality/pose_mixture.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Cholesky>
#include <opencv2/ml.hpp>

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
constexpr int iterations = 30;
constexpr std::size_t least_rows = 400;
constexpr std::size_t rows_of_a_track = 200;
/// Poses nearer than this are alike: keeps a part that holds one still pose from finding all others odd.
constexpr float alike_deg = 6;
/// A part of fewer of the rows describes what is odd, not what is usual.
constexpr double least_weight = 0.01;
constexpr std::uint64_t seed = 7;

using Rows = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, pose_number_count, Eigen::RowMajor>>;

cv::Ptr<cv::ml::EM> fitted(std::span<const float> rows) {
  const int count = static_cast<int>(rows.size() / pose_number_count);
  const cv::Mat samples(count, pose_number_count, CV_32F, const_cast<float*>(rows.data()));
  cv::theRNG().state = seed;
  cv::Ptr<cv::ml::EM> em = cv::ml::EM::create();
  em->setClustersNumber(parts);
  em->setCovarianceMatrixType(cv::ml::EM::COV_MAT_GENERIC);
  em->setTermCriteria({cv::TermCriteria::COUNT + cv::TermCriteria::EPS, iterations, 1e-3});
  em->trainEM(samples);
  return em;
}

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
  const Rows samples(rows.data(), static_cast<Eigen::Index>(rows.size() / pose_number_count),
                     pose_number_count);
  if (samples.rows() < static_cast<Eigen::Index>(least_rows)) return;
  const auto em = fitted(rows);
  std::vector<cv::Mat> covariances;
  em->getCovs(covariances);
  const cv::Mat means = em->getMeans();
  const cv::Mat weights = em->getWeights();
  for (int k = 0; k < static_cast<int>(covariances.size()); ++k) {
    using Matrix = Eigen::Matrix<double, pose_number_count, pose_number_count, Eigen::RowMajor>;
    const double weight = weights.at<double>(k);
    if (!(weight >= least_weight)) continue;
    Matrix covariance = Eigen::Map<const Matrix>(covariances[static_cast<std::size_t>(k)].ptr<double>());
    covariance.diagonal().array() += static_cast<double>(alike_deg * alike_deg);
    const Eigen::LLT<Matrix> factors(covariance);
    if (factors.info() != Eigen::Success) continue;
    const Matrix lower = factors.matrixL();
    Part& part = parts_.emplace_back();
    part.mean =
        Eigen::Map<const Eigen::Matrix<double, pose_number_count, 1>>(means.ptr<double>(k)).cast<float>();
    part.whitening = lower.inverse().cast<float>();
    part.log_weight = static_cast<float>(std::log(weight) - lower.diagonal().array().log().sum());
  }
  std::vector<float> surprises;
  for (Eigen::Index r = 0; r < samples.rows(); ++r) surprises.push_back(surprise(samples.row(r).transpose()));
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
  // Of the precision matrix P: a number's deviation given all others is (P d)_i / sqrt(P_ii).
  const auto precision = (nearest->whitening.transpose() * nearest->whitening).eval();
  const PoseNumbers pull = precision * (numbers - nearest->mean);
  for (int n = 0; n < pose_number_count; ++n) odd.push_back({n, pull[n] / std::sqrt(precision(n, n))});
  std::ranges::sort(odd, std::greater(), [](const Odd& one) { return std::abs(one.deviations); });
  return odd;
}

}  // namespace solopose
