#include "core/prediction/landmark_prediction.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include <Eigen/Geometry>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/camera/turned_view.h"
#include "core/prediction/even_bones.h"
#include "core/prediction/person_track.h"
#include "core/prediction/standing_place.h"
#include "core/prediction/window_answers.h"

namespace solopose {
namespace {

using Eigen::Matrix3d;
using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = std::size_t{3} * joint_count;
constexpr std::size_t pixel_size = std::size_t{2} * joint_count;

/// People neither come nearer nor go away much in so long.
constexpr double distance_deviation_s = 0.25;

/// A pixel's centre is where it is counted here, its outer corner where landmarks are.
constexpr double half_pixel = 0.5;

/// Of BlazePose's 33, in the order of seen_joints; the head is the middle of both ears.
constexpr std::array<std::array<int, 2>, seen_joint_count> landmarks_of = {{{12, 12},
                                                                            {11, 11},
                                                                            {14, 14},
                                                                            {13, 13},
                                                                            {16, 16},
                                                                            {15, 15},
                                                                            {24, 24},
                                                                            {23, 23},
                                                                            {26, 26},
                                                                            {25, 25},
                                                                            {28, 28},
                                                                            {27, 27},
                                                                            {7, 8}}};
constexpr std::size_t right_hip = 24;
constexpr std::size_t left_hip = 23;

/// What appears at a place of the picture, at depth 1.
Vector3d ray_through(const Camera& camera, const Vector3d& place_px) {
  return unproject_pixel(camera, place_px.head<2>() - Vector2d::Constant(half_pixel), 1);
}

/// Axes at depth 1 of which pixels are units: the camera that is turned to the hips.
const Camera& turned_camera() {
  static const Camera camera;
  return camera;
}

PredictedPoses mirror_image(const PredictedPoses& poses) {
  PredictedPoses image = poses;
  for (std::size_t at = 0; at < poses.confidences.size(); at += joint_count) {
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      const auto other = at + static_cast<std::size_t>(index_of(mirrored(static_cast<Joint>(joint))));
      image.poses_mm[3 * other] = -poses.poses_mm[3 * (at + joint)];
      image.poses_mm[3 * other + 1] = poses.poses_mm[3 * (at + joint) + 1];
      image.poses_mm[3 * other + 2] = poses.poses_mm[3 * (at + joint) + 2];
      image.confidences[other] = poses.confidences[at + joint];
    }
  }
  return image;
}

void require_usable(const PoseModel& model, const SeenTrack& track) {
  const ModelDescription& description = model.description();
  if (description.network.encoder != EncoderKind::landmarks) {
    throw Error(fmt::format("prediction: this model sees pictures (its encoder is \"{}\"), not landmarks",
                            name_of(description.network.encoder)));
  }
  if (description.target.frame != TargetFrame::camera)
    throw Error("prediction: from landmarks only poses in the camera's frame can be told");
  if (std::ranges::none_of(track.bodies, [](const auto& body) { return body.has_value(); }))
    throw Error(fmt::format("{}: nobody was found in any frame", track.video.string()));
}

/// One prediction under way.
class FromLandmarks {
 public:
  FromLandmarks(PoseModel& model, const SeenTrack& track, const JobContext& context,
                const Finishing& finishing)
      : model_(model),
        track_(track),
        context_(context),
        finishing_(finishing),
        frames_(std::ssize(track.bodies)),
        answers_(track.bodies.size()) {}

  Prediction run() {
    begin();
    see();
    answer();
    const std::vector<Crop> crops = placed();
    for (std::size_t frame = 0; frame < crops.size(); ++frame) set_pose(frame, crops[frame]);
    prediction_.poses_mm =
        steadied(prediction_.poses_mm, finishing_.steady_deviation_s * track_.frames_per_second);
    prediction_.poses_mm = with_even_bones(prediction_.poses_mm, finishing_.even_bones);
    prediction_.poses_mm = standing_where_seen(prediction_.poses_mm, seenPlaces(),
                                               distance_deviation_s * track_.frames_per_second);
    for (std::size_t frame = 0; frame < crops.size(); ++frame) set_pixels(frame);
    prediction_.crops = without_gaps(seen_crops_);
    return std::move(prediction_);
  }

 private:
  void begin() {
    prediction_.model_fingerprint = model_.fingerprint();
    prediction_.model = model_.description();
    prediction_.video = track_.video;
    prediction_.first = track_.first;
    prediction_.frames_per_second = track_.frames_per_second;
    prediction_.camera = track_.camera;
    prediction_.camera_assumed = track_.camera_assumed;
    prediction_.poses_mm.assign(track_.bodies.size() * pose_size, missing);
    prediction_.pixels.assign(track_.bodies.size() * pixel_size, missing);
    prediction_.confidences.assign(track_.bodies.size() * joint_count, missing);
    seen_crops_.resize(track_.bodies.size());
  }

