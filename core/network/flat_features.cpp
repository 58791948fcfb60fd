#include "core/network/flat_features.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::int64_t grid_numbers(const NetworkOptions& options) {
  return std::int64_t{options.feature_channels()} * options.feature_grid() * options.feature_grid();
}

}  // namespace

std::int64_t feature_size(const NetworkOptions& options) {
  return grid_numbers(options) + (options.encoder == EncoderKind::clip ? options.feature_channels() : 0);
}

torch::Tensor flat_features(const FrameFeatures& features) {
  const torch::Tensor grid = features.grid.flatten(2);
  if (!features.class_token.defined()) return grid.contiguous();
  return torch::cat({grid, features.class_token}, 2);
}

FrameFeatures frame_features(const torch::Tensor& flat, const NetworkOptions& options) {
  if (flat.dim() != 3 || flat.size(2) != feature_size(options)) {
    throw Error(fmt::format("features: expected (clips, frames, {}), found ({})", feature_size(options),
                            fmt::join(flat.sizes(), ", ")));
  }
  const std::int64_t grid = grid_numbers(options);
  const std::int64_t side = options.feature_grid();
  FrameFeatures features;
  features.grid = flat.slice(2, 0, grid).reshape({flat.size(0), flat.size(1), -1, side, side});
  if (options.encoder == EncoderKind::clip) features.class_token = flat.slice(2, grid);
  return features;
}

}  // namespace solopose
