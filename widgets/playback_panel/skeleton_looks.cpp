#include "widgets/playback_panel/skeleton_looks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCoreApplication>

#include "core/inspection/seen_prediction.h"
#include "widgets/playback_panel/playback_scene.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double bone_share = 1.0 / 200;  // of the picture's height
constexpr double ghost_opacity = 0.6;
constexpr double drawn_share = 0.8;  ///< of a crop, which has room around the body
constexpr double longest_look_s = 1;
constexpr std::size_t pose_size = 3 * joint_count;
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

double bone_width(int picture_height) { return std::max(1.0, picture_height * bone_share); }

std::array<std::uint8_t, 3> rgb(const QColor& colour) {
  return {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
          static_cast<std::uint8_t>(colour.blue())};
}

std::int64_t longest_look_frames(const Prediction& prediction) {
  return std::llround(longest_look_s * std::max(1.0, prediction.frames_per_second));
}

void append(std::vector<Stroke>& all, const std::vector<Stroke>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::vector<Stroke> strokes_of(const Prediction& prediction, const ViewGeometry& geometry, qint64 video_frame,
                               const SkeletonLook& look) {
  const std::int64_t row = video_frame - prediction.first;
  const std::vector<float> pixels = seen_pixels(prediction, geometry, row);
  if (pixels.empty()) return {};
  const std::span<const float> confidences(prediction.confidences);
  return skeleton_strokes(
      pixels, confidences.subspan(static_cast<std::size_t>(row) * joint_count, joint_count), {}, look);
}

/// Dark lines under the coloured ones, so that they are seen on light pictures and on dark ones.
std::vector<Stroke> square_lines(const Crop& crop, double width, const std::array<std::uint8_t, 4>& rgba) {
  constexpr double rim_share = 2;
  constexpr std::array<std::uint8_t, 4> rim = {0, 0, 0, 150};
  const double half = crop.side_px * drawn_share / 2;
  const std::array<Eigen::Vector2d, 4> corners = {
      crop.centre_px + Eigen::Vector2d(-half, -half), crop.centre_px + Eigen::Vector2d(half, -half),
      crop.centre_px + Eigen::Vector2d(half, half), crop.centre_px + Eigen::Vector2d(-half, half)};
  std::vector<Stroke> strokes;
  for (const bool under : {true, false}) {
    for (std::size_t k = 0; k < corners.size(); ++k) {
      Stroke& stroke = strokes.emplace_back();
      stroke.from = corners[k];
      stroke.to = corners[(k + 1) % corners.size()];
      stroke.width = under ? rim_share * width : width;
      stroke.rgba = under ? rim : rgba;
    }
  }
  return strokes;
}

/// Everybody who was found, where they are several: the chosen one's square is thicker, and solid.
std::vector<Stroke> squares_of(const Prediction& prediction, qint64 video_frame, int picture_height,
                               const QColor& colour) {
  constexpr double width_share = 1.0 / 300;
  constexpr double width_of_others = 0.6;
  constexpr std::uint8_t of_others = 190;
  std::vector<Stroke> strokes;
  if (prediction.people.size() < 2) return strokes;
  for (std::size_t i = 0; i < prediction.people.size(); ++i) {
    const auto crop = crop_of(prediction.people[i], video_frame, longest_look_frames(prediction));
    if (!crop) continue;
    const bool chosen = prediction.chosen == i;
    const auto [red, green, blue] = rgb(colour);
    const double width = std::max(2.0, picture_height * width_share) * (chosen ? 1 : width_of_others);
    append(strokes, square_lines(*crop, width, {red, green, blue, chosen ? std::uint8_t{255} : of_others}));
  }
  return strokes;
}

/// The track's poses by the video's frames; where none belongs to a frame, nothing is known.
FilmSkeleton truth_for_film(const std::vector<float>& truth_mm, const ViewGeometry& geometry,
                            const FrameMap& map, qint64 video_frames) {
  FilmSkeleton skeleton;
  for (qint64 frame = 0; frame < video_frames; ++frame) {
    const auto pose = pose_at(truth_mm, map.track_frame(frame));
    if (pose.empty()) {
      skeleton.poses_mm.insert(skeleton.poses_mm.end(), pose_size, unknown);
      if (geometry.camera())
        skeleton.pixels.insert(skeleton.pixels.end(), std::size_t{2} * joint_count, unknown);
      continue;
    }
    skeleton.poses_mm.insert(skeleton.poses_mm.end(), pose.begin(), pose.end());
    const std::vector<float> pixels = geometry.pixels(pose);
    skeleton.pixels.insert(skeleton.pixels.end(), pixels.begin(), pixels.end());
  }
  return skeleton;
}

/// As in the window's 3D view: predicted bodies stand where the true one does.
void put_where_truth_stands(FilmSkeleton& skeleton, const std::vector<float>& truth_mm, const FrameMap& map) {
  const std::size_t frames = skeleton.poses_mm.size() / pose_size;
  for (std::size_t row = 0; row < frames; ++row) {
    const qint64 video_frame = skeleton.first + static_cast<qint64>(row);
    const auto truth = pose_at(truth_mm, map.track_frame(video_frame));
    if (truth.empty()) continue;
    float* pose = skeleton.poses_mm.data() + row * pose_size;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const float shift = truth[axis] - pose[axis];  // of the pelvis, the first joint
      for (std::size_t joint = 0; joint < joint_count; ++joint) pose[3 * joint + axis] += shift;
    }
  }
}

}  // namespace

