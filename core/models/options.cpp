#include "core/models/options.h"

#include <fmt/format.h>

#include "core/models/landmark_features.h"
#include "core/options/options_json.h"
#include "core/options/validation.h"

namespace solopose {
namespace {

constexpr const char* owner = "network options";
constexpr int most_channels = 8192;
constexpr int most_layers = 64;
constexpr std::size_t most_stages = 6;

void require(bool holds, std::string_view path, const std::string& expected, int found) {
  require_fitting(holds, owner, path, expected, std::to_string(found));
}

void require_multiple(std::string_view path, int value, int of) {
  require(value % of == 0, path, fmt::format("a multiple of {}", of), value);
}

void require_fitting_clip(const ClipSize& size) {
  require(size.image_size >= size.patch, "clip.image_size",
          fmt::format("clip.patch at least, {}", size.patch), size.image_size);
  require_multiple("clip.image_size", size.image_size, size.patch);
  require_multiple("clip.width", size.width, size.heads);
}

void require_fitting_temporal(const TemporalSize& temporal) {
  require(temporal.heads.size() == temporal.stages(), "temporal.heads",
          fmt::format("{} numbers, one for each of temporal.depths", temporal.stages()),
          static_cast<int>(temporal.heads.size()));
  int width = temporal.width;
  for (const int heads : temporal.heads) {
    require(width % heads == 0, "temporal.heads", fmt::format("a divisor of the stage's width {}", width),
            heads);
    width *= 2;
  }
}

void require_fitting_residual(const NetworkOptions& options) {
  const TemporalSize& temporal = options.temporal;
  require(temporal.stages() == 1, "temporal.residual", "one stage", static_cast<int>(temporal.stages()));
  require(temporal.width == options.feature_channels(), "temporal.width",
          fmt::format("the encoder's {} with temporal.residual", options.feature_channels()), temporal.width);
}

void require_fitting_head(const NetworkOptions& options) {
  const HeadSize& head = options.head;
  const int grid = options.head_grid();
  require(head.voxels % grid == 0, "head.voxels", fmt::format("a multiple of the head's grid of {}", grid),
          head.voxels);
  const int first = options.head_unfold()[0];
  require_multiple("head.first_channels", head.first_channels, first * first);
}

}  // namespace

void describe(OptionVisitor& visitor, ClipSize& size) {
  visitor.whole("image_size", size.image_size, 1, 2048, "px");
  visitor.whole("patch", size.patch, 1, 256, "px");
  visitor.whole("width", size.width, 1, most_channels);
  visitor.whole("layers", size.layers, 1, most_layers);
  visitor.whole("heads", size.heads, 1, most_channels);
  visitor.whole("mlp_width", size.mlp_width, 1, 4 * most_channels);
  visitor.choice("activation", size.activation);
}

void describe(OptionVisitor& visitor, SmallSize& size) {
  visitor.whole("image_size", size.image_size, 8, 1024, "px");
  visitor.wholes("channels", size.channels, {.low = 1, .high = most_channels, .least = 3, .most = 3});
  visitor.wholes("blocks", size.blocks, {.low = 0, .high = most_layers, .least = 3, .most = 3});
}

void describe(OptionVisitor& visitor, TemporalSize& size) {
  visitor.wholes("depths", size.depths, {.low = 1, .high = most_layers, .least = 1, .most = most_stages});
  visitor.wholes("heads", size.heads,
                 {.low = 1, .high = most_channels << most_stages, .least = 1, .most = most_stages});
  visitor.whole("width", size.width, 1, most_channels);
  visitor.number("mlp_ratio", size.mlp_ratio, {.low = 0.25, .high = 16});
  visitor.wholes("window", size.window, {.low = 1, .high = 64, .least = 3, .most = 3});
  visitor.whole("pool", size.pool, 1, 64);
  visitor.flag("residual", size.residual);
}

void describe(OptionVisitor& visitor, HeadSize& size) {
  visitor.choice("kind", size.kind);
  visitor.whole("voxels", size.voxels, 2, 256);
  visitor.flag("per_joint", size.per_joint);
  visitor.whole("first_channels", size.first_channels, 1, 8 * most_channels);
  visitor.whole("middle_channels", size.middle_channels, 1, most_channels);
}

void describe(OptionVisitor& visitor, NetworkOptions& options) {
  visitor.presets(options, NetworkOptions::presets());
  visitor.choice("encoder", options.encoder);
  visitor.section("clip", options.clip);
  visitor.section("small", options.small);
  visitor.section("temporal", options.temporal);
  visitor.section("head", options.head);
}

void ClipSize::require_valid() const {
  NetworkOptions options;
  options.clip = *this;
  require_in_range(owner, options);
  require_fitting_clip(*this);
}

NetworkOptions NetworkOptions::tiny() { return NetworkOptions(); }

NetworkOptions NetworkOptions::base() {
  NetworkOptions options;
  options.encoder = EncoderKind::clip;
  options.temporal = {.depths = {4, 4, 8, 4},
                      .heads = {3, 6, 12, 24},
                      .width = 192,
                      .mlp_ratio = 4,
                      .window = {8, 7, 7},
                      .pool = 1,
                      .residual = false};
  // One place a frame is left after three merges: the head unfolds it to 8x8 and that to 64x64.
  options.head = {.voxels = 64, .first_channels = 96 * 64, .middle_channels = 64};
  return options;
}

NetworkOptions NetworkOptions::landmarks() {
  NetworkOptions options;
  options.encoder = EncoderKind::landmarks;
  options.temporal = {.depths = {4},
                      .heads = {4},
                      .width = 128,
                      .mlp_ratio = 2,
                      .window = {32, 1, 1},
                      .pool = 1,
                      .residual = false};
  options.head = {.voxels = 16, .first_channels = 32 * 16, .middle_channels = 16};
  return options;
}

std::span<const Preset<NetworkOptions>> NetworkOptions::presets() {
  static constexpr std::array<Preset<NetworkOptions>, 3> list = {
      {{"tiny", tiny}, {"base", base}, {"landmarks", landmarks}}};
  return list;
}

bool NetworkOptions::same_size(const NetworkOptions& other) const {
  NetworkOptions same = other;
  same.encoder = encoder;
  same.clip.activation = clip.activation;
  same.head.kind = head.kind;
  same.head.per_joint = head.per_joint;
  same.head.voxels = head.voxels;
  return same.to_json() == to_json();
}

int NetworkOptions::image_size() const {
  switch (encoder) {
    case EncoderKind::clip:
      return clip.image_size;
    case EncoderKind::small:
      return small.image_size;
    case EncoderKind::landmarks:
      break;
  }
  return 0;
}

int NetworkOptions::feature_channels() const {
  switch (encoder) {
    case EncoderKind::clip:
      return clip.width;
    case EncoderKind::small:
      return small.channels.back();
    case EncoderKind::landmarks:
      break;
  }
  return landmark_feature_size;
}

int NetworkOptions::feature_grid() const {
  switch (encoder) {
    case EncoderKind::clip:
      return clip.grid();
    case EncoderKind::small:
      return small.image_size / 8;
    case EncoderKind::landmarks:
      break;
  }
  return 1;
}

int NetworkOptions::token_grid() const { return feature_grid() / temporal.pool; }

int NetworkOptions::head_grid() const {
  if (temporal.residual) return feature_grid();
  int grid = token_grid();
  for (std::size_t merge = 1; merge < temporal.stages(); ++merge) grid = (grid + 1) / 2;
  return grid;
}

int NetworkOptions::head_channels() const {
  if (temporal.residual) return feature_channels();
  return temporal.width << (temporal.stages() - 1);
}

std::array<int, 2> NetworkOptions::head_unfold() const {
  const int factor = head.voxels / head_grid();
  int first = 1;
  while (first * first < factor || factor % first != 0) ++first;
  return {first, factor / first};
}

void NetworkOptions::require_valid() const {
  require_in_range(owner, *this);
  if (encoder == EncoderKind::clip) require_fitting_clip(clip);
  if (encoder == EncoderKind::small) require_multiple("small.image_size", small.image_size, 8);
  require_fitting_temporal(temporal);
  require(feature_grid() % temporal.pool == 0, "temporal.pool",
          fmt::format("a divisor of the encoder's grid of {}", feature_grid()), temporal.pool);
  if (temporal.residual) require_fitting_residual(*this);
  if (head.kind == HeadKind::heat_map) require_fitting_head(*this);
}

void NetworkOptions::complete_older_file() {
  const bool said = encoder != EncoderKind::clip || clip.activation != ClipActivation::unstated;
  if (!said) clip.activation = ClipActivation::quick_gelu;
}

std::string NetworkOptions::to_json() const { return options_as_json(*this); }

NetworkOptions NetworkOptions::from_json(std::string_view json) {
  NetworkOptions options;
  read_options(owner, json, options);
  options.require_valid();
  return options;
}

}  // namespace solopose
