#include "widgets/universal_frame_panel/measure_tool.h"

#include <algorithm>
#include <array>

#include <QLocale>

#include "render/skeleton/skeleton_measure.h"

namespace solopose {

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
  std::vector<Eigen::Vector3f> points;
  for (const JointOf& joint : joints_) {
    const auto found = std::find_if(
        skeletons.begin(), skeletons.end(),
        [&](const SkeletonInstance& skeleton) { return skeleton.id == joint.sequence && !skeleton.ghost; });
    if (found == skeletons.end()) return {};
    const Eigen::Vector3f& point = found->joints_mm[static_cast<std::size_t>(joint.joint)];
    if (!point.allFinite()) return {};
    points.push_back(point);
  }
  return measureOf(std::move(points));
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
