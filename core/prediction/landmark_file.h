#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/prediction/sides_path.h"

namespace solopose {

/// A person's landmarks through frames of a video, for other programs.
struct LandmarkTable {
  std::filesystem::path video;
  std::int64_t first = 0;  ///< frame of the video
  double frames_per_second = 0;
  LandmarkFilm film;                    ///< left and right already told apart
  std::vector<std::uint8_t> exchanged;  ///< (frames) 1 where they were exchanged
};

/// @throws Error when landmarks are not written into files of this ending.
void require_landmark_ending(const std::filesystem::path& file);

/// By the ending. .npz: `landmarks_px` and `landmarks_m` (frames, 33, 4) with x, y, z, visibility, NaN where
/// the person is not seen; `names` (33), `exchanged` (frames), `fps`, `first_frame`. .csv: a line for each
/// frame and landmark that is seen, frame,landmark,x_px,y_px,z_px,x_m,y_m,z_m,visibility. Pixels count from
/// the outer corner of the picture's first, metres from the middle of the hips in the camera's axes; see
/// BodyLandmarks.
/// @throws Error as above, or naming the file.
void write_landmarks(const std::filesystem::path& file, const LandmarkTable& table);

}  // namespace solopose
