#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/frame_run.h"
#include "core/inspection/view_geometry.h"
#include "core/models/prediction.h"
#include "core/skeleton/joint_mask.h"
#include "core/skeleton/pose_rows.h"
#include "core/video/frame_map.h"

namespace solopose {

using SeriesPtr = std::shared_ptr<const std::vector<float>>;

/// What is shown of one model's poses along the track: one entry a frame of the track, NaN = unknown.
struct ModelMetrics {
  std::string fingerprint;
  std::vector<float> poses_mm;         ///< (frames, 15, 3) turned as the view frame; empty = cannot be known
  std::vector<float> joint_errors_mm;  ///< (frames, 15), root-relative; empty without truth
  std::array<float, joint_count> mean_joint_errors_mm{};
  float mpjpe_mm = 0;  ///< mean of all; NaN = unknown
  SeriesPtr error_mm;
  SeriesPtr speed_m_per_s;
  SeriesPtr bone_mm;
  SeriesPtr confidence;
  SeriesPtr expected_error_mm;         ///< by the model's reliability; null where it is not known
  std::vector<FrameRun> without_pose;  ///< frames of the track for which it has no pose; ascending

  float mpjpe_at(std::int64_t frame) const;
  float joint_error_at(std::int64_t frame, int joint) const;
  float expected_error_at(std::int64_t frame) const;
};

struct PoseMetrics {
  std::vector<float> truth_mm;  ///< in the view frame; empty without truth
  JointMask truth_gaps;         ///< joints that the truth has in some frames and lacks in others
  SeriesPtr truth_speed_m_per_s;
  SeriesPtr truth_bone_mm;
  std::vector<ModelMetrics> models;

  const ModelMetrics* of(const std::string& fingerprint) const;
};
using PoseMetricsPtr = std::shared_ptr<const PoseMetrics>;

struct MetricsQuery {
  PosesPtr truth;           ///< null = none
  std::int64_t frames = 0;  ///< of the track
  double frames_per_second = 30;
  ViewGeometry geometry;
  FrameMap map;
  std::vector<std::pair<std::string, PredictionPtr>> predictions;
  Bone bone{Joint::left_hip, Joint::left_knee};
};

/// Joints of one pose, (15, 3), that are not there; of no pose none.
JointMask missing_joints(std::span<const float> pose_mm);

/// May take a while on long tracks: not on the GUI thread.
PoseMetrics measure_poses(const MetricsQuery& query);

}  // namespace solopose
