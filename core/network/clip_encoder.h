#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/models/clip_image.h"
#include "core/models/options.h"

namespace solopose {

/// CLIP's vision transformer by itself, with weights from a file and whole pictures prepared as CLIP's
/// authors do it: what the network's use of it is held against. Training and prediction see people through
/// crops instead, which crop.h resamples by area. For code that does not see torch.
class ClipEncoder {
 public:
  /// A safetensors file with Hugging Face's names or OpenAI's TorchScript archive; see match_clip_weights()
  /// for `heads`. @throws Error, FormatError.
  ClipEncoder(const std::filesystem::path& weights, ClipActivation activation,
              std::optional<int> heads = std::nullopt);
  ~ClipEncoder();
  ClipEncoder(ClipEncoder&&) noexcept;

  const ClipSize& size() const;
  /// Frames of any size to their tokens, (frames, tokens, width) row-major, class token first. @throws Error.
  std::vector<float> encode(std::span<const RgbImage> frames);
  /// The same for frames that clip_pixels() has prepared, (frames, 3, image_size, image_size).
  std::vector<float> encode_pixels(std::span<const float> pixels);

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

}  // namespace solopose
