#pragma once

namespace solopose {

/// The size of a video's pictures, upright. They are shown with square pixels, but a file may store pixels
/// that are wider or narrower than high: 720 x 576 of 16:15 are shown 768 x 576. Everything in the studio
/// that has to do with pixels (crops, skeletons drawn on pictures, cameras for a video) counts those that are
/// shown; only a calibration counts what its own pictures had, mostly the stored ones.
struct PictureSize {
  int width = 0;
  int height = 0;
  int stored_width = 0;
  int stored_height = 0;

  bool operator==(const PictureSize&) const = default;
};

}  // namespace solopose
