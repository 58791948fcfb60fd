#include "core/exchange/onnx_graph.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int ir_version = 8;                      // the first with operator set 17
constexpr std::size_t most_bytes = 2'000'000'000;  // protobuf's own limit is 2 GiB

void describe(onnx::ValueInfoProto& value, const std::string& name, at::IntArrayRef shape) {
  value.set_name(name);
  auto* tensor = value.mutable_type()->mutable_tensor_type();
  tensor->set_elem_type(onnx::TensorProto::FLOAT);
  for (const std::int64_t size : shape) tensor->mutable_shape()->add_dim()->set_dim_value(size);
}

torch::Tensor without_repeats(torch::Tensor value) {
  for (std::int64_t axis = 0; axis < value.dim(); ++axis) {
    if (value.stride(axis) == 0) value = value.narrow(axis, 0, 1);
  }
  return value.contiguous();
}

}  // namespace

std::string OnnxGraph::add(const std::string& type, const std::vector<std::string>& inputs,
                           const std::vector<onnx::AttributeProto>& attributes) {
  onnx::NodeProto& node = *graph_.add_node();
  node.set_op_type(type);
  for (const std::string& input : inputs) node.add_input(input);
  for (const onnx::AttributeProto& one : attributes) *node.add_attribute() = one;
  return *node.add_output() = next_name();
}

std::string OnnxGraph::constant(const torch::Tensor& value) {
  const torch::Tensor plain = without_repeats(value.detach().to(torch::kCPU));
  onnx::TensorProto& tensor = *graph_.add_initializer();
  switch (plain.scalar_type()) {
    case torch::kFloat:
      tensor.set_data_type(onnx::TensorProto::FLOAT);
      break;
    case torch::kLong:
      tensor.set_data_type(onnx::TensorProto::INT64);
      break;
    default:
      throw Error(fmt::format("export: a constant of type {} has no place in an ONNX file here",
                              torch::toString(plain.scalar_type())));
  }
  for (const std::int64_t size : plain.sizes()) tensor.add_dims(size);
  tensor.set_raw_data(plain.data_ptr(), plain.nbytes());
  tensor.set_name(next_name());
  return tensor.name();
}

std::string OnnxGraph::constant(const std::vector<std::int64_t>& whole_numbers) {
  return constant(torch::tensor(whole_numbers, torch::kLong));
}

std::string OnnxGraph::constant(std::int64_t whole_number) {
  return constant(torch::tensor(whole_number, torch::kLong));
}

void OnnxGraph::input(const std::string& name, at::IntArrayRef shape) {
  describe(*graph_.add_input(), name, shape);
}

void OnnxGraph::output(const std::string& name, const std::string& value, at::IntArrayRef shape) {
  onnx::NodeProto& node = *graph_.add_node();
  node.set_op_type("Identity");
  node.add_input(value);
  node.add_output(name);
  describe(*graph_.add_output(), name, shape);
}

std::string OnnxGraph::serialised(const std::string& description_json) const {
  onnx::ModelProto model;
  model.set_ir_version(ir_version);
  model.set_producer_name("SoloPose Studio");
  model.add_opset_import()->set_version(operator_set);
  *model.mutable_graph() = graph_;
  model.mutable_graph()->set_name("SoloPose");
  auto& description = *model.add_metadata_props();
  description.set_key("solopose");
  description.set_value(description_json);
  if (model.ByteSizeLong() > most_bytes) {
    throw Error(fmt::format("export: an ONNX file holds at most {} bytes, this model has {}", most_bytes,
                            model.ByteSizeLong()));
  }
  return model.SerializeAsString();
}

onnx::AttributeProto attribute(const std::string& name, std::int64_t value) {
  onnx::AttributeProto result;
  result.set_name(name);
  result.set_type(onnx::AttributeProto::INT);
  result.set_i(value);
  return result;
}

onnx::AttributeProto attribute(const std::string& name, double value) {
  onnx::AttributeProto result;
  result.set_name(name);
  result.set_type(onnx::AttributeProto::FLOAT);
  result.set_f(static_cast<float>(value));
  return result;
}

onnx::AttributeProto attribute(const std::string& name, const char* value) {
  onnx::AttributeProto result;
  result.set_name(name);
  result.set_type(onnx::AttributeProto::STRING);
  result.set_s(value);
  return result;
}

onnx::AttributeProto attribute(const std::string& name, const std::vector<std::int64_t>& values) {
  onnx::AttributeProto result;
  result.set_name(name);
  result.set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) result.add_ints(value);
  return result;
}

}  // namespace solopose