  /// Frames without landmarks are looked at as the nearest before, or else behind, that has some.
  void see() {
    std::optional<Matrix3d> last;
    for (const auto& body : track_.bodies) {
      if (body) last = turned_to_hips(track_.camera, *body);
      if (body && turns_.empty()) turns_.assign(bodies_.size(), *last);
      bodies_.push_back(body ? seen_body(track_.camera, *last, *body) : SeenBody::nobody());
      if (last) turns_.push_back(*last);
    }
  }

  void answer() {
    const int clip_frames = prediction_.model.clip_frames;
    const int length = static_cast<int>(std::min<std::int64_t>(clip_frames, frames_));
    const std::vector<PoseWindow> windows =
        windows_over(frames_, clip_frames, usual_overlap(clip_frames), WindowMode::many_to_many);
    const std::size_t at_once = windows_at_once(prediction_.model.network.head, length);
    for (std::size_t at = 0; at < windows.size(); at += at_once) {
      context_.throw_if_stopped();
      const auto batch = std::span(windows).subspan(at, std::min(at_once, windows.size() - at));
      answer_batch(batch, length, false);
      answer_batch(batch, length, true);
      context_.report({"Predicting", batch.back().first + length, frames_, "frames"});
    }
  }

  /// Half of the answers are of the mirrored person, mirrored back: what the network errs by from side to
  /// side is gone.
  void answer_batch(std::span<const PoseWindow> batch, int length, bool mirror) {
    std::vector<float> features;
    for (const PoseWindow& window : batch) {
      const auto first = bodies_.begin() + window.first;
      std::vector<SeenBody> seen(first, first + length);
      if (mirror) std::ranges::transform(seen, seen.begin(), &SeenBody::mirror_image);
      std::ranges::copy(landmark_features(seen), std::back_inserter(features));
    }
    PredictedPoses answers = model_.answer(features, static_cast<int>(batch.size()), length);
    if (mirror) answers = mirror_image(answers);
    std::size_t k = 0;
    for (const PoseWindow& window : batch) {
      for (std::int64_t frame = window.first; frame < window.first + length; ++frame, ++k)
        answers_.add(frame, answers, k);
    }
  }

  bool is_near_landmarks(std::int64_t frame) const {
    const std::int64_t reach = prediction_.model.clip_frames / 4;
    const std::int64_t first = std::max<std::int64_t>(frame - reach, 0);
    const std::int64_t end = std::min(frame + reach + 1, frames_);
    return std::any_of(bodies_.begin() + first, bodies_.begin() + end,
                       [](const SeenBody& body) { return body.is_seen(); });
  }

  /// The crops of the turned camera through which the answers lie on the landmarks.
  std::vector<Crop> placed() const {
    std::vector<std::optional<Crop>> crops;
    for (std::size_t frame = 0; frame < bodies_.size(); ++frame)
      crops.push_back(fitting_crop(bodies_[frame], answers_.pose(frame)));
    const double deviation = std::max(1.0, distance_deviation_s * track_.frames_per_second);
    std::vector<Crop> placed = without_gaps(crops);
    const std::vector<Crop> calm = smoothed(placed, deviation, deviation);
    for (std::size_t i = 0; i < placed.size(); ++i) placed[i].side_px = calm[i].side_px;
    return placed;
  }

