#include "core/prediction/prediction_job.h"

#include <limits>

#include "core/base/error.h"
#include "core/prediction/person_crops.h"

namespace solopose {

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

std::vector<Crop> crops_of(const PredictionOrder& order, double extent_mm) {
  if (order.person == PersonSource::drawn && order.drawn) return {*order.drawn};
  if (order.person != PersonSource::truth) return {};
  if (!order.track) throw Error("prediction: no track says where the person is");
  const PredictOptions& options = order.options;
  const FilmedTrack& track = *order.track;
  const std::int64_t count = options.count.value_or(track.map.video_frames() - options.first);
  return crops_of_poses(track.camera, track.seen_mm(options.first, count), extent_mm);
}

}  // namespace solopose
