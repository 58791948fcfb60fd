#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/job.h"
#include "core/landmarks/body_landmarks.h"
#include "core/models/landmark_features.h"
#include "core/network/pose_model.h"
#include "core/prediction/landmark_poses.h"
#include "core/prediction/predict.h"

namespace solopose {

/// One person's landmarks through consecutive frames of a video, left and right already told apart.
struct SeenTrack {
  std::filesystem::path video;
  std::int64_t first = 0;  ///< frame of the video
  double frames_per_second = 0;
  Camera camera;  ///< for the video's size: given, or assumed_camera
  bool camera_assumed = true;
  std::vector<std::optional<BodyLandmarks>> bodies;  ///< none where the person was not found
};

/// The poses of a track by a model with the landmarks encoder, each frame the mean of all windows that cover
/// it, of the person and of their mirror image, then mixed with BlazePose's own body and steadied over time
/// (landmark_poses.h). The model sees the person through the camera turned to the
/// hips; its bodies have a usual size, and from that follows how far away they are. Frames without landmarks
/// are answered, too, where some are within a quarter of the model's clip; others stay missing (NaN).
/// @throws Error: a model of another encoder or for the universal frame; nobody seen; Cancelled.
Prediction predict_from_landmarks(PoseModel& model, const SeenTrack& track, const JobContext& context,
                                  const Finishing& finishing = {});

/// From the camera's axes to those of one turned to the middle of the hips without rolling (its x stays at
/// right angles to the camera's y), in which a body is seen as if it stood in the picture's middle. The
/// identity without hips.
Eigen::Matrix3d turned_to_hips(const Camera& camera, const BodyLandmarks& body);

/// The body as the camera so turned sees it, on its plane at depth 1. Nobody without hips.
SeenBody seen_body(const Camera& camera, const Eigen::Matrix3d& turned, const BodyLandmarks& body);

}  // namespace solopose
