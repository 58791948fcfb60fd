#pragma once

#include <cstdint>
#include <vector>

#include "core/quality/detector.h"
#include "core/quality/finding.h"

namespace solopose {

/// Frames of a part that are its own; the others are their surroundings.
struct OwnFrames {
  std::int64_t first = 0;
  std::int64_t end = 0;  ///< one beyond the last
};

/// Frames between two runs that are no reason to list them apart.
inline constexpr std::int64_t most_frames_between = 3;

/// A detector's runs of own frames above the threshold, as findings of the whole sequence. Ascending.
std::vector<Finding> findings_of(const InspectedTrack& track, const Detector& detector,
                                 const TrackScores& scores, float threshold, const OwnFrames& own);

/// Appends findings of the part that follows; one that goes on over the border stays one.
void append_part(std::vector<Finding>& findings, std::vector<Finding> next);

/// What two runs of one detector are together.
void join(Finding& finding, const Finding& other);

}  // namespace solopose
