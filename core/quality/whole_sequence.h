#pragma once

#include "core/quality/detector.h"

namespace solopose {

/// The scores of what holds for a sequence from its first frame to its last.
inline TrackScores whole_sequence(const InspectedTrack& track, float score) {
  TrackScores scores(track);
  for (std::int64_t f = 0; f < track.features.frames; ++f) scores.raise(f, score, {});
  return scores;
}

}  // namespace solopose
