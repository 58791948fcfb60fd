#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/landmarks/turned_crop.h"

namespace solopose {

/// Shares of the colours of somebody's torso, 4 levels of red, green and blue each; the sum is 1.
using BodyColours = std::array<float, 64>;

/// The colours between shoulders and hips of somebody who fills this crop as BlazePose frames people.
/// Picture: rgb24.
BodyColours body_colours(const Image& picture, const TurnedCrop& crop);

/// Somebody whom a detector saw.
struct SeenPerson {
  TurnedCrop crop;       ///< of the whole body
  double certainty = 0;  ///< 0 to 1
  std::optional<BodyColours> colours;
};

/// Who was seen in one frame.
struct SeenPeople {
  std::int64_t frame = 0;
  std::vector<SeenPerson> people;
};

/// One person over a film: where it was seen, frames ascending.
struct PersonTrack {
  struct Moment {
    std::int64_t frame = 0;
    SeenPerson seen;
  };
  std::vector<Moment> moments;  ///< never empty

  /// Between two moments on a straight line, if they are at most `longest` frames apart; none elsewhere.
  std::optional<TurnedCrop> crop_at(std::int64_t frame, std::int64_t longest) const;
};

/// People kept apart: of all ways to say who of one frame is who in the next the one in which all together
/// stay nearest to where their ways lead, and change their sizes and colours least (tracking by detection
/// with the Hungarian method, as in Bewley et al., "Simple online and realtime tracking", 2016, with a speed
/// that fades in place of a Kalman filter, and colours). Whoever hides or leaves is waited for for two
/// seconds, and after that known again by colours, where a runner could have come in that time. Somebody seen
/// but once in a film of many looks is left out. `seen`: frames ascending. Tracks come in the order of their
/// first moments.
std::vector<PersonTrack> person_tracks(std::span<const SeenPeople> seen, double frames_per_second);

/// A place in a frame where somebody clicked. Pixels as in TurnedCrop.
struct PersonPoint {
  Eigen::Vector2d point_px = Eigen::Vector2d::Zero();
  std::int64_t frame = 0;
};

/// Whom a film is about: the one who is at that point; without one, who is seen longest, largest and nearest
/// to the middle of the picture; who walks about counts for twice as much as who stays in one place. None
/// where nobody is, or stands within half of its own crop of the point within a second of that frame.
std::optional<std::size_t> chosen_person(std::span<const PersonTrack> tracks,
                                         const std::optional<PersonPoint>& point,
                                         const Eigen::Vector2d& picture_px, double frames_per_second);

}  // namespace solopose
