#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include <torch/torch.h>

#include "core/models/model_description.h"
#include "core/network/network_module.h"

namespace solopose {

// A model on disk: safetensors whose metadata holds the description. CLIP's weights are frozen and stay in
// their own file; the description has its fingerprint. Only for .cpp files that may see torch.

/// Parameters and running statistics by name, without CLIP's. They share the module's memory.
std::map<std::string, torch::Tensor> model_tensors(const NetworkModule& network);

/// Copy tensors into the module: every one of model_tensors() in its shape, and no others. `file` is for the
/// message. @throws FormatError naming the tensor.
void set_model_tensors(NetworkModule& network, const std::map<std::string, torch::Tensor>& tensors,
                       const std::filesystem::path& file);

/// Atomically. @throws Error (disk full: an older file stays).
void save_model(const std::filesystem::path& file, const ModelDescription& description,
                const NetworkModule& network);

struct LoadedModel {
  ModelDescription description;
  NetworkModule network = nullptr;
};

/// `clip_weights`: CLIP's own file, for models with that encoder. The network is in training mode, on the
/// CPU. @throws Error, FormatError: not a model, damaged, tensors missing or of another shape, CLIP's file
/// missing or another one than it was trained with.
LoadedModel load_model(const std::filesystem::path& file,
                       const std::optional<std::filesystem::path>& clip_weights = std::nullopt);

/// "cpu" or "cuda" ("cuda:1"). @throws Error in one line when there is no such device.
torch::Device network_device(const std::string& name);

}  // namespace solopose
