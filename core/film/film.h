#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/base/job.h"
#include "core/film/skeleton_drawing.h"
#include "core/options/named_values.h"

namespace solopose {

enum class FilmContent : std::uint8_t { overlay, view_3d, side_by_side };

constexpr auto named_values(FilmContent) {
  return std::array{NamedValue{FilmContent::overlay, "overlay"}, NamedValue{FilmContent::view_3d, "3d"},
                    NamedValue{FilmContent::side_by_side, "both"}};
}

/// One skeleton of the film, frame by frame of the video.
struct FilmSkeleton {
  std::int64_t first = 0;          ///< the video's frame its first pose belongs to
  std::vector<float> poses_mm;     ///< (frames, 15, 3); empty = not in the 3D view
  std::vector<float> pixels;       ///< (frames, 15, 2); empty = not on the picture
  std::vector<float> confidences;  ///< (frames, 15) or empty
  /// Of the frame the poses are in, not zero. Skeletons of equal ups are taken to share a frame; one of
  /// another up is put where the first skeleton is.
  Eigen::Vector3d up{0, 0, 1};
  SkeletonLook look;
  std::string name = {};  ///< for the legend; empty = not in it
};

struct FilmOptions {
  std::filesystem::path video = {};
  std::filesystem::path out = {};  ///< .mp4, or a new or empty folder that gets 000000.png, 000001.png, …
  std::int64_t first = 0;          ///< the video's frame that the film begins with
  std::int64_t count = -1;         ///< -1 = to the end
  double frames_per_second = 0;    ///< of the mp4; 0 = the video's
  FilmContent content = FilmContent::overlay;
  /// Pixels; 0 = the video's. The picture keeps its proportions, and bones their width relative to it. Beside
  /// it the 3D view is as wide as the picture's shorter side; alone it takes the picture's place.
  int height = 0;
  double turn_deg = 30;  ///< 3D view: about the vertical
  double tilt_deg = 15;  ///< and from above
  std::vector<FilmSkeleton> skeletons = {};
  /// What the legend calls the sides of named skeletons that show them; empty = it does not.
  std::string left_name = {};
  std::string right_name = {};
};

/// Exactly the frames, order and rate asked for; in the place of a picture that is missing stands a dark one
/// that says so. The mp4, or the folder of pictures, appears whole or not at
/// all.
/// @throws Error naming the file, the range that is not in the video, or the skeleton whose sizes do not fit;
/// Cancelled.
void make_film(const FilmOptions& options, const JobContext& context);

}  // namespace solopose
