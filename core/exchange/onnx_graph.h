#pragma once

#include <string>
#include <vector>

#define ONNX_NAMESPACE onnx
#define ONNX_ML 1
#include <onnx/onnx_pb.h>
#include <torch/torch.h>

namespace solopose {

/// A graph of ONNX's operators under construction (https://onnx.ai, operator set 17). Values are names. Only
/// for .cpp files that may see torch.
class OnnxGraph {
 public:
  static constexpr int operator_set = 17;

  /// One node with one output, whose name is returned.
  std::string add(const std::string& type, const std::vector<std::string>& inputs,
                  const std::vector<onnx::AttributeProto>& attributes = {});
  /// A constant. Axes along which a tensor only repeats itself keep one entry: ONNX's operators broadcast.
  std::string constant(const torch::Tensor& value);
  std::string constant(const std::vector<std::int64_t>& whole_numbers);
  std::string constant(std::int64_t whole_number);

  void input(const std::string& name, at::IntArrayRef shape);
  /// `value` under the name `name`.
  void output(const std::string& name, const std::string& value, at::IntArrayRef shape);

  /// The bytes of a model file.
  std::string serialised(const std::string& description_json) const;

 private:
  std::string next_name() { return std::to_string(values_++); }

  onnx::GraphProto graph_;
  std::int64_t values_ = 0;
};

onnx::AttributeProto attribute(const std::string& name, std::int64_t value);
onnx::AttributeProto attribute(const std::string& name, double value);
onnx::AttributeProto attribute(const std::string& name, const char* value);
onnx::AttributeProto attribute(const std::string& name, const std::vector<std::int64_t>& values);

}  // namespace solopose
