#include "core/inspection/pose_metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/metrics/pose_series.h"

namespace solopose {
namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = 3 * joint_count;

SeriesPtr shared(std::vector<float> values) {
  return std::make_shared<const std::vector<float>>(std::move(values));
}

/// Rows of a prediction, which go by the video's frames, brought to the track's.
std::vector<float> along_track(const std::vector<float>& rows, std::size_t width, const MetricsQuery& query,
                               std::int64_t first) {
  std::vector<float> found(static_cast<std::size_t>(query.frames) * width, unknown);
  const auto known = static_cast<std::int64_t>(rows.size() / width);
  for (std::int64_t frame = 0; frame < query.frames; ++frame) {
    const std::int64_t row = query.map.video_frame(frame) - first;
    if (row < 0 || row >= known || !query.map.reaches(frame)) continue;
    std::copy_n(rows.begin() + row * static_cast<std::ptrdiff_t>(width), width,
                found.begin() + frame * static_cast<std::ptrdiff_t>(width));
  }
  return found;
}

float mean_of(const std::vector<float>& values, std::size_t from, std::size_t step) {
  double sum = 0;
  std::size_t known = 0;
  for (std::size_t i = from; i < values.size(); i += step) {
    if (!std::isfinite(values[i])) continue;
    sum += static_cast<double>(values[i]);
    ++known;
  }
  return known == 0 ? unknown : static_cast<float>(sum / static_cast<double>(known));
}

float value_at(const SeriesPtr& series, std::int64_t frame) {
  const auto at = static_cast<std::size_t>(frame);
  return series && at < series->size() ? (*series)[at] : unknown;
}

/// By the video's own clock: along the track a picture may stand for several frames. A universal answer is
/// relative to the pelvis, so nobody knows how fast it went.
std::vector<float> speed_along_track(const MetricsQuery& query, const Prediction& prediction) {
  const double rate =
      prediction.frames_per_second > 0 ? prediction.frames_per_second : query.frames_per_second;
  std::vector<float> speed(static_cast<std::size_t>(prediction.frames()), unknown);
  if (prediction.model.target.frame == TargetFrame::camera)
    speed = joint_speed_m_per_s(prediction.poses_mm, rate);
  return along_track(speed, 1, query, prediction.first);
}

std::vector<FrameRun> frames_without_pose(const std::vector<float>& poses_mm) {
  std::vector<FrameRun> runs;
  const auto frames = static_cast<std::int64_t>(poses_mm.size() / pose_size);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    if (!missing_joints(pose_at(poses_mm, frame)).all()) continue;
    if (!runs.empty() && runs.back().last + 1 == frame)
      runs.back().last = frame;
    else
      runs.push_back({frame, frame});
  }
  return runs;
}

JointMask gaps_of(const std::vector<float>& poses_mm) {
  JointMask lacking;
  JointMask known;
  const auto frames = static_cast<std::int64_t>(poses_mm.size() / pose_size);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const JointMask missing = missing_joints(pose_at(poses_mm, frame));
    lacking |= missing;
    known |= ~missing;
  }
  return lacking & known;
}

void measure_errors(const std::vector<float>& truth_mm, ModelMetrics& model) {
  model.mean_joint_errors_mm.fill(unknown);
  model.mpjpe_mm = unknown;
  if (truth_mm.empty() || truth_mm.size() != model.poses_mm.size()) return;
  model.joint_errors_mm = joint_errors_mm(truth_mm, model.poses_mm);
  model.error_mm = shared(mean_over_joints(model.joint_errors_mm));
  model.mpjpe_mm = mean_of(model.joint_errors_mm, 0, 1);
  for (std::size_t joint = 0; joint < joint_count; ++joint)
    model.mean_joint_errors_mm[joint] = mean_of(model.joint_errors_mm, joint, joint_count);
}

ModelMetrics measure_model(const MetricsQuery& query, const std::vector<float>& truth_mm,
                           const std::string& fingerprint, const Prediction& prediction) {
  ModelMetrics model;
  model.fingerprint = fingerprint;
  const auto turned =
      query.geometry.turned_into_view_frame(prediction.poses_mm, prediction.model.target.frame);
  if (!turned.empty()) model.poses_mm = along_track(turned, pose_size, query, prediction.first);
  measure_errors(truth_mm, model);
  const auto own = along_track(prediction.poses_mm, pose_size, query, prediction.first);
  model.without_pose = frames_without_pose(own);
  model.speed_m_per_s = shared(speed_along_track(query, prediction));
  model.bone_mm = shared(bone_length_mm(own, query.bone));
  model.confidence =
      shared(mean_over_joints(along_track(prediction.confidences, joint_count, query, prediction.first)));
  if (const auto& reliability = prediction.model.reliability) {
    const std::vector<float> expected = expected_errors_mm(*reliability, prediction.confidences);
    model.expected_error_mm =
        shared(mean_over_joints(along_track(expected, joint_count, query, prediction.first)));
  }
  return model;
}

}  // namespace

float ModelMetrics::mpjpe_at(std::int64_t frame) const { return value_at(error_mm, frame); }

float ModelMetrics::expected_error_at(std::int64_t frame) const { return value_at(expected_error_mm, frame); }

float ModelMetrics::joint_error_at(std::int64_t frame, int joint) const {
  const auto at = static_cast<std::size_t>(frame * joint_count + joint);
  return at < joint_errors_mm.size() ? joint_errors_mm[at] : unknown;
}

const ModelMetrics* PoseMetrics::of(const std::string& fingerprint) const {
  const auto found = std::ranges::find(models, fingerprint, &ModelMetrics::fingerprint);
  return found == models.end() ? nullptr : &*found;
}

JointMask missing_joints(std::span<const float> pose_mm) {
  JointMask missing;
  for (std::size_t joint = 0; 3 * joint < pose_mm.size(); ++joint) {
    const auto at = pose_mm.subspan(3 * joint, 3);
    missing[joint] = !std::ranges::all_of(at, [](float value) { return std::isfinite(value); });
  }
  return missing;
}

PoseMetrics measure_poses(const MetricsQuery& query) {
  PoseMetrics found;
  if (query.truth) {
    found.truth_mm = query.geometry.in_view_frame(*query.truth);
    found.truth_gaps = gaps_of(found.truth_mm);
    found.truth_speed_m_per_s = shared(joint_speed_m_per_s(found.truth_mm, query.frames_per_second));
    found.truth_bone_mm = shared(bone_length_mm(found.truth_mm, query.bone));
  }
  for (const auto& [fingerprint, prediction] : query.predictions)
    found.models.push_back(measure_model(query, found.truth_mm, fingerprint, *prediction));
  return found;
}

}  // namespace solopose
