#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/landmarks/body_landmarks.h"

namespace solopose {

/// A person's landmarks over the frames of a film; none where the person was not seen.
using LandmarkFilm = std::vector<std::optional<BodyLandmarks>>;

/// The same landmarks with left called right and right left.
BodyLandmarks with_sides_exchanged(const BodyLandmarks& body);

/// Frames (1) in which the network took the left side of the body for the right one. Networks that see single
/// pictures do so where they take a back for a front, for the whole body at once and for a few frames or
/// many. Of all ways to exchange the sides, frame by frame, the one in which shoulders, elbows, wrists, hips,
/// knees and ankles go the shortest way in the picture (label_path.h, between gaps each stretch by itself),
/// where an exchange and each exchanged frame have their price: most of the time the network is right.
///
/// Each frame is compared with the three before it: while the network changes its mind its landmarks lie half
/// way between both bodies for a frame or two, which are as near to the one as to the other; what was seen
/// before them tells. Ways are in sizes of the body (its torso, or a quarter of its extent), each counted up
/// to `most_way`: what jumps has jumped, no matter how far. The constants were chosen on the demo's films of
/// drawn people (12 of them: of the joints of which it can be told, 10.2 % were on the wrong side before and
/// 6.5 % are after it; 9.8 % where each frame is compared with the last alone).
std::vector<std::uint8_t> exchanged_sides(std::span<const std::optional<BodyLandmarks>> film);

}  // namespace solopose
