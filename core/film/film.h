#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/job.h"
#include "core/film/skeleton_drawing.h"
#include "core/formats/sequence.h"
#include "core/video/image.h"

namespace solopose {

enum class FilmContent : std::uint8_t { overlay, view_3d, side_by_side };

/// One skeleton of the film, frame by frame of the video.
struct FilmSkeleton {
  std::int64_t first = 0;          ///< the video's frame its first pose belongs to
  std::vector<float> poses_mm;     ///< (frames, 15, 3), any frame with a known up; for the 3D view
  std::vector<float> pixels;       ///< (frames, 15, 2); empty = not on the picture
  std::vector<float> confidences;  ///< (frames, 15) or empty
  Eigen::Vector3d up{0, 0, 1};
  SkeletonLook look;
};

struct FilmOptions {
  std::filesystem::path video;
  std::filesystem::path out;  ///< .mp4, or a folder that gets 000000.png, 000001.png, …
  std::int64_t first = 0;
  std::int64_t count = -1;
  double frames_per_second = 0;  ///< 0 = the video's
  FilmContent content = FilmContent::overlay;
  int height = 0;        ///< pixels; 0 = the video's
  double turn_deg = 30;  ///< 3D view: about the vertical
  double tilt_deg = 15;  ///< and from above
  std::vector<FilmSkeleton> skeletons;
};

/// Exactly the frames, order and rate asked for. The mp4 appears whole or not at all; of PNGs those of a
/// cancelled job go.
/// @throws Error naming the file; Cancelled.
void make_film(const FilmOptions& options, const JobContext& context);

/// Draw strokes with smooth edges.
void draw_strokes(Image& picture, std::span<const Stroke> strokes);

}  // namespace solopose
