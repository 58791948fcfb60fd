#pragma once

#include <vector>

#include "core/samples/sample_videos.h"

namespace solopose {

struct Catalog;

/// Tracks to learn from without their videos: of each take the world track, or else its first camera's, as
/// seen by a camera that stands upright and whose pixels are mm at 1 mm. A track whose up axis is not known
/// is left out. `chosen`: per sequence of the catalog.
SampleVideos find_sample_tracks(const Catalog& catalog, const std::vector<bool>& chosen);

}  // namespace solopose
