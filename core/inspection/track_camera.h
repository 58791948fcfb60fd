#pragma once

#include <optional>

#include "core/camera/camera.h"

namespace solopose {

struct SequenceRecord;

/// How a camera of a take sees one of its tracks: with that track's own frame for its world. `camera` is
/// calibrated for a video of `filmed`, which is the track itself or another view of the same take. None where
/// nobody knows how the two stand to one another (why_not_comparable).
std::optional<Camera> camera_of_track(const SequenceRecord& track, const SequenceRecord& filmed,
                                      const Camera& camera);

}  // namespace solopose
