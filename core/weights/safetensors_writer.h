#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/weights/weights.h"

namespace solopose {

/// One tensor to write: where its numbers are, little-endian and row-major.
struct NamedNumbers {
  std::string name;
  WeightInfo info;
  std::span<const std::uint8_t> bytes;
};

/// A safetensors file with `__metadata__`; it appears whole or not at all (the old one stays). Tensors are
/// laid out from wide to narrow types, then by name, as huggingface/safetensors does; the header ends on a
/// multiple of 8 bytes.
/// @throws Error when the disk is full or the file cannot be written.
void write_safetensors(const std::filesystem::path& file, std::vector<NamedNumbers> tensors,
                       const std::map<std::string, std::string>& metadata);

}  // namespace solopose
