#include "render/skeleton/skeleton_measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <QLocale>

namespace solopose {

double distanceMm(const Eigen::Vector3f& a, const Eigen::Vector3f& b) {
  return (a.cast<double>() - b.cast<double>()).norm();
}

double angleDeg(const Eigen::Vector3f& a, const Eigen::Vector3f& apex, const Eigen::Vector3f& b) {
  const Eigen::Vector3d first = (a - apex).cast<double>();
  const Eigen::Vector3d second = (b - apex).cast<double>();
  const double lengths = first.norm() * second.norm();
  if (lengths <= 0) return std::numeric_limits<double>::quiet_NaN();
  return std::acos(std::clamp(first.dot(second) / lengths, -1.0, 1.0)) * 180 / std::numbers::pi;
}

// The scene's letters know digits and units only, so its numbers are not localised.
SkeletonMeasure measureOf(std::vector<Eigen::Vector3f> points_mm) {
  SkeletonMeasure measure{std::move(points_mm), {}};
  const auto& points = measure.points_mm;
  if (points.size() == 2) {
    measure.label = QLocale().toString(distanceMm(points[0], points[1]), 'f', 0) + QStringLiteral(" mm");
  } else if (points.size() == 3) {
    const double angle = angleDeg(points[0], points[1], points[2]);
    if (std::isfinite(angle)) measure.label = QLocale().toString(angle, 'f', 1) + QChar(0x00b0);
  }
  return measure;
}

}  // namespace solopose
