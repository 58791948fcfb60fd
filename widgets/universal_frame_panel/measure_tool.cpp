#include "widgets/universal_frame_panel/measure_tool.h"

#include <algorithm>
#include <array>
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

QString jointTitle(int joint) {
  static constexpr std::array<const char*, joint_count> titles = {
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "pelvis"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "right hip"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "right knee"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "right ankle"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "left hip"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "left knee"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "left ankle"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "neck"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "head"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "left shoulder"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "left elbow"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "left wrist"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "right shoulder"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "right elbow"),
      QT_TRANSLATE_NOOP("solopose::MeasureTool", "right wrist")};
  return MeasureTool::tr(titles[static_cast<std::size_t>(joint)]);
}

void MeasureTool::add(const JointOf& joint) {
  if (!joints_.empty() && joints_.back() == joint) return;
  if (joints_.size() == 3) joints_.clear();
  joints_.push_back(joint);
}

SkeletonMeasure MeasureTool::measure(const std::vector<SkeletonInstance>& skeletons) const {
  SkeletonMeasure measure;
  for (const JointOf& joint : joints_) {
    const auto found = std::find_if(
        skeletons.begin(), skeletons.end(),
        [&](const SkeletonInstance& skeleton) { return skeleton.id == joint.sequence && !skeleton.ghost; });
    if (found == skeletons.end()) return {};
    const Eigen::Vector3f& point = found->joints_mm[static_cast<std::size_t>(joint.joint)];
    if (!point.allFinite()) return {};
    measure.points_mm.push_back(point);
  }
  const auto& points = measure.points_mm;
  // The scene's letters know digits and units only, so its numbers are not localised.
  if (points.size() == 2) {
    measure.label = QString::number(distanceMm(points[0], points[1]), 'f', 0) + QStringLiteral(" mm");
  } else if (points.size() == 3) {
    const double angle = angleDeg(points[0], points[1], points[2]);
    if (std::isfinite(angle)) measure.label = QString::number(angle, 'f', 1) + QChar(0x00b0);
  }
  return measure;
}

QString MeasureTool::text(const SkeletonMeasure& measure) const {
  const auto& points = measure.points_mm;
  if (joints_.empty()) return tr("Click two joints for a distance, a third for the angle between them");
  if (points.size() != joints_.size()) return tr("A joint of this measure is not shown");
  const QString first = jointTitle(joints_[0].joint);
  if (points.size() == 1) return tr("From %1 to …").arg(first);
  const QString second = jointTitle(joints_[1].joint);
  if (points.size() == 2) {
    return tr("%1 to %2: %3 mm")
        .arg(first, second, QLocale().toString(distanceMm(points[0], points[1]), 'f', 1));
  }
  const double angle = angleDeg(points[0], points[1], points[2]);
  return tr("Angle at %1 between %2 and %3: %4°")
      .arg(second, first, jointTitle(joints_[2].joint), QLocale().toString(angle, 'f', 1));
}

}  // namespace solopose
