#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "core/landmarks/body_landmarks.h"
#include "core/prediction/person_tracks.h"

namespace solopose {

/// One person's landmarks, frame by frame: each crop follows from the last frame's landmarks; where these are
/// lost, or have gone over to somebody else or away from where the person was seen, from the person's track.
class LandmarkFollower {
 public:
  /// What the landmark network reads in the current frame's picture.
  using Reader = std::function<BodyLandmarks(const TurnedCrop& crop)>;

  /// people: everybody's tracks, which must outlive the object.
  LandmarkFollower(std::span<const PersonTrack> people, std::size_t chosen, double frames_per_second);

  /// Frames ascending, without leaving one out. None when the person is not to be seen.
  std::optional<BodyLandmarks> next(std::int64_t frame, const Reader& read);

 private:
  bool is_elsewhere(std::int64_t frame, const BodyLandmarks& body, const TurnedCrop& expected) const;

  std::span<const PersonTrack> people_;
  std::size_t chosen_;
  std::int64_t longest_gap_;  ///< frames over which a track says where its person is
  std::optional<BodyLandmarks> last_;
};

}  // namespace solopose
