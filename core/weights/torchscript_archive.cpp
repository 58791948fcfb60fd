#include "core/weights/torchscript_archive.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/weights/weight_type.h"

namespace solopose {
namespace {

std::string folder_of_pickle(const NpzReader& zip, const std::filesystem::path& file) {
  constexpr std::string_view pickle = "/data.pkl";
  for (const std::string& name : zip.names()) {
    if (name.ends_with(pickle) && name.find('/') == name.size() - pickle.size()) {
      return name.substr(0, name.size() - pickle.size());
    }
  }
  throw FormatError(file, "archive", "a TorchScript archive's data.pkl", "none");
}

// Row-major numbers from any strides; the tensor is known to fit its storage.
std::vector<float> gathered(const TorchScriptTensor& tensor, const std::vector<float>& storage) {
  std::uint64_t count = 1;
  for (const std::uint64_t side : tensor.shape) count *= side;
  std::vector<float> values(static_cast<std::size_t>(count));
  std::vector<std::uint64_t> place(tensor.shape.size(), 0);
  std::uint64_t from = tensor.offset;
  for (float& value : values) {
    value = storage[static_cast<std::size_t>(from)];
    for (std::size_t axis = place.size(); axis-- > 0;) {
      from += tensor.strides[axis];
      if (++place[axis] < tensor.shape[axis]) break;
      from -= tensor.strides[axis] * place[axis];
      place[axis] = 0;
    }
  }
  return values;
}

}  // namespace

TorchScriptArchive::TorchScriptArchive(std::filesystem::path file)
    : WeightFile(std::move(file)), zip_(file_), folder_(folder_of_pickle(zip_, file_)) {
  tensors_ = torchscript_tensors(zip_.bytes(folder_ + "/data.pkl"), file_);
  for (const auto& [name, tensor] : tensors_) {
    if (!tensor.type.empty()) entries_[name] = {tensor.type, tensor.shape};
  }
}

std::vector<float> TorchScriptArchive::values(const std::string& name) const {
  info(name);
  const TorchScriptTensor& tensor = tensors_.at(name);
  const ByteBuffer bytes = zip_.bytes(fmt::format("{}/data/{}", folder_, tensor.storage));
  const auto each = static_cast<std::uint64_t>(bytes_of_weight_type(tensor.type));
  if (bytes.size() != saturating_product(tensor.storage_count, each)) {
    throw FormatError(file_, name, fmt::format("{} numbers of {} bytes", tensor.storage_count, each),
                      fmt::format("{} bytes", bytes.size()));
  }
  return gathered(tensor, weight_floats(tensor.type, bytes, file_, name));
}

}  // namespace solopose
