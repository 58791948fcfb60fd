#include "core/augmotion/kabsch.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "core/base/error.h"

namespace solopose {
namespace {

using Points = std::span<const Eigen::Vector3d>;

/// Thinner than this against its longest direction, a point set has no extent there. Far above what double
/// leaves of a plane or a line, and a few micrometres on a body.
constexpr double flat_ratio = 1e-6;
/// Points closer than this against their distance to the origin are one point and rounding.
constexpr double coincident_ratio = 1e-12;

void require_usable(Points source, Points target) {
  if (source.size() != target.size() || source.size() < 3) {
    throw Error(fmt::format("Kabsch: expected two sets of the same size, at least 3 points, found {} and {}",
                            source.size(), target.size()));
  }
  const auto finite = [](const Eigen::Vector3d& point) { return point.allFinite(); };
  if (!std::ranges::all_of(source, finite) || !std::ranges::all_of(target, finite)) {
    throw Error("Kabsch: a coordinate is missing or infinite; leave such points out");
  }
}

Eigen::Vector3d centroid(Points points) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const auto& point : points) sum += point;
  return sum / static_cast<double>(points.size());
}

PointSpread spread_of(Points points, const Eigen::Vector3d& centre) {
  Eigen::Matrix3d scatter = Eigen::Matrix3d::Zero();
  double largest = 0;
  for (const auto& point : points) {
    const Eigen::Vector3d arm = point - centre;
    scatter += arm * arm.transpose();
    largest = std::max(largest, point.cwiseAbs().maxCoeff());
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::Matrix3d> axes(scatter, Eigen::EigenvaluesOnly);
  const Eigen::Array3d extent = axes.eigenvalues().array().max(0.0).sqrt();  // ascending
  if (extent[2] <= coincident_ratio * largest * std::sqrt(static_cast<double>(points.size()))) {
    return PointSpread::coincident;
  }
  if (extent[1] <= flat_ratio * extent[2]) return PointSpread::collinear;
  return extent[0] <= flat_ratio * extent[2] ? PointSpread::planar : PointSpread::spatial;
}

/// Equation 3.
Eigen::Matrix3d best_rotation(const Eigen::Matrix3d& cross_covariance, PointSpread spread) {
  if (spread == PointSpread::coincident) return Eigen::Matrix3d::Identity();
  const Eigen::JacobiSVD<Eigen::Matrix3d> svd(cross_covariance, Eigen::ComputeFullU | Eigen::ComputeFullV);
  if (spread == PointSpread::collinear) {
    // Any turn about the line is as good: take the smallest rotation, so that the answer does not hang on
    // rounding.
    return Eigen::Quaterniond::FromTwoVectors(svd.matrixU().col(0), svd.matrixV().col(0)).toRotationMatrix();
  }
  Eigen::Vector3d signs = Eigen::Vector3d::Ones();
  if ((svd.matrixV() * svd.matrixU().transpose()).determinant() < 0) signs[2] = -1;
  return svd.matrixV() * signs.asDiagonal() * svd.matrixU().transpose();
}

}  // namespace

KabschResult kabsch(Points source, Points target, bool with_scale) {
  require_usable(source, target);
  const Eigen::Vector3d source_centre = centroid(source);
  const Eigen::Vector3d target_centre = centroid(target);

  KabschResult result;
  result.spread = std::max(spread_of(source, source_centre), spread_of(target, target_centre));

  Eigen::Matrix3d cross_covariance = Eigen::Matrix3d::Zero();  // equation 2
  double source_square = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const Eigen::Vector3d arm = source[i] - source_centre;
    cross_covariance += arm * (target[i] - target_centre).transpose();
    source_square += arm.squaredNorm();
  }

  RigidTransform& motion = result.target_from_source;
  motion.rotation = best_rotation(cross_covariance, result.spread);
  if (with_scale && result.spread != PointSpread::coincident) {
    const double fitted = (motion.rotation * cross_covariance).trace() / source_square;
    if (fitted > 0) motion.scale = fitted;
  }
  motion.translation_mm = target_centre - motion.scale * (motion.rotation * source_centre);

  double square = 0;
  for (std::size_t i = 0; i < source.size(); ++i) square += (motion * source[i] - target[i]).squaredNorm();
  result.rmsd = std::sqrt(square / static_cast<double>(source.size()));
  return result;
}

void transform_points(const RigidTransform& transform, std::span<const float> source_mm,
                      std::span<float> target_mm) {
  if (source_mm.size() != target_mm.size() || source_mm.size() % 3 != 0) {
    throw Error(fmt::format("transform: {} and {} values are not the same number of whole points",
                            source_mm.size(), target_mm.size()));
  }
  const Eigen::Matrix3d m = transform.scale * transform.rotation;
  const Eigen::Vector3d t = transform.translation_mm;
  // In blocks through local arrays: the compiler sees that nothing overlaps, although source and target may
  // be the same.
  constexpr std::size_t block = 32;
  std::array<double, block> x, y, z;
  const std::size_t points = source_mm.size() / 3;
  for (std::size_t first = 0; first < points; first += block) {
    const std::size_t count = std::min(block, points - first);
    const float* in = source_mm.data() + first * 3;
    float* out = target_mm.data() + first * 3;
    for (std::size_t i = 0; i < count; ++i) {
      x[i] = static_cast<double>(in[i * 3]);
      y[i] = static_cast<double>(in[i * 3 + 1]);
      z[i] = static_cast<double>(in[i * 3 + 2]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      out[i * 3] = static_cast<float>(m(0, 0) * x[i] + m(0, 1) * y[i] + m(0, 2) * z[i] + t[0]);
      out[i * 3 + 1] = static_cast<float>(m(1, 0) * x[i] + m(1, 1) * y[i] + m(1, 2) * z[i] + t[1]);
      out[i * 3 + 2] = static_cast<float>(m(2, 0) * x[i] + m(2, 1) * y[i] + m(2, 2) * z[i] + t[2]);
    }
  }
}

}  // namespace solopose