SkeletonLook truth_look(int picture_height, bool ghost) {
  SkeletonLook look;
  look.width = bone_width(picture_height);
  if (!ghost) return look;
  look.one_colour = true;
  look.middle = {0xff, 0xff, 0xff};
  look.opacity = ghost_opacity;
  look.width *= 0.7;
  return look;
}

SkeletonLook prediction_look(int picture_height, const QColor& colour, bool confidence_as_opacity) {
  SkeletonLook look;
  look.width = bone_width(picture_height);
  look.one_colour = true;
  look.middle = rgb(colour);
  look.confidence_as_opacity = confidence_as_opacity;
  return look;
}

std::vector<Stroke> overlay_strokes(const PlaybackData& data, const PlaybackView& view,
                                    const OverlayOptions& options, qint64 video_frame, qint64 track_frame) {
  const PlayedVideo* facts = data.factsOf(view);
  if (facts == nullptr) return {};
  const int height = facts->size.height;
  const ViewGeometry geometry = data.geometryOf(view);
  std::vector<Stroke> predicted;
  for (const PredictedBy& model : data.predictions()->models()) {
    const PredictionPtr prediction = options.predictions && model.shown ? model.of(view.file) : nullptr;
    if (!prediction) continue;
    append(predicted,
           squares_of(*prediction, video_frame, height, Theme::instance().prediction(model.colour)));
    append(predicted, strokes_of(*prediction, geometry, video_frame,
                                 prediction_look(height, Theme::instance().prediction(model.colour),
                                                 options.confidence_as_opacity)));
  }
  std::vector<Stroke> strokes;
  const PosesPtr truth = options.truth ? data.truthOf(view) : nullptr;
  const auto pose = truth ? pose_at(*truth, track_frame) : std::span<const float>();
  std::vector<float> pixels;
  if (!pose.empty()) {
    const std::vector<float> in_view = geometry.in_view_frame(pose);
    pixels = geometry.pixels(in_view);
    if (!pixels.empty())
      strokes =
          skeleton_strokes(pixels, {}, ViewGeometry::depths(in_view), truth_look(height, !predicted.empty()));
  }
  append(strokes, predicted);
  if (options.labels && data.labels())
    append(strokes, label_strokes(*data.labels(), view, facts->size, track_frame, pixels));
  return strokes;
}

std::optional<std::size_t> person_at(const Prediction& prediction, const Eigen::Vector2d& pixel,
                                     qint64 video_frame) {
  std::optional<std::size_t> person;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < prediction.people.size(); ++i) {
    const auto crop = crop_of(prediction.people[i], video_frame, longest_look_frames(prediction));
    if (!crop) continue;
    const Eigen::Vector2d off = (pixel - crop->centre_px).cwiseAbs();
    if (off.maxCoeff() > crop->side_px * drawn_share / 2 || off.norm() >= nearest) continue;
    nearest = off.norm();
    person = i;
  }
  return person;
}

std::vector<FilmSkeleton> film_skeletons(const PlaybackData& data, const OverlayOptions& options) {
  const PlaybackView* view = data.mainView();
  const PlayedVideo* facts = view == nullptr ? nullptr : data.factsOf(*view);
  if (facts == nullptr) return {};
  const ViewGeometry geometry = data.mainGeometry();
  const Eigen::Vector3d up = up_axis(data).direction;
  const int height = facts->size.height;
  std::vector<FilmSkeleton> skeletons;
  for (const PredictedBy& model : data.predictions()->models()) {
    const PredictionPtr prediction = options.predictions && model.shown ? model.of(view->file) : nullptr;
    if (!prediction) continue;
    FilmSkeleton skeleton;
    skeleton.first = prediction->first;
    skeleton.name = model.name.toStdString();
    skeleton.pixels = seen_pixels(*prediction, geometry);
    skeleton.confidences = prediction->confidences;
    skeleton.poses_mm = geometry.turned_into_view_frame(prediction->poses_mm, prediction->model.target.frame);
    skeleton.up = up;
    if (skeleton.poses_mm.empty()) {
      skeleton.poses_mm = prediction->poses_mm;
      skeleton.up = prediction->model.target.frame == TargetFrame::camera ? Eigen::Vector3d(0, -1, 0)
                                                                          : Eigen::Vector3d(0, 0, 1);
    }
    skeleton.look =
        prediction_look(height, Theme::instance().prediction(model.colour), options.confidence_as_opacity);
    skeletons.push_back(std::move(skeleton));
  }
  const PoseMetricsPtr metrics = data.metrics();
  const bool knows_truth = metrics && !metrics->truth_mm.empty();
  for (FilmSkeleton& skeleton : skeletons)
    if (knows_truth) put_where_truth_stands(skeleton, metrics->truth_mm, data.mapOf(*view));
  if (options.truth && knows_truth) {
    FilmSkeleton truth = truth_for_film(metrics->truth_mm, geometry, data.mapOf(*view), facts->frames);
    truth.up = up;
    truth.name = QCoreApplication::translate("solopose::PlaybackPanel", "truth").toStdString();
    truth.look = truth_look(height, !skeletons.empty());
    skeletons.insert(skeletons.begin(), std::move(truth));
  }
  return skeletons;
}

}  // namespace solopose
