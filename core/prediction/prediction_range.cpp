#include "core/prediction/prediction_range.h"

#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

std::int64_t frames_asked_for(const PredictOptions& options, const VideoReader& video) {
  const std::int64_t count = options.count.value_or(video.frames() - options.first);
  if (options.first < 0 || count < 1 || options.first > video.frames() - count) {
    throw FormatError(options.video, "prediction", fmt::format("frames within 0 to {}", video.frames() - 1),
                      fmt::format("{} from {}", count, options.first));
  }
  return count;
}

std::vector<Crop> given_crops(const PredictOptions& options, std::int64_t count) {
  if (options.crops.size() != 1 && std::ssize(options.crops) != count) {
    throw Error(fmt::format("prediction: crops: expected one or {}, one a frame, found {}", count,
                            options.crops.size()));
  }
  for (const Crop& crop : options.crops) {
    if (crop.side_px > 0 && std::isfinite(crop.side_px) && crop.centre_px.allFinite()) continue;
    throw Error(
        fmt::format("prediction: crop: expected a square of a side above 0, found side {} at ({}, {})",
                    crop.side_px, crop.centre_px.x(), crop.centre_px.y()));
  }
  if (options.crops.size() == 1) return std::vector<Crop>(static_cast<std::size_t>(count), options.crops[0]);
  return options.crops;
}

}  // namespace solopose
