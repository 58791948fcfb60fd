#include "core/training/start_model.h"

#include "core/base/error.h"
#include "core/models/model_description.h"
#include "core/network/model_file.h"
#include "core/network/tensor_file.h"

namespace solopose {
namespace {

void require_same_clip(const StartOptions& start, const NetworkOptions& network,
                       const std::string& fingerprint) {
  if (start.part == StartPart::encoder)
    throw FormatError(start.model, "encoder", "one that is trained", "CLIP, which has a file of its own");
  const ModelDescription before = read_model_description(start.model);
  if (before.network.encoder != EncoderKind::clip)
    throw FormatError(start.model, "encoder", name_of(EncoderKind::clip), name_of(before.network.encoder));
  if (!before.clip_weights.empty() && before.clip_weights != fingerprint)
    throw FormatError(start.model, "fingerprint of CLIP's weights", fingerprint, before.clip_weights);
  const ClipActivation activation = network.clip.activation;
  if (before.network.clip.activation != activation)
    throw FormatError(start.model, "network.clip.activation", name_of(activation),
                      name_of(before.network.clip.activation));
}

}  // namespace

void take_weights(NetworkModule& network, const StartOptions& start, const std::string& clip_fingerprint) {
  if (network->options().encoder == EncoderKind::clip)
    require_same_clip(start, network->options(), clip_fingerprint);
  std::map<std::string, torch::Tensor> tensors = read_tensors(start.model).tensors;
  if (start.part == StartPart::encoder) {
    std::erase_if(tensors, [](const auto& named) { return !named.first.starts_with("small."); });
    for (const auto& [name, tensor] : model_tensors(network))
      if (!name.starts_with("small.")) tensors.emplace(name, tensor);
  }
  set_model_tensors(network, tensors, start.model);
}

}  // namespace solopose
