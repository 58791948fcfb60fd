#include "core/weights/weights.h"

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/weights/safetensors.h"
#include "core/weights/torchscript_archive.h"

namespace solopose {

std::unique_ptr<WeightFile> WeightFile::open(const std::filesystem::path& file) {
  constexpr std::string_view zip = "PK\x03\x04";
  if (first_bytes(file, zip.size()) == zip) return std::make_unique<TorchScriptArchive>(file);
  return std::make_unique<Safetensors>(file);
}

const WeightInfo& WeightFile::info(const std::string& name) const {
  const auto found = entries_.find(name);
  if (found == entries_.end()) throw FormatError(file_, name, "weights of this name", "none");
  return found->second;
}

}  // namespace solopose