  /// Least squares over scale and place, each joint as it is visible.
  std::optional<Crop> fitting_crop(const SeenBody& body, const std::vector<float>& pose_mm) const {
    if (!body.is_seen()) return std::nullopt;
    std::vector<std::pair<Vector2d, Vector2d>> pairs;  // answered mm, seen
    std::vector<double> weights;
    for (std::size_t k = 0; k < seen_joint_count; ++k) {
      if (seen_joints[k] == Joint::head || !body.places[k].allFinite()) continue;
      const float* answered = pose_mm.data() + 3 * index_of(seen_joints[k]);
      pairs.emplace_back(Eigen::Vector2f(answered[0], answered[1]).cast<double>(),
                         body.places[k].head<2>().cast<double>());
      weights.push_back(least_weight + double{body.visibility[k]});
    }
    Vector2d answered_mean = Vector2d::Zero(), seen_mean = Vector2d::Zero();
    double total = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      answered_mean += weights[i] * pairs[i].first;
      seen_mean += weights[i] * pairs[i].second;
      total += weights[i];
    }
    answered_mean /= total;
    seen_mean /= total;
    double along = 0, square = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const Vector2d answered = pairs[i].first - answered_mean;
      along += weights[i] * answered.dot(pairs[i].second - seen_mean);
      square += weights[i] * answered.squaredNorm();
    }
    const double scale = along / square;
    if (!(scale > 0) || !std::isfinite(scale)) return std::nullopt;
    return Crop{seen_mean - scale * answered_mean, scale * prediction_.model.target.extent_mm};
  }

  void set_pose(std::size_t frame, const Crop& crop) {
    if (!is_near_landmarks(static_cast<std::int64_t>(frame))) return;
    const double extent_mm = prediction_.model.target.extent_mm;
    std::vector<float> pose = camera_from_crop(turned_camera(), crop, extent_mm, answers_.pose(frame));
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      Eigen::Map<Eigen::Vector3f> point(pose.data() + 3 * joint);
      point = turns_[frame].transpose().cast<float>() * Eigen::Vector3f(point);
    }
    if (track_.bodies[frame]) mix_in_own(pose, *track_.bodies[frame], finishing_.own_share);
    std::ranges::copy(pose, prediction_.poses_mm.begin() + static_cast<std::ptrdiff_t>(frame * pose_size));
    std::ranges::copy(answers_.confidences(frame),
                      prediction_.confidences.begin() + static_cast<std::ptrdiff_t>(frame * joint_count));
  }

  /// In the camera's own axes. Heads are other points in landmarks than in poses.
  std::vector<std::vector<SeenPlace>> seenPlaces() const {
    std::vector<std::vector<SeenPlace>> seen(track_.bodies.size());
    for (std::size_t frame = 0; frame < seen.size(); ++frame) {
      if (!track_.bodies[frame]) continue;
      const SeenBody body = seen_body(track_.camera, Matrix3d::Identity(), *track_.bodies[frame]);
      for (std::size_t k = 0; k < seen_joint_count; ++k)
        if (seen_joints[k] != Joint::head && body.places[k].allFinite())
          seen[frame].push_back({seen_joints[k], body.places[k].head<2>().cast<double>(),
                                 least_weight + double{body.visibility[k]}});
    }
    return seen;
  }

  /// Where the pose is in the picture.
  void set_pixels(std::size_t frame) {
    if (!is_near_landmarks(static_cast<std::int64_t>(frame))) return;
    const auto pose = std::span(prediction_.poses_mm).subspan(frame * pose_size, pose_size);
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      const Eigen::Map<const Eigen::Vector3f> point(pose.data() + 3 * joint);
      const Vector2d pixel = project_to_pixel(track_.camera, point.cast<double>());
      prediction_.pixels[frame * pixel_size + 2 * joint] = static_cast<float>(pixel.x());
      prediction_.pixels[frame * pixel_size + 2 * joint + 1] = static_cast<float>(pixel.y());
    }
    seen_crops_[frame] = crop_of_pose(track_.camera, pose, prediction_.model.target.extent_mm);
  }

  /// Hidden landmarks are guesses, and better than none.
  static constexpr double least_weight = 0.1;

  PoseModel& model_;
  const SeenTrack& track_;
  const JobContext& context_;
  const Finishing& finishing_;
  std::int64_t frames_;
  std::vector<SeenBody> bodies_;
  std::vector<Matrix3d> turns_;
  WindowAnswers answers_;
  std::vector<std::optional<Crop>> seen_crops_;  ///< in the picture
  Prediction prediction_;
};

}  // namespace

Eigen::Matrix3d turned_to_hips(const Camera& camera, const BodyLandmarks& body) {
  const Vector3d hips = ray_through(camera, (body.picture_px[right_hip] + body.picture_px[left_hip]) / 2);
  if (!hips.allFinite()) return Matrix3d::Identity();
  return turned_to(hips);
}

SeenBody seen_body(const Camera& camera, const Eigen::Matrix3d& turned, const BodyLandmarks& body) {
  SeenBody seen = SeenBody::nobody();
  for (std::size_t joint = 0; joint < seen_joint_count; ++joint) {
    const auto [one, other] = landmarks_of[joint];
    const auto a = static_cast<std::size_t>(one), b = static_cast<std::size_t>(other);
    const Vector3d place_px = (body.picture_px[a] + body.picture_px[b]) / 2;
    const Vector3d ray = turned * ray_through(camera, place_px);
    if (!(ray.z() > 0)) continue;
    seen.places[joint] =
        Vector3d(ray.x() / ray.z(), ray.y() / ray.z(), place_px.z() / focal_px(camera)).cast<float>();
    seen.visibility[joint] = static_cast<float>(std::min(body.visibility[a], body.visibility[b]));
  }
  return seen;
}

Prediction predict_from_landmarks(PoseModel& model, const SeenTrack& track, const JobContext& context,
                                  const Finishing& finishing) {
  require_usable(model, track);
  return FromLandmarks(model, track, context, finishing).run();
}

}  // namespace solopose
