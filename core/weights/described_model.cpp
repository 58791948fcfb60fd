#include "core/weights/described_model.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/weights/safetensors.h"
#include "core/weights/safetensors_writer.h"
#include "core/weights/weight_type.h"

namespace solopose {

ModelDescription description_of(const std::map<std::string, std::string>& metadata,
                                const std::filesystem::path& file) {
  const auto found = metadata.find(model_description_key);
  if (found == metadata.end())
    throw FormatError(file, "__metadata__", "a model's description (\"solopose\")",
                      "none: not a model of the studio");
  try {
    return ModelDescription::from_json(found->second);
  } catch (const Error& failure) {
    throw Error(fmt::format("{}: {}", file.string(), failure.what()));
  }
}

ModelDescription read_model_description(const std::filesystem::path& file) {
  return description_of(Safetensors(file).metadata(), file);
}

void write_model_description(const std::filesystem::path& file, const ModelDescription& description) {
  const Safetensors whole(file);
  std::map<std::string, std::string> metadata = whole.metadata();
  metadata[model_description_key] = description.to_json();
  std::vector<std::vector<std::uint8_t>> held;  // the numbers until they are written
  std::vector<NamedNumbers> rows;
  for (const auto& [name, info] : whole.entries()) {
    std::size_t bytes = static_cast<std::size_t>(bytes_of_weight_type(info.type));
    for (const std::uint64_t side : info.shape) bytes *= side;
    held.emplace_back(bytes);
    whole.read(name, held.back());
    rows.push_back({name, info, held.back()});
  }
  write_safetensors(file, std::move(rows), metadata);
}

}  // namespace solopose
