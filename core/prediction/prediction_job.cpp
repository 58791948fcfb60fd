#include "core/prediction/prediction_job.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/prediction/landmark_cache.h"
#include "core/prediction/person_crops.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds between_pictures(250);

/// Copies of long predictions take their time.
PredictionSink seldom(const PredictionSink& sink) {
  if (!sink) return {};
  return [sink, last = Clock::time_point()](const Prediction& so_far, std::int64_t first,
                                            std::int64_t count) mutable {
    if (Clock::now() - last < between_pictures) return;
    last = Clock::now();
    sink(so_far, first, count);
  };
}

}  // namespace

std::int64_t FilmedTrack::shared_frames() const {
  const std::int64_t known = frames_of(*poses_mm);
  std::int64_t shared = 0;
  std::int64_t beyond = map.video_frames();
  while (shared < beyond) {
    const std::int64_t middle = shared + (beyond - shared) / 2;
    if (map.track_frame(middle) < known)
      shared = middle + 1;
    else
      beyond = middle;
  }
  return shared;
}

std::vector<float> FilmedTrack::seen_mm(std::int64_t first, std::int64_t count) const {
  std::vector<float> own;
  own.reserve(static_cast<std::size_t>(count * pose_floats));
  for (std::int64_t i = first; i < first + count; ++i) {
    const auto pose = pose_at(*poses_mm, map.track_frame(i));
    if (pose.empty())
      own.insert(own.end(), static_cast<std::size_t>(pose_floats), std::numeric_limits<float>::quiet_NaN());
    else
      own.insert(own.end(), pose.begin(), pose.end());
  }
  return poses_in_camera(camera, frame, own);
}

void keep_prediction(const Prediction& prediction, const std::filesystem::path& project_folder,
                     const JobContext& context) {
  try {
    const auto file = prediction_file(project_folder, prediction.model_fingerprint, prediction.video);
    std::filesystem::create_directories(file.parent_path());
    require_own_file(file);
    write_prediction(file, prediction);
  } catch (const std::exception& failure) {
    context.note(fmt::format("the prediction is not kept with the project: {}", failure.what()));
  }
}

std::vector<Crop> crops_of(const PredictionOrder& order, double extent_mm) {
  if (order.person == PersonSource::drawn && order.drawn) return {*order.drawn};
  if (order.person != PersonSource::truth) return {};
  if (!order.track) throw Error("prediction: no track says where the person is");
  const PredictOptions& options = order.options;
  const FilmedTrack& track = *order.track;
  const std::int64_t count = options.count.value_or(track.map.video_frames() - options.first);
  return crops_of_poses(track.camera, track.seen_mm(options.first, count), extent_mm);
}

Prediction run_prediction(const PredictionOrder& order, const PredictionSink& sink,
                          const JobContext& context) {
  PredictOptions options = order.options;
  if (!order.project_folder.empty()) options.cache_folder = ProjectPlaces(order.project_folder).features();
  options.landmark_cache = landmark_cache_folder();
  options.crops = crops_of(order, read_model_description(options.model).target.extent_mm);
  Prediction prediction = predict(options, seldom(sink), context);
  if (!order.project_folder.empty()) keep_prediction(prediction, order.project_folder, context);
  return prediction;
}

}  // namespace solopose
