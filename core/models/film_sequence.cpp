#include "core/models/film_sequence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/base/error.h"
#include "core/project/staged_import.h"
#include "core/skeleton/joint_set.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

Sequence sequence_of(const Prediction& prediction) {
  const std::string video = prediction.video.string();
  if (prediction.model.target.frame != TargetFrame::camera)
    throw Error(video + ": the poses are the universal frame's: where the person stands is not known");
  if (std::ranges::none_of(prediction.poses_mm, [](float mm) { return std::isfinite(mm); }))
    throw Error(video + ": no frame has a pose yet");
  Sequence sequence;
  sequence.subject = "unknown";
  sequence.take = prediction.video.stem().string();
  sequence.view = "camera";
  sequence.frames_per_second = prediction.frames_per_second;
  sequence.joints = joint_set_named("canonical15");
  sequence.positions_mm.assign(static_cast<std::size_t>(prediction.first * pose_floats),
                               std::numeric_limits<float>::quiet_NaN());
  sequence.positions_mm.insert(sequence.positions_mm.end(), prediction.poses_mm.begin(),
                               prediction.poses_mm.end());
  sequence.frame = CoordinateFrame::camera;
  sequence.cameras = {prediction.camera};
  sequence.videos = {video};
  return sequence;
}

}  // namespace

ImportId add_film(Project& project, const Prediction& prediction) {
  StagedImport staged(project, {.dataset = std::string(predicted_films), .format = "prediction"});
  Sequence sequence = sequence_of(prediction);
  const std::string take = sequence.take;
  const auto others = tracks_of(project, std::string(predicted_films));
  for (int copy = 2;
       std::ranges::any_of(others, [&](const NamedTrack& track) { return track.take == sequence.take; });
       ++copy)
    sequence.take = take + " " + std::to_string(copy);
  staged.add(sequence);
  staged.settle();
  return staged.commit(project).import;
}

}  // namespace solopose
