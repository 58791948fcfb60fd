#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/models/options.h"
#include "core/weights/weights.h"

namespace solopose {

/// One parameter of our CLIP vision transformer and the file's weights it is made of, one below the other.
struct ClipParameter {
  std::string name;
  std::vector<std::string> sources;
  std::vector<std::uint64_t> shape;
};

/// What a file of CLIP weights says about the vision transformer in it.
struct ClipWeights {
  ClipSize size;  ///< activation unstated: weights do not show it, see clip_activation.h
  std::vector<ClipParameter> parameters;

  /// The numbers of one parameter, row-major. @throws FormatError.
  static std::vector<float> values(const WeightFile& file, const ClipParameter& parameter);
};

/// Match every weight of the vision transformer: OpenAI's names ("visual.conv1.weight") or Hugging Face's
/// ("vision_model.embeddings.patch_embedding.weight"). The text transformer and both projections into the
/// common space are known and left alone. `heads`: CLIP has one for every 64 numbers of width, which is the
/// default.
/// @throws FormatError naming the first weight that is missing, of another shape, or unknown.
ClipWeights match_clip_weights(const WeightFile& file, std::optional<int> heads = std::nullopt);

}  // namespace solopose
