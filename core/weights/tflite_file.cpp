#include "core/weights/tflite_file.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/weights/tflite_sparsity.h"
#include "core/weights/weight_type.h"

namespace solopose {
namespace {

constexpr std::uint64_t most_file_bytes = 1 << 28;
constexpr std::uint64_t most_things = 10'000;  // tensors, operators, buffers of a graph
constexpr std::uint64_t most_operands = 64;
constexpr std::uint64_t most_axes = 8;
constexpr std::uint64_t most_places = 1 << 26;  // of a tensor
constexpr std::uint64_t most_letters = 4000;    // names of layers that a converter merged
constexpr std::uint32_t schema_version = 3;

// The numbers of fields, in the order of schema.fbs.
enum ModelField { model_version, model_codes, model_graphs, model_description, model_buffers };
enum CodeField { code_small, code_custom, code_version, code_full };
enum GraphField { graph_tensors, graph_inputs, graph_outputs, graph_operators };
enum TensorField {
  tensor_shape,
  tensor_type,
  tensor_buffer,
  tensor_name,
  tensor_quantization,
  tensor_variable,
  tensor_sparsity
};
enum OperatorField {
  operator_code,
  operator_inputs,
  operator_outputs,
  operator_options_type,
  operator_options
};
constexpr int buffer_data = 0;

ByteBuffer bytes_within_reason(const std::filesystem::path& file) {
  if (const std::uint64_t size = InputFile(file).size(); size > most_file_bytes) {
    throw FormatError(file, "file", fmt::format("at most {} bytes", most_file_bytes),
                      fmt::format("{}", size));
  }
  return bytes_of_file(file);
}

/// TensorType; what the schema has beyond these is refused when its numbers are asked for.
std::string type_name(std::int8_t type) {
  static const std::map<std::int8_t, std::string> names = {{0, "F32"}, {1, "F16"},  {2, "I32"}, {3, "U8"},
                                                           {4, "I64"}, {6, "BOOL"}, {7, "I16"}, {9, "I8"}};
  const auto found = names.find(type);
  return found == names.end() ? fmt::format("type {}", type) : found->second;
}

/// BuiltinOperator, as far as the studio runs it.
std::string operator_name(std::int32_t code) {
  static const std::map<std::int32_t, std::string> names = {{0, "ADD"},
                                                            {2, "CONCATENATION"},
                                                            {3, "CONV_2D"},
                                                            {4, "DEPTHWISE_CONV_2D"},
                                                            {5, "DEPTH_TO_SPACE"},
                                                            {6, "DEQUANTIZE"},
                                                            {14, "LOGISTIC"},
                                                            {17, "MAX_POOL_2D"},
                                                            {22, "RESHAPE"},
                                                            {23, "RESIZE_BILINEAR"},
                                                            {34, "PAD"},
                                                            {124, "DENSIFY"}};
  const auto found = names.find(code);
  return found == names.end() ? fmt::format("operator {}", code) : found->second;
}

/// Codes above 127 stand in a field of their own, which older writers leave out.
std::int32_t code_of(const FlatTable& code) {
  return std::max<std::int32_t>(code.number<std::int8_t>(code_small, 0),
                                code.number<std::int32_t>(code_full, 0));
}

std::vector<std::int64_t> shape_of(const FlatTable& tensor) {
  const auto sides = tensor.integers(tensor_shape, "shape", most_axes);
  std::uint64_t places = 1;
  for (const std::int32_t side : sides)
    places = side < 1 ? most_places + 1 : saturating_product(places, static_cast<std::uint64_t>(side));
  if (places > most_places) {
    throw FormatError(tensor.file(), tensor.name() + ": shape",
                      fmt::format("positive sides and at most {} places", most_places),
                      fmt::format("({})", fmt::join(sides, ", ")));
  }
  return {sides.begin(), sides.end()};
}

std::uint64_t places_in(const TfliteTensor& tensor) {
  std::uint64_t places = 1;
  for (const std::int64_t side : tensor.shape) places *= static_cast<std::uint64_t>(side);
  return places;
}

std::uint64_t stored_numbers(const TfliteTensor& tensor) {
  return tensor.sparsity ? stored_count(read_sparsity(*tensor.sparsity, tensor.shape)) : places_in(tensor);
}

std::vector<float> whole(const std::vector<float>& stored, const TfliteTensor& sparse) {
  std::vector<float> numbers(places_in(sparse));
  const std::vector<std::int64_t> places = stored_places(read_sparsity(*sparse.sparsity, sparse.shape));
  for (std::size_t i = 0; i < places.size(); ++i) numbers[places[i]] = stored[i];
  return numbers;
}

void require_data_fits(const TfliteTensor& tensor, const FlatTable& table) {
  const int item_bytes = bytes_of_weight_type(tensor.type);
  if (tensor.data.empty() || item_bytes == 0) return;
  const std::uint64_t needed = stored_numbers(tensor) * static_cast<std::uint64_t>(item_bytes);
  if (needed == tensor.data.size()) return;
  throw FormatError(
      table.file(), table.name() + ": data",
      fmt::format("{} bytes for {} of shape ({})", needed, tensor.type, fmt::join(tensor.shape, ", ")),
      fmt::format("{}", tensor.data.size()));
}

}  // namespace

TfliteFile::TfliteFile(std::filesystem::path file)
    : file_(std::move(file)), bytes_(bytes_within_reason(file_)) {
  const FlatTable model = FlatTable::root(bytes_, file_, "TFL3");
  if (const auto version = model.number<std::uint32_t>(model_version, 0); version != schema_version)
    throw FormatError(file_, "version", fmt::format("{}", schema_version), fmt::format("{}", version));
  const auto graphs = model.tables(model_graphs, "subgraph", most_things);
  if (graphs.size() != 1) throw FormatError(file_, "subgraphs", "1", fmt::format("{}", graphs.size()));
  const FlatTable& graph = graphs.front();
  read_tensors(graph, model.tables(model_buffers, "buffer", most_things));
  read_operators(graph, model.tables(model_codes, "operator code", most_things));
  inputs_ = graph.integers(graph_inputs, "inputs", most_operands);
  outputs_ = graph.integers(graph_outputs, "outputs", most_operands);
  require_indices(inputs_, "inputs", 0);
  require_indices(outputs_, "outputs", 0);
  require_order();
}

void TfliteFile::read_tensors(const FlatTable& graph, const std::vector<FlatTable>& buffers) {
  for (const FlatTable& table : graph.tables(graph_tensors, "tensor", most_things)) {
    const auto buffer = table.number<std::uint32_t>(tensor_buffer, 0);
    if (buffer >= buffers.size()) {
      throw FormatError(file_, table.name() + ": buffer", fmt::format("below {}", buffers.size()),
                        fmt::format("{}", buffer));
    }
    TfliteTensor tensor{table.text(tensor_name, "name", most_letters),
                        type_name(table.number<std::int8_t>(tensor_type, 0)), shape_of(table),
                        buffers[buffer].bytes(buffer_data, "data"), table.table(tensor_sparsity, "sparsity")};
    require_data_fits(tensor, table);
    tensors_.push_back(std::move(tensor));
  }
}

void TfliteFile::read_operators(const FlatTable& graph, const std::vector<FlatTable>& codes) {
  for (const FlatTable& table : graph.tables(graph_operators, "operator", most_things)) {
    const auto code = table.number<std::uint32_t>(operator_code, 0);
    if (code >= codes.size()) {
      throw FormatError(file_, table.name() + ": opcode_index", fmt::format("below {}", codes.size()),
                        fmt::format("{}", code));
    }
    TfliteOperator made{operator_name(code_of(codes[code])),
                        table.integers(operator_inputs, "inputs", most_operands),
                        table.integers(operator_outputs, "outputs", most_operands),
                        table.table(operator_options, "builtin_options")};
    require_indices(made.inputs, table.name() + ": inputs", -1);
    require_indices(made.outputs, table.name() + ": outputs", 0);
    operators_.push_back(std::move(made));
  }
}

void TfliteFile::require_indices(const std::vector<std::int32_t>& indices, const std::string& field,
                                 int lowest) const {
  for (const std::int32_t index : indices) {
    if (index < lowest || index >= static_cast<std::int64_t>(tensors_.size())) {
      throw FormatError(file_, field, fmt::format("tensors from {} and below {}", lowest, tensors_.size()),
                        fmt::format("{}", index));
    }
  }
}

void TfliteFile::require_order() const {
  std::vector<bool> there;
  for (const TfliteTensor& tensor : tensors_) there.push_back(!tensor.data.empty());
  const auto make = [&](std::int32_t tensor, const std::string& field) {
    if (there[tensor])
      throw FormatError(file_, field, "each tensor made once", fmt::format("{} again", tensor));
    there[tensor] = true;
  };
  const auto use = [&](std::int32_t tensor, const std::string& field) {
    if (tensor >= 0 && !there[tensor])
      throw FormatError(file_, field, "tensors made before", fmt::format("{}", tensor));
  };
  for (const std::int32_t tensor : inputs_) make(tensor, "inputs");
  for (std::size_t i = 0; i < operators_.size(); ++i) {
    const std::string field = fmt::format("operator {} ({})", i, operators_[i].kind);
    for (const std::int32_t tensor : operators_[i].inputs) use(tensor, field);
    for (const std::int32_t tensor : operators_[i].outputs) make(tensor, field);
  }
  for (const std::int32_t tensor : outputs_) use(tensor, "outputs");
}

std::vector<float> TfliteFile::values(std::int32_t tensor) const {
  const std::string field = fmt::format("tensor {}", tensor);
  require_indices({tensor}, field, 0);
  const TfliteTensor& found = tensors_[tensor];
  if (found.data.empty()) throw FormatError(file_, field, "a constant", "a tensor that is computed");
  std::vector<float> stored = weight_floats(found.type, found.data, file_, field);
  return found.sparsity ? whole(stored, found) : stored;
}

}  // namespace solopose
