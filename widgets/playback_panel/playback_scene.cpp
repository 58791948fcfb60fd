#include "widgets/playback_panel/playback_scene.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Geometry>

#include "core/formats/body_guess.h"
#include "core/skeleton/body_axes.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int samples = 60;
constexpr float ghost_opacity = 0.45F;

SkeletonPose pose_of(std::span<const float> values, const Eigen::Vector3f& shift) {
  SkeletonPose pose;
  for (std::size_t joint = 0; joint < joint_count; ++joint)
    pose[joint] = Eigen::Map<const Eigen::Vector3f>(values.data() + 3 * joint) + shift;
  return pose;
}

Eigen::Vector3f pelvis_of(std::span<const float> pose) {
  return Eigen::Map<const Eigen::Vector3f>(pose.data() + std::size_t{3} * index_of(Joint::pelvis));
}

/// Some poses from all over the track.
std::vector<std::span<const float>> sampled(const std::vector<float>& poses_mm) {
  std::vector<std::span<const float>> found;
  const auto frames = static_cast<qint64>(poses_mm.size() / (3 * joint_count));
  const qint64 step = std::max<qint64>(1, frames / samples);
  for (qint64 frame = 0; frame < frames; frame += step) {
    const auto pose = pose_at(poses_mm, frame);
    if (pelvis_of(pose).allFinite()) found.push_back(pose);
  }
  return found;
}

const std::vector<float>* leading_poses(const PoseMetrics& metrics) {
  if (!metrics.truth_mm.empty()) return &metrics.truth_mm;
  for (const ModelMetrics& model : metrics.models)
    if (!model.poses_mm.empty()) return &model.poses_mm;
  return nullptr;
}

/// A film is looked at from where it was shot; a track without one from the person's front.
void turn(const PlaybackData& data, std::span<const float> first, SceneStand& stand) {
  const ViewGeometry geometry = data.mainGeometry();
  const UpAxis up = up_axis(data);
  stand.up = up.direction;
  stand.up_is_guessed = up.is_guessed;
  if (geometry.camera() || data.onLooseVideo()) {
    const Eigen::Vector3d towards_camera = -Eigen::Vector3d::UnitZ();
    const Eigen::Vector3d level = towards_camera - towards_camera.dot(stand.up) * stand.up;
    stand.facing = level.norm() > 0.1 ? level.normalized() : stand.up.unitOrthogonal();
  } else {
    const auto axes = dataset_body_axes(first, stand.up);
    stand.facing = axes ? axes->facing : stand.up.unitOrthogonal();
  }
}

/// From the markers that are there in some frames.
SceneStand stand_of(const ShownCloud& cloud) {
  SceneStand stand;
  const qint64 step = std::max<qint64>(1, cloud.track.frames / samples);
  for (qint64 frame = 0; frame < cloud.track.frames; frame += step)
    for (const SceneMarker& marker : markers_of(cloud, frame, Eigen::Vector3f::Zero()))
      stand.framed.push_back(marker.at_mm);
  if (stand.framed.empty()) return stand;
  stand.known = true;
  stand.up = cloud.track.up.value_or(Eigen::Vector3d::UnitZ());
  stand.facing = stand.up.unitOrthogonal();
  const auto count = static_cast<float>(stand.framed.size());
  for (const Eigen::Vector3f& point : stand.framed) stand.origin_mm += point / count;
  std::vector<float> heights;
  for (Eigen::Vector3f& point : stand.framed) {
    point -= stand.origin_mm;
    heights.push_back(point.dot(stand.up.cast<float>()));
  }
  stand.floor_height_mm = *std::ranges::min_element(heights);
  return stand;
}

}  // namespace

UpAxis up_axis(const PlaybackData& data) {
  const ViewGeometry geometry = data.mainGeometry();
  const PoseMetricsPtr metrics = data.metrics();
  if (geometry.knows_up() || !metrics) return {geometry.up()};
  std::vector<float> poses;
  for (const auto& pose : sampled(metrics->truth_mm)) poses.insert(poses.end(), pose.begin(), pose.end());
  const auto guessed = guess_up(poses);
  return guessed ? UpAxis{*guessed, true} : UpAxis{geometry.up()};
}

SceneStand scene_stand(const PlaybackData& data) {
  if (const ShownCloud* cloud = data.cloud()) return stand_of(*cloud);
  SceneStand stand;
  const PoseMetricsPtr metrics = data.metrics();
  const std::vector<float>* poses = metrics ? leading_poses(*metrics) : nullptr;
  if (poses == nullptr) return stand;
  const auto some = sampled(*poses);
  if (some.empty()) return stand;
  stand.known = true;
  turn(data, some.front(), stand);
  for (const auto& pose : some) stand.origin_mm += pelvis_of(pose) / static_cast<float>(some.size());
  const Eigen::Vector3f up = stand.up.cast<float>();
  std::vector<float> lowest;
  for (const auto& pose : some) {
    float low = std::numeric_limits<float>::max();
    for (const Eigen::Vector3f& joint : pose_of(pose, -stand.origin_mm)) {
      if (!joint.allFinite()) continue;
      stand.framed.push_back(joint);
      low = std::min(low, joint.dot(up));
    }
    lowest.push_back(low);
  }
  std::ranges::sort(lowest);
  stand.floor_height_mm = lowest[lowest.size() / 20];
  return stand;
}

SkeletonScene playback_scene(const PlaybackData& data, const SceneStand& stand, const SceneOptions& options,
                             qint64 frame) {
  SkeletonScene scene;
  const Theme& theme = Theme::instance();
  scene.background = theme.panel();
  scene.text = theme.text();
  scene.grid = theme.border();
  scene.accent = theme.accent();
  scene.mark = theme.attention();
  scene.axes = false;
  scene.floor_height_mm = stand.floor_height_mm;
  if (const ShownCloud* cloud = data.cloud()) {
    if (options.truth) scene.markers = markers_of(*cloud, frame, -stand.origin_mm);
    return scene;
  }
  const PoseMetricsPtr metrics = data.metrics();
  if (!metrics) return scene;
  const auto truth = pose_at(metrics->truth_mm, frame);
  const bool true_place = !truth.empty() && pelvis_of(truth).allFinite();
  if (options.predictions) {
    for (const PredictedBy& model : data.predictions()->models()) {
      const ModelMetrics* measured = model.shown ? metrics->of(model.fingerprint) : nullptr;
      const auto pose = measured == nullptr ? std::span<const float>() : pose_at(measured->poses_mm, frame);
      if (pose.empty() || !pelvis_of(pose).allFinite()) continue;
      const Eigen::Vector3f place = true_place ? pelvis_of(truth) : pelvis_of(pose);
      SkeletonInstance body;
      body.id = model.colour + 1;
      body.colour = theme.prediction(model.colour);
      body.joints_mm = pose_of(pose, place - pelvis_of(pose) - stand.origin_mm);
      scene.skeletons.push_back(body);
    }
  }
  if (options.truth && !truth.empty()) {
    SkeletonInstance body;
    const bool alone = scene.skeletons.empty();
    body.colour = alone ? theme.accent() : theme.mutedText();
    body.opacity = alone ? 1 : ghost_opacity;
    body.joints_mm = pose_of(truth, -stand.origin_mm);
    body.marked = options.marked;
    scene.skeletons.insert(scene.skeletons.begin(), body);
  }
  return scene;
}

}  // namespace solopose
