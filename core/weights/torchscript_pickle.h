#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/files/byte_cursor.h"

namespace solopose {

/// Where a TorchScript archive keeps a tensor's numbers. Counted in numbers of the storage's type.
struct TorchScriptTensor {
  std::string storage;  ///< the archive's member: data/<storage>
  std::string type;     ///< as WeightInfo has it; empty = one that holds no weights
  std::uint64_t storage_count = 0;
  std::uint64_t offset = 0;
  std::vector<std::uint64_t> shape;
  std::vector<std::uint64_t> strides;
};

/// The tensors of a TorchScript archive's data.pkl by their dotted names ("visual.conv1.weight").
///
/// TorchScript's own loader compiles the archive's code and runs its __setstate__. This reads the pickle as
/// data: modules become plain dicts, whatever their class; a tensor is recognised by torch._utils'
/// _rebuild_tensor_v2, and what any other function would return is left out. Every tensor fits its storage.
/// @throws FormatError.
std::map<std::string, TorchScriptTensor> torchscript_tensors(Bytes pickle, const std::filesystem::path& file);

}  // namespace solopose
