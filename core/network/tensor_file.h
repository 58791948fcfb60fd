#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <torch/torch.h>

namespace solopose {

// Named tensors on disk, as safetensors. Only for .cpp files that may see torch.

struct TensorFile {
  std::map<std::string, torch::Tensor> tensors;  ///< on the CPU, contiguous, in their own type
  std::map<std::string, std::string> metadata;
};

/// Types: float, double, int64, uint8; any device. The file appears whole or not at all. @throws Error
/// (another type, disk full: an older file stays).
void write_tensors(const std::filesystem::path& file, const std::map<std::string, torch::Tensor>& tensors,
                   const std::map<std::string, std::string>& metadata);

/// @throws Error when it cannot be read, FormatError when it is damaged, truncated or holds another type.
TensorFile read_tensors(const std::filesystem::path& file);

}  // namespace solopose
