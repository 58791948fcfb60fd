#include "core/formats/file_tracks.h"

#include <cmath>

#include <fmt/format.h>

#include "core/formats/body_guess.h"

namespace solopose {

void TracksOfOneFrame::add(Sequence&& track) {
  const std::vector<float> poses = guessable_poses(*track.joints, track.positions_mm);
  poses_.insert(poses_.end(), poses.begin(), poses.end());
  tracks_.push_back(std::move(track));
}

void TracksOfOneFrame::emit(const ReadOptions& options, std::optional<double> known_unit,
                            const SequenceSink& sink, const RemarkSink& remark) {
  if (tracks_.empty()) return;
  const BodyFrame frame = settle_body_frame(tracks_.front().source, options, known_unit, poses_, remark);
  for (Sequence& track : tracks_) {
    to_millimetres(track.positions_mm, frame.millimetres_per_unit);
    track.up = frame.up;
    sink(std::move(track));
  }
}

void MillimetreTracks::add(Sequence&& track) {
  const std::vector<float> poses = guessable_poses(*track.joints, track.positions_mm);
  const auto height = standing_height(poses);
  const bool measured = height && std::isfinite(*height);
  if (!measured && !options_.millimetres_per_unit) {
    unmeasured_.push_back(std::move(track));
    return;
  }
  const double unit = settle_unit(track.source, options_, 1, poses, remark_);
  units_.insert(unit);
  emit(std::move(track), unit);
}

void MillimetreTracks::finish() {
  const double unit = units_.size() == 1 ? *units_.begin() : 1;
  const bool is_plain = units_.empty() || (units_.size() == 1 && unit == 1);
  for (Sequence& track : unmeasured_) {
    if (!is_plain) {
      remark_(
          fmt::format("{} {}: no legs or torso tell the unit, {} mm a unit were taken; --unit states another",
                      track.subject, track.take, unit));
    }
    emit(std::move(track), unit);
  }
  unmeasured_.clear();
}

void MillimetreTracks::emit(Sequence&& track, double millimetres_per_unit) {
  to_millimetres(track.positions_mm, millimetres_per_unit);
  if (options_.up) track.up = stated_up(*options_.up);
  sink_(std::move(track));
}

}  // namespace solopose
