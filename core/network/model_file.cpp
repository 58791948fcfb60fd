#include "core/network/model_file.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/models/network_size.h"
#include "core/network/tensor_file.h"
#include "core/weights/described_model.h"

namespace solopose {
namespace {

constexpr std::string_view clip_prefix = "clip.";

/// A description may claim any size: before memory is taken for it, the files must be able to back it.
void require_backed(const NetworkOptions& options, const std::filesystem::path& file,
                    const std::optional<std::filesystem::path>& clip_weights) {
  const NetworkSize size = network_size(options, 1);
  std::int64_t in_model = size.temporal.parameters + size.head.parameters;
  if (options.encoder == EncoderKind::small) in_model += size.encoder.parameters;
  const auto require = [](const std::filesystem::path& path, std::int64_t parameters,
                          std::int64_t bytes_each) {
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(path));
    if (parameters <= bytes / bytes_each) return;
    throw FormatError(path, "weights", fmt::format("{} numbers, as the description says", parameters),
                      fmt::format("{} bytes", bytes));
  };
  require(file, in_model, sizeof(float));
  constexpr std::int64_t half_float = 2;
  if (clip_weights) require(*clip_weights, size.encoder.parameters, half_float);
}

void require_same_clip(const ModelDescription& description, const std::filesystem::path& file,
                       const std::optional<std::filesystem::path>& clip_weights) {
  if (description.network.encoder != EncoderKind::clip) return;
  if (!clip_weights) {
    throw Error(
        fmt::format("{}: this model looks through CLIP, whose weights it does not hold: name CLIP's "
                    "file (fingerprint {})",
                    file.string(), description.clip_weights));
  }
  const std::string found = fingerprint_of_file(*clip_weights);
  if (description.clip_weights.empty() || found == description.clip_weights) return;
  throw FormatError(*clip_weights, "fingerprint",
                    fmt::format("{}, the CLIP that {} was trained with", description.clip_weights,
                                file.filename().string()),
                    found);
}

}  // namespace

std::map<std::string, torch::Tensor> model_tensors(const NetworkModule& network) {
  std::map<std::string, torch::Tensor> tensors;
  for (const auto& group : {network->named_parameters(), network->named_buffers()}) {
    for (const auto& item : group) {
      if (!item.key().starts_with(clip_prefix)) tensors.emplace(item.key(), item.value().detach());
    }
  }
  return tensors;
}

void set_model_tensors(NetworkModule& network, const std::map<std::string, torch::Tensor>& tensors,
                       const std::filesystem::path& file) {
  const torch::NoGradGuard no_gradient;
  auto own = model_tensors(network);
  for (const auto& [name, tensor] : tensors) {
    if (!own.contains(name)) throw FormatError(file, name, "no tensor of this name", "one");
  }
  for (auto& [name, tensor] : own) {
    const auto found = tensors.find(name);
    const auto described = [](const torch::Tensor& t) {
      return fmt::format("{} of shape ({})", torch::toString(t.scalar_type()), fmt::join(t.sizes(), ", "));
    };
    if (found == tensors.end()) throw FormatError(file, name, described(tensor), "none");
    if (found->second.sizes() != tensor.sizes() || found->second.scalar_type() != tensor.scalar_type())
      throw FormatError(file, name, described(tensor), described(found->second));
    tensor.copy_(found->second);
  }
}

void save_model(const std::filesystem::path& file, const ModelDescription& description,
                const NetworkModule& network) {
  write_tensors(file, model_tensors(network),
                {{model_description_key, description.to_json()}, {"format", "pt"}});
}

LoadedModel load_model(const std::filesystem::path& file,
                       const std::optional<std::filesystem::path>& clip_weights) {
  const TensorFile read = read_tensors(file);
  LoadedModel model;
  model.description = description_of(read.metadata, file);
  require_same_clip(model.description, file, clip_weights);
  require_backed(model.description.network, file, clip_weights);
  model.network = NetworkModule(model.description.network);
  set_model_tensors(model.network, read.tensors, file);
  if (model.description.network.encoder == EncoderKind::clip)
    model.network->load_clip(*WeightFile::open(*clip_weights));
  return model;
}

torch::Device network_device(const std::string& name) {
  std::optional<torch::Device> device;
  try {
    device.emplace(name);
  } catch (const c10::Error&) {
    throw Error(fmt::format("device: expected cpu or cuda, found \"{}\"", name));
  }
  if (device->is_cpu()) return *device;
  if (!device->is_cuda()) throw Error(fmt::format("device: expected cpu or cuda, found \"{}\"", name));
  const auto devices = static_cast<int>(torch::cuda::device_count());
  if (devices == 0) {
    throw Error(
        fmt::format("device {}: this machine has no CUDA device that LibTorch can use; choose cpu", name));
  }
  if (device->index() >= devices)
    throw Error(fmt::format("device {}: this machine has {} CUDA devices, counted from 0", name, devices));
  return *device;
}

}  // namespace solopose
