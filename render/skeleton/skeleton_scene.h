#pragma once

#include <array>
#include <optional>
#include <vector>

#include <QColor>
#include <QString>

#include <Eigen/Core>

#include "core/skeleton/canonical.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

/// The canonical 15 joints, mm, in the scene's frame; NaN = missing.
using SkeletonPose = std::array<Eigen::Vector3f, joint_count>;

struct SkeletonInstance {
  qint64 id = 0;  ///< the caller's; comes back when the skeleton is picked
  SkeletonPose joints_mm{};
  QColor colour;
  std::optional<std::array<QColor, 3>> side_colours = {};  ///< by Side, in place of `colour`
  JointMask marked = {};  ///< joints in the scene's `mark`, thicker, and the bones between them
  float opacity = 1;
  bool highlighted = false;  ///< thicker, with a rim
  bool ghost = false;        ///< thin, without joints, cannot be picked: a past or future pose
  bool dashed = false;       ///< a ghost's lines
};

/// A point that belongs to no skeleton, with its name beside it.
struct SceneMarker {
  Eigen::Vector3f at_mm = Eigen::Vector3f::Zero();
  QString name;  ///< written in capitals, as far as stroke_text.h knows its letters
};

/// A line that fades: where a joint has been or goes.
struct SkeletonPath {
  std::vector<Eigen::Vector3f> points_mm;  ///< NaN breaks the line
  QColor colour;
  float first_opacity = 0;
  float last_opacity = 1;
};

/// A line, or an angle at the middle of three points, with its value written beside it.
struct SkeletonMeasure {
  std::vector<Eigen::Vector3f> points_mm;
  QString label;  ///< digits, '.', '-', "mm", "°"
};

/// All that a SkeletonView shows: a value. Lengths in mm.
struct SkeletonScene {
  std::vector<SkeletonInstance> skeletons;
  std::vector<SceneMarker> markers;  ///< in `accent`
  std::vector<SkeletonPath> paths;
  SkeletonMeasure measure;  ///< its label stays within the view
  std::optional<std::array<Eigen::Vector3f, 3>> reference_points_mm;
  bool axes = true;
  bool floor = true;          ///< a grid of 500 mm across the up axis, under the origin
  float floor_height_mm = 0;  ///< along the camera's up axis
  float floor_radius_mm = 2000;

  QColor background = Qt::white;
  QColor text = Qt::black;  ///< axes, letters, the rim of what is highlighted
  QColor grid = Qt::gray;
  QColor accent = Qt::blue;  ///< measuring, reference points
  QColor mark = Qt::red;     ///< marked joints
};

}  // namespace solopose
