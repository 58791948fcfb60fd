#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/demo/layouts.h"
#include "core/demo/painter.h"
#include "core/demo/take.h"
#include "core/formats/sequence.h"

namespace solopose::demo {

/// One take as one camera films it.
struct Shot {
  std::size_t take = 0;  ///< into the dataset's takes
  std::filesystem::path file;
  Camera camera;  ///< for the film's own size, in the world of body.h
  /// The film ends after so many; none: when the take does.
  std::optional<std::size_t> frames = {};
};

/// A calibrated camera of a file's world as it stands on the stage, for a film so many pixels wide.
Camera on_stage(const Camera& camera, const FileFrame& world, int film_width);

/// The room, light and camera of a shot.
Painter painter_of(const Take& take, const Shot& shot);

/// Film the takes as they were performed, a picture for every frame until the shot ends, at the take's rate:
/// a shaded person in clothes, before a room of its own for each shot. On all cores. @throws Error naming the
/// file; Cancelled.
void film(std::span<const Take> takes, std::span<const Shot> shots, const JobContext& context);

}  // namespace solopose::demo
