#pragma once

#include <filesystem>
#include <memory>

#include "core/video/image.h"

namespace solopose {

/// Where a film's pictures go. Destroyed without finish() it leaves nothing behind.
class FilmOutput {
 public:
  virtual ~FilmOutput() = default;
  /// @throws Error naming the file.
  virtual void write(const Image& picture) = 0;
  /// Makes what was written appear. @throws Error naming the file.
  virtual void finish() = 0;
};

/// A .mp4 file, or PNG pictures for any name that is not a film's.
/// @throws Error: another kind of film, a folder that is not empty, a place that cannot be written.
std::unique_ptr<FilmOutput> open_film_output(const std::filesystem::path& out, int width, int height,
                                             double frames_per_second);

}  // namespace solopose
