#include "core/network/network_module.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/network/flat_features.h"

namespace solopose {
namespace {

const NetworkOptions& checked(const NetworkOptions& options) {
  options.require_valid();
  return options;
}

}  // namespace

NetworkModuleImpl::NetworkModuleImpl(const NetworkOptions& options) : options_(checked(options)) {
  if (options.encoder == EncoderKind::clip) {
    clip_ = register_module("clip", ClipVision(options.clip));
    for (torch::Tensor& parameter : clip_->parameters()) parameter.set_requires_grad(false);
  } else if (options.encoder == EncoderKind::small) {
    small_ = register_module("small", SmallEncoder(options.small));
  }
  temporal_ = register_module("temporal", TemporalTransformer(options));
  if (options.head.kind == HeadKind::heat_map) {
    heat_map_head_ = register_module("heat_map_head", HeatMapHead(options));
  } else {
    regression_head_ = register_module("regression_head", RegressionHead(options));
  }
}

FrameFeatures NetworkModuleImpl::encode(const torch::Tensor& frames) {
  const std::int64_t batch = frames.size(0);
  const std::int64_t count = frames.size(1);
  if (small_) {
    const torch::Tensor grid = small_(frames.flatten(0, 1));
    return {grid.view({batch, count, grid.size(1), grid.size(2), grid.size(3)}), {}};
  }
  if (!clip_) return frame_features(frames, options_);
  const torch::NoGradGuard frozen;
  const torch::Tensor tokens = clip_(frames.flatten(0, 1));
  const std::int64_t side = options_.clip.grid();
  const torch::Tensor patches = tokens.slice(1, 1).transpose(1, 2);
  return {patches.reshape({batch, count, -1, side, side}), tokens.select(1, 0).view({batch, count, -1})};
}

torch::Tensor NetworkModuleImpl::head(const torch::Tensor& features) {
  const torch::Tensor frames = features.flatten(0, 1);
  const torch::Tensor answers = heat_map_head_ ? heat_map_head_(frames) : regression_head_(frames);
  std::vector<std::int64_t> shape = answers.sizes().vec();
  shape[0] = features.size(1);
  shape.insert(shape.begin(), features.size(0));
  return answers.view(shape);
}

torch::Tensor NetworkModuleImpl::answer(const FrameFeatures& features) {
  return head(temporal_(features.grid, features.class_token));
}

torch::Tensor NetworkModuleImpl::answer_frames(const FrameFeatures& features) {
  if (options_.temporal.residual) return head(features.grid);
  const std::int64_t batch = features.grid.size(0);
  const std::int64_t count = features.grid.size(1);
  FrameFeatures single = {features.grid.flatten(0, 1).unsqueeze(1), {}};
  if (features.class_token.defined()) single.class_token = features.class_token.flatten(0, 1).unsqueeze(1);
  const torch::Tensor answers = answer(single).squeeze(1);
  std::vector<std::int64_t> shape = answers.sizes().vec();
  shape[0] = count;
  shape.insert(shape.begin(), batch);
  return answers.view(shape);
}

void NetworkModuleImpl::load_clip(const WeightFile& file) {
  if (!clip_) {
    throw Error(fmt::format("this network has no CLIP encoder to load weights into: its encoder is \"{}\"",
                            name_of(options_.encoder)));
  }
  const ClipWeights weights = match_clip_weights(file, options_.clip.heads);
  const ClipSize& found = weights.size;
  const ClipSize& expected = options_.clip;
  const auto described = [](const ClipSize& size) {
    return fmt::format("a vision transformer of {} pixels, patches of {}, width {}, {} layers, MLP {}",
                       size.image_size, size.patch, size.width, size.layers, size.mlp_width);
  };
  if (described(found) != described(expected)) {
    throw FormatError(file.file(), "weights", described(expected), described(found));
  }
  clip_->load(file, weights);
}

void NetworkModuleImpl::fold_batch_norms() {
  if (small_) small_->fold_batch_norms();
  if (heat_map_head_) heat_map_head_->fold_batch_norms();
}

std::vector<torch::Tensor> NetworkModuleImpl::trained_parameters() const {
  std::vector<torch::Tensor> trained;
  for (const torch::Tensor& parameter : parameters()) {
    if (parameter.requires_grad()) trained.push_back(parameter);
  }
  return trained;
}

}  // namespace solopose
