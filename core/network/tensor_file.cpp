#include "core/network/tensor_file.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/weights/safetensors.h"
#include "core/weights/safetensors_writer.h"

namespace solopose {
namespace {

constexpr std::array<std::pair<const char*, torch::ScalarType>, 4> types = {
    {{"F32", torch::kFloat}, {"F64", torch::kDouble}, {"I64", torch::kLong}, {"U8", torch::kByte}}};

std::string type_name(const std::filesystem::path& file, const std::string& name, torch::ScalarType type) {
  for (const auto& [text, known] : types) {
    if (known == type) return text;
  }
  throw Error(fmt::format("{}: {}: expected F32, F64, I64 or U8, found {}", file.string(), name,
                          torch::toString(type)));
}

torch::ScalarType type_named(const std::filesystem::path& file, const std::string& name,
                             const std::string& type) {
  for (const auto& [text, known] : types) {
    if (type == text) return known;
  }
  throw FormatError(file, name, "F32, F64, I64 or U8", type);
}

}  // namespace

void write_tensors(const std::filesystem::path& file, const std::map<std::string, torch::Tensor>& tensors,
                   const std::map<std::string, std::string>& metadata) {
  std::vector<torch::Tensor> held;  // the numbers until they are written
  std::vector<NamedNumbers> rows;
  for (const auto& [name, tensor] : tensors) {
    const torch::Tensor plain = tensor.detach().to(torch::kCPU).contiguous();
    held.push_back(plain);
    NamedNumbers row;
    row.name = name;
    row.info.type = type_name(file, name, plain.scalar_type());
    for (const std::int64_t side : plain.sizes()) row.info.shape.push_back(static_cast<std::uint64_t>(side));
    row.bytes = {static_cast<const std::uint8_t*>(plain.data_ptr()), plain.nbytes()};
    rows.push_back(std::move(row));
  }
  write_safetensors(file, std::move(rows), metadata);
}

TensorFile read_tensors(const std::filesystem::path& file) {
  const Safetensors source(file);
  TensorFile result;
  result.metadata = source.metadata();
  for (const auto& [name, info] : source.entries()) {
    const torch::ScalarType type = type_named(file, name, info.type);
    const std::vector<std::int64_t> shape(info.shape.begin(), info.shape.end());
    torch::Tensor tensor = torch::empty(shape, type);
    source.read(name, {static_cast<std::uint8_t*>(tensor.data_ptr()), tensor.nbytes()});
    result.tensors.emplace(name, std::move(tensor));
  }
  return result;
}

}  // namespace solopose
