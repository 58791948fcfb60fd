#include "core/network/clip_encoder.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/network/clip_vision.h"

namespace solopose {

struct ClipEncoder::Model {
  ClipSize size;
  ClipVision vision = nullptr;
};

ClipEncoder::ClipEncoder(const std::filesystem::path& weights, ClipActivation activation,
                         std::optional<int> heads)
    : model_(std::make_unique<Model>()) {
  const std::unique_ptr<WeightFile> file = WeightFile::open(weights);
  const ClipWeights matched = match_clip_weights(*file, heads);
  model_->size = matched.size;
  model_->size.activation = activation;
  model_->vision = ClipVision(model_->size);
  model_->vision->load(*file, matched);
  model_->vision->eval();
}

ClipEncoder::~ClipEncoder() = default;
ClipEncoder::ClipEncoder(ClipEncoder&&) noexcept = default;

const ClipSize& ClipEncoder::size() const { return model_->size; }

std::vector<float> ClipEncoder::encode(std::span<const RgbImage> frames) {
  std::vector<float> pixels;
  for (const RgbImage& frame : frames) {
    const std::vector<float> prepared = clip_pixels(frame, model_->size.image_size);
    pixels.insert(pixels.end(), prepared.begin(), prepared.end());
  }
  return encode_pixels(pixels);
}

std::vector<float> ClipEncoder::encode_pixels(std::span<const float> pixels) {
  const std::int64_t side = model_->size.image_size;
  const auto of_a_frame = static_cast<std::size_t>(3 * side * side);
  if (pixels.size() % of_a_frame != 0) {
    throw Error(
        fmt::format("CLIP encoder: expected frames of {} numbers, found {}", of_a_frame, pixels.size()));
  }
  if (pixels.empty()) return {};
  const torch::InferenceMode inference;
  const auto frames = static_cast<std::int64_t>(pixels.size() / of_a_frame);
  const torch::Tensor images = torch::tensor(at::ArrayRef<float>(pixels.data(), pixels.size()));
  const torch::Tensor tokens = model_->vision(images.view({frames, 3, side, side})).contiguous();
  const float* first = tokens.data_ptr<float>();
  return {first, first + tokens.numel()};
}

}  // namespace solopose
