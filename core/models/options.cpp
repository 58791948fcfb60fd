#include "core/models/options.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int most_channels = 8192;
constexpr int most_layers = 64;

void require(bool holds, std::string_view field, std::string_view expected, std::string_view found) {
  if (!holds) throw Error(fmt::format("network options: {}: expected {}, found {}", field, expected, found));
}

void require_between(std::string_view field, int value, int low, int high) {
  require(value >= low && value <= high, field, fmt::format("{} to {}", low, high), std::to_string(value));
}

void require_multiple(std::string_view field, int value, int of) {
  require(value % of == 0, field, fmt::format("a multiple of {}", of), std::to_string(value));
}

void require_valid_small(const SmallSize& small) {
  require_between("small.image_size", small.image_size, 8, 1024);
  require_multiple("small.image_size", small.image_size, 8);
  require(small.channels.size() == 3, "small.channels", "3 numbers", std::to_string(small.channels.size()));
  require(small.blocks.size() == 3, "small.blocks", "3 numbers", std::to_string(small.blocks.size()));
  for (const int channels : small.channels) require_between("small.channels", channels, 1, most_channels);
  for (const int blocks : small.blocks) require_between("small.blocks", blocks, 0, most_layers);
}

void require_valid_temporal(const TemporalSize& temporal) {
  constexpr std::size_t most_stages = 6;
  require(!temporal.stages.empty() && temporal.stages.size() <= most_stages, "temporal.stages",
          fmt::format("1 to {} stages", most_stages), std::to_string(temporal.stages.size()));
  require_between("temporal.width", temporal.width, 1, most_channels);
  int width = temporal.width;
  for (const TemporalStage& stage : temporal.stages) {
    require_between("temporal.depths", stage.depth, 1, most_layers);
    require_between("temporal.heads", stage.heads, 1, width);
    require(width % stage.heads == 0, "temporal.heads",
            fmt::format("a divisor of the stage's width {}", width), std::to_string(stage.heads));
    width *= 2;
  }
  require(temporal.mlp_ratio >= 0.25 && temporal.mlp_ratio <= 16, "temporal.mlp_ratio", "0.25 to 16",
          fmt::format("{}", temporal.mlp_ratio));
  require(temporal.window.size() == 3, "temporal.window", "time, height and width",
          fmt::format("{} numbers", temporal.window.size()));
  for (const int side : temporal.window) require_between("temporal.window", side, 1, 64);
  require_between("temporal.pool", temporal.pool, 1, 64);
}

}  // namespace

std::string_view encoder_kind_name(EncoderKind kind) { return kind == EncoderKind::clip ? "clip" : "small"; }

std::optional<EncoderKind> encoder_kind_named(std::string_view name) {
  for (const auto kind : {EncoderKind::clip, EncoderKind::small}) {
    if (name == encoder_kind_name(kind)) return kind;
  }
  return std::nullopt;
}

std::string_view head_kind_name(HeadKind kind) {
  return kind == HeadKind::heat_map ? "heat_map" : "regression";
}

std::optional<HeadKind> head_kind_named(std::string_view name) {
  for (const auto kind : {HeadKind::heat_map, HeadKind::regression}) {
    if (name == head_kind_name(kind)) return kind;
  }
  return std::nullopt;
}

void ClipSize::require_valid() const {
  require_between("clip.patch", patch, 1, 256);
  require_between("clip.image_size", image_size, patch, 2048);
  require_multiple("clip.image_size", image_size, patch);
  require_between("clip.width", width, 1, most_channels);
  require_between("clip.layers", layers, 1, most_layers);
  require_between("clip.heads", heads, 1, width);
  require_multiple("clip.width", width, heads);
  require_between("clip.mlp_width", mlp_width, 1, 4 * most_channels);
}

NetworkOptions NetworkOptions::tiny() { return NetworkOptions(); }

NetworkOptions NetworkOptions::base() {
  NetworkOptions options;
  options.encoder = EncoderKind::clip;
  options.temporal = {.stages = {{4, 3}, {4, 6}, {8, 12}, {4, 24}},
                      .width = 192,
                      .mlp_ratio = 4,
                      .window = {8, 7, 7},
                      .pool = 1,
                      .residual = false};
  // One place a frame is left after three merges: the head unfolds it to 8x8 and that to 64x64.
  options.head = {.voxels = 64, .first_channels = 96 * 64, .middle_channels = 64};
  return options;
}

std::optional<NetworkOptions> NetworkOptions::preset(std::string_view name) {
  if (name == "tiny") return tiny();
  if (name == "base") return base();
  return std::nullopt;
}

int NetworkOptions::image_size() const {
  return encoder == EncoderKind::clip ? clip.image_size : small.image_size;
}

int NetworkOptions::feature_channels() const {
  return encoder == EncoderKind::clip ? clip.width : small.channels.back();
}

int NetworkOptions::feature_grid() const {
  return encoder == EncoderKind::clip ? clip.grid() : small.image_size / 8;
}

int NetworkOptions::token_grid() const { return feature_grid() / temporal.pool; }

int NetworkOptions::head_grid() const {
  if (temporal.residual) return feature_grid();
  int grid = token_grid();
  for (std::size_t merge = 1; merge < temporal.stages.size(); ++merge) grid = (grid + 1) / 2;
  return grid;
}

int NetworkOptions::head_channels() const {
  if (temporal.residual) return feature_channels();
  return temporal.width << (temporal.stages.size() - 1);
}

std::array<int, 2> NetworkOptions::head_unfold() const {
  const int factor = head.voxels / head_grid();
  int first = 1;
  while (first * first < factor || factor % first != 0) ++first;
  return {first, factor / first};
}

void NetworkOptions::require_valid() const {
  if (encoder == EncoderKind::clip) {
    clip.require_valid();
  } else {
    require_valid_small(small);
  }
  require_valid_temporal(temporal);
  require(feature_grid() % temporal.pool == 0, "temporal.pool",
          fmt::format("a divisor of the encoder's grid of {}", feature_grid()),
          std::to_string(temporal.pool));
  if (temporal.residual) {
    require(temporal.stages.size() == 1, "temporal.residual", "one stage",
            std::to_string(temporal.stages.size()));
    require(temporal.width == feature_channels(), "temporal.width",
            fmt::format("the encoder's {} with temporal.residual", feature_channels()),
            std::to_string(temporal.width));
  }
  if (head.kind == HeadKind::regression) return;
  require_between("head.voxels", head.voxels, 2, 256);
  require_between("head.middle_channels", head.middle_channels, 1, most_channels);
  require_between("head.first_channels", head.first_channels, 1, 8 * most_channels);
  const int grid = head_grid();
  require(head.voxels % grid == 0, "head.voxels", fmt::format("a multiple of the head's grid of {}", grid),
          std::to_string(head.voxels));
  const int first = head_unfold()[0];
  require_multiple("head.first_channels", head.first_channels, first * first);
}

}  // namespace solopose
