#include "widgets/playback_panel/shown_labels.h"

#include <algorithm>
#include <utility>

#include <Eigen/LU>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/project/pose_store.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double ring_share = 1.0 / 60;  ///< a ring's diameter, of the picture's height
constexpr double hole_share = 0.6;       ///< of the ring
constexpr double line_share = 1.0 / 400;

Stroke stroke(const Eigen::Vector2d& from, const Eigen::Vector2d& to, double width,
              const std::array<std::uint8_t, 4>& rgba) {
  Stroke drawn;
  drawn.from = from;
  drawn.to = to;
  drawn.width = width;
  drawn.rgba = rgba;
  return drawn;
}

/// A light disc in a dark one: seen on light pictures and on dark ones, and on any skeleton.
void add_ring(const Eigen::Vector2d& at, double diameter, std::vector<Stroke>& strokes) {
  strokes.push_back(stroke(at, at, diameter, {0, 0, 0, 220}));
  strokes.push_back(stroke(at, at, hole_share * diameter, {255, 255, 255, 255}));
}

/// Pixels of the calibration's picture to those of the video's. @throws Error when they cannot be of one.
Eigen::Matrix3d video_from_calibrated(const Camera& camera, const PictureSize& picture) {
  return camera_for_video(camera, picture).intrinsics * camera.intrinsics.inverse();
}

}  // namespace

ShownLabelsPtr read_labels(const std::filesystem::path& project, std::vector<SequenceRecord> tracks) {
  auto labels = std::make_shared<ShownLabels>();
  labels->project = project;
  const PoseStore store(project);
  for (const SequenceRecord& track : tracks) labels->of_track[track.id] = store.image_points(track);
  labels->tracks = std::move(tracks);
  return labels;
}

std::vector<Stroke> label_strokes(const ShownLabels& labels, const PlaybackView& view,
                                  const PictureSize& picture, qint64 track_frame,
                                  std::span<const float> pixels) {
  const auto track = std::ranges::find(labels.tracks, view.track, &SequenceRecord::id);
  if (track == labels.tracks.end() || !view.camera || track_frame < 0 || track_frame >= track->frames)
    return {};
  const std::vector<ImagePoints>& all = labels.of_track.at(view.track);
  const auto own = std::ranges::find(all, view.camera->name, &ImagePoints::camera);
  if (own == all.end()) return {};
  Eigen::Matrix3d to_video;
  try {
    to_video = video_from_calibrated(*view.camera, picture);
  } catch (const Error&) {  // calibrated for another picture
    return {};
  }
  const auto joints = static_cast<std::size_t>(track->joints->size());
  const float* row = own->points_px.data() + static_cast<std::size_t>(track_frame) * joints * 2;
  const auto place = [&](int joint) -> Eigen::Vector2d {
    return (to_video * Eigen::Vector2f(row + std::size_t{2} * static_cast<std::size_t>(joint))
                           .cast<double>()
                           .homogeneous())
        .hnormalized();
  };
  std::vector<Stroke> strokes;
  const QColor doubt = Theme::instance().attention();
  const std::array<std::uint8_t, 4> line = {static_cast<std::uint8_t>(doubt.red()),
                                            static_cast<std::uint8_t>(doubt.green()),
                                            static_cast<std::uint8_t>(doubt.blue()), 230};
  for (std::size_t j = 0; j < joint_count && !pixels.empty(); ++j) {
    const std::vector<int>& of_joint = track->joints->canonical[j];
    if (of_joint.size() != 1) continue;
    const Eigen::Vector2d label = place(of_joint.front());
    const Eigen::Vector2d joint(pixels[2 * j], pixels[2 * j + 1]);
    if (label.allFinite() && joint.allFinite())
      strokes.push_back(stroke(label, joint, std::max(1.0, picture.height * line_share), line));
  }
  for (int joint = 0; joint < track->joints->size(); ++joint)
    if (const Eigen::Vector2d label = place(joint); label.allFinite())
      add_ring(label, std::max(4.0, picture.height * ring_share), strokes);
  return strokes;
}

}  // namespace solopose
