#include "core/landmarks/operator_reader.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"

namespace solopose {

OperatorReader::OperatorReader(const TfliteFile& graph, std::size_t index,
                               const std::vector<std::int32_t>& constants)
    : graph_(&graph),
      operator_(&graph.operators()[index]),
      constants_(&constants),
      name_(fmt::format("operator {} ({})", index, operator_->kind)) {}

std::vector<std::int32_t> OperatorReader::computed(std::size_t count) const {
  const auto& inputs = operator_->inputs;
  const bool right =
      inputs.size() >= count && std::all_of(inputs.begin(), inputs.begin() + count,
                                            [&](auto i) { return i >= 0 && (*constants_)[i] < 0; });
  if (!right)
    fail("inputs", fmt::format("{} that are computed", count), fmt::format("({})", fmt::join(inputs, ", ")));
  return {inputs.begin(), inputs.begin() + count};
}

std::vector<std::int32_t> OperatorReader::all_computed() const {
  return computed(std::max<std::size_t>(1, operator_->inputs.size()));
}

std::int32_t OperatorReader::output() const {
  if (operator_->outputs.size() != 1) fail("outputs", "1", fmt::format("{}", operator_->outputs.size()));
  return operator_->outputs.front();
}

const std::vector<std::int64_t>& OperatorReader::image_shape(std::int32_t tensor) const {
  constexpr std::size_t axes = 4;
  if (shape(tensor).size() != axes) fail("shape", "4 axes", shape_text(shape(tensor)));
  return shape(tensor);
}

std::int32_t OperatorReader::constant(std::size_t operand, std::size_t axes) const {
  const auto& inputs = operator_->inputs;
  const std::string field = fmt::format("input {}", operand);
  if (operand >= inputs.size() || inputs[operand] < 0) fail(field, "a constant", "none");
  const std::int32_t source = (*constants_)[inputs[operand]];
  if (source < 0) fail(field, "a constant", "a tensor that is computed");
  if (shape(source).size() != axes) fail(field, fmt::format("{} axes", axes), shape_text(shape(source)));
  return source;
}

std::vector<float> OperatorReader::values(std::int32_t constant) const { return graph_->values(constant); }

std::int64_t OperatorReader::positive_option(int field, std::int32_t otherwise, std::string_view name,
                                             std::int64_t most) const {
  const auto value = option<std::int32_t>(field, otherwise);
  if (value < 1 || value > most) fail(name, fmt::format("1 to {}", most), fmt::format("{}", value));
  return value;
}

void OperatorReader::fail(std::string_view field, std::string_view expected, const std::string& found) const {
  throw FormatError(graph_->file(), fmt::format("{}: {}", name_, field), expected, found);
}

std::string shape_text(const std::vector<std::int64_t>& shape) {
  return fmt::format("({})", fmt::join(shape, ", "));
}

}  // namespace solopose
