#include "core/models/network_size.h"

#include <cmath>

#include "core/base/error.h"
#include "core/models/token_windows.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

using Count = std::int64_t;

void add_linear(PartSize& part, Count from, Count to, double rows, bool bias = true) {
  part.parameters += from * to + (bias ? to : 0);
  part.multiply_adds += static_cast<double>(from * to) * rows;
}

void add_convolution(PartSize& part, Count from, Count to, Count kernel, double places, bool bias = false) {
  add_linear(part, from * kernel * kernel, to, places, bias);
}

/// Layer or batch norm: a factor and a summand each.
void add_norm(PartSize& part, Count width) { part.parameters += 2 * width; }

PartSize clip_size(const ClipSize& clip) {
  PartSize part;
  const Count width = clip.width;
  const double tokens = clip.tokens();
  add_convolution(part, 3, width, clip.patch, tokens - 1);
  part.parameters += width + Count{clip.tokens()} * width;
  add_norm(part, width);
  add_norm(part, width);
  for (int layer = 0; layer < clip.layers; ++layer) {
    add_norm(part, width);
    add_linear(part, width, 3 * width, tokens);
    part.multiply_adds += 2 * tokens * tokens * static_cast<double>(width);
    add_linear(part, width, width, tokens);
    add_norm(part, width);
    add_linear(part, width, clip.mlp_width, tokens);
    add_linear(part, clip.mlp_width, width, tokens);
  }
  return part;
}

PartSize small_size(const SmallSize& small) {
  PartSize part;
  Count from = 3;
  double side = small.image_size;
  for (std::size_t stage = 0; stage < small.channels.size(); ++stage) {
    const Count to = small.channels[stage];
    side /= 2;
    add_convolution(part, from, to, 3, side * side);
    add_norm(part, to);
    for (int layer = 0; layer < 2 * small.blocks[stage]; ++layer) {
      add_convolution(part, to, to, 3, side * side);
      add_norm(part, to);
    }
    from = to;
  }
  return part;
}

void add_stage(PartSize& part, const TemporalSize& temporal, std::size_t stage, Count side, Count frames) {
  const Count width = Count{temporal.width} << stage;
  const auto mlp = static_cast<Count>(std::llround(static_cast<double>(width) * temporal.mlp_ratio));
  const TokenWindows windows = token_windows({frames, side, side}, temporal.window, false);
  const double tokens = static_cast<double>(side * side);
  const auto filled =
      static_cast<double>(windows.windows() * windows.window_tokens()) / static_cast<double>(frames);
  for (int block = 0; block < temporal.depths[stage]; ++block) {
    part.parameters += bias_rows(temporal.window) * temporal.heads[stage];
    add_norm(part, width);
    add_linear(part, width, 3 * width, filled);
    part.multiply_adds += 2 * filled * static_cast<double>(windows.window_tokens() * width);
    add_linear(part, width, width, filled);
    add_norm(part, width);
    add_linear(part, width, mlp, tokens);
    add_linear(part, mlp, width, tokens);
  }
}

PartSize temporal_size(const NetworkOptions& options, Count frames) {
  PartSize part;
  const TemporalSize& temporal = options.temporal;
  Count side = options.token_grid();
  if (!temporal.residual) {
    add_linear(part, options.feature_channels(), temporal.width, static_cast<double>(side * side));
    if (options.encoder == EncoderKind::clip) add_linear(part, options.feature_channels(), temporal.width, 1);
    add_norm(part, options.head_channels());
  }
  for (std::size_t stage = 0; stage < temporal.stages(); ++stage) {
    add_stage(part, temporal, stage, side, frames);
    if (stage + 1 == temporal.stages()) break;
    const Count width = Count{temporal.width} << stage;
    side = (side + 1) / 2;
    add_norm(part, 4 * width);
    add_linear(part, 4 * width, 2 * width, static_cast<double>(side * side), false);
  }
  return part;
}

PartSize head_size(const NetworkOptions& options) {
  PartSize part;
  const HeadSize& head = options.head;
  if (head.kind == HeadKind::regression) {
    add_linear(part, options.head_channels(), 3 * joint_count, 1);
    return part;
  }
  const auto [first, second] = options.head_unfold();
  const Count between = head.first_channels / (first * first);
  double side = options.head_grid();
  add_convolution(part, options.head_channels(), head.first_channels, side > 1 ? 3 : 1, side * side);
  add_norm(part, between);
  side *= first;
  add_convolution(part, between, Count{head.middle_channels} * second * second, 3, side * side);
  add_norm(part, head.middle_channels);
  side *= second;
  const Count volumes = head.per_joint ? joint_count : 1;
  add_convolution(part, head.middle_channels, volumes * head.voxels, 1, side * side, true);
  return part;
}

PartSize encoder_size(const NetworkOptions& options) {
  switch (options.encoder) {
    case EncoderKind::clip:
      return clip_size(options.clip);
    case EncoderKind::small:
      return small_size(options.small);
    case EncoderKind::landmarks:
      break;  // what the landmarks come from is a network of its own
  }
  return {};
}

}  // namespace

NetworkSize network_size(const NetworkOptions& options, int clip_frames) {
  options.require_valid();
  if (clip_frames < 1) throw Error("network size: a clip has one frame at least");
  return {encoder_size(options), temporal_size(options, clip_frames), head_size(options)};
}

}  // namespace solopose
