// What a correction shows on the pictures, and in words.
#include <algorithm>

#include <QLocale>
#include <QStringList>

#include "core/camera/camera_projection.h"
#include "core/camera/marked_point.h"
#include "widgets/playback_panel/joint_correction.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/skeleton_looks.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr double line_share = 1.0 / 500;  ///< a guide's width, of the picture's height

Stroke line(const Vector2d& from, const Vector2d& to, const QColor& colour, double width) {
  Stroke stroke;
  stroke.from = from;
  stroke.to = to;
  stroke.width = width;
  stroke.rgba = {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
                 static_cast<std::uint8_t>(colour.blue()), 220};
  return stroke;
}

std::vector<Stroke> body(const std::vector<Vector3d>& pose, const Camera& camera, bool ghost) {
  std::vector<float> pixels;
  std::vector<float> depths;
  for (const Vector3d& joint : pose) {
    const Vector3d seen = camera_from_world(camera, joint);
    const Vector2d pixel = project_to_pixel(camera, seen);
    pixels.push_back(static_cast<float>(pixel.x()));
    pixels.push_back(static_cast<float>(pixel.y()));
    depths.push_back(static_cast<float>(seen.z()));
  }
  return skeleton_strokes(pixels, {}, depths, truth_look(camera.height, ghost));
}

}  // namespace

/// The lines on which other views' marks say the joint lies, and how far this view's mark is from it.
std::vector<Stroke> JointCorrection::guides(std::size_t view) const {
  const auto camera = cameraOf(view);
  const double width = std::max(1.0, camera->height * line_share);
  const Theme& theme = Theme::instance();
  std::vector<Stroke> strokes;
  for (const ViewMark& mark : marks()) {
    if (mark.view == view) {
      if (const auto pixel = pixelOf(view, *joint_))
        strokes.push_back(line(mark.sighting.pixel, *pixel, theme.attention(), width));
      continue;
    }
    for (const auto& piece : epipolar_line(mark.sighting, *camera))
      for (std::size_t i = 1; i < piece.size(); ++i)
        strokes.push_back(line(piece[i - 1], piece[i], theme.accent(), width));
  }
  return strokes;
}

std::vector<Stroke> JointCorrection::strokes(std::size_t view) const {
  const auto camera = cameraOf(view);
  if (!camera || pose_.empty()) return {};
  std::vector<Stroke> all;
  const auto append = [&all](const std::vector<Stroke>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  if (position_) append(body(before_, *camera, true));
  append(body(shownPose(), *camera, false));
  if (position_) append(guides(view));
  return all;
}

std::vector<VideoHandle> JointCorrection::handles(std::size_t view) const {
  std::vector<VideoHandle> all;
  if (pose_.empty() || view >= data_->views().size()) return all;
  const auto mark = marks_.find(data_->views()[view].file);
  for (int i = 0; i < joint_count; ++i) {
    const auto joint = static_cast<Joint>(i);
    auto pixel = pixelOf(view, joint);
    if (joint == joint_ && mark != marks_.end()) pixel = mark->second;
    if (pixel) all.push_back({i, {pixel->x(), pixel->y()}});
  }
  return all;
}

QString JointCorrection::words() const {
  if (!possible())
    return tr("Joints can be moved here where a camera is known and the project can be edited");
  if (!joint_) return tr("Drag a joint to where the picture shows it, or choose one here");
  const QString name = joint_text(*joint_);
  if (!position_)
    return tr("%1: drag it to where the picture shows it. Arrow keys move it by a pixel, with Shift by ten")
        .arg(name);
  if (apart_)
    return tr(
        "The marks meet in no point: these views look along the same line, or a mark is far off. Try "
        "another second view");
  const std::vector<ViewMark> known = marks();
  if (known.size() == 1) {
    const QString view = data_->views()[known.front().view].title;
    if (!partner()) return tr("%1 has moved in the plane of %2").arg(name, view);
    return tr("%1 has moved in the plane of %2. Drag it along the line in the other view too, and its depth "
              "is "
              "known. Enter keeps it, Esc gives up")
        .arg(name, view);
  }
  const std::vector<double> distances = residuals();
  QStringList parts;
  for (std::size_t i = 0; i < distances.size(); ++i)
    parts << tr("%1 px in %2", "distance in a view")
                 .arg(QLocale().toString(distances[i], 'f', 1), data_->views()[known[i].view].title);
  return tr("%1 is this far from its marks: %2").arg(name, parts.join(QStringLiteral(", ")));
}

}  // namespace solopose
