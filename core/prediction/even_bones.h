#pragma once

#include <span>
#include <vector>

namespace solopose {

/// Poses (frames, 15, 3) mm of one person in a camera's axes, whose bones come `share` of the way towards one
/// length each. A bone does not change its length, but an answer is a mean over what may be, and how far a
/// bone points into the depth is what a picture says least of: the mean of both ways is a bone that is too
/// short. So each bone's length is what it reaches in the longest tenth of its frames, alike on both sides,
/// in a body whose legs and trunk are usual_length_mm.
///
/// Directions stay. Pelvises move away along their lines of sight as the body grows, so that it covers as
/// much of the picture as before. A joint stays in place where its parent is missing, and all of them where a
/// length is known of neither side.
std::vector<float> with_even_bones(std::span<const float> poses_mm, double share);

}  // namespace solopose
