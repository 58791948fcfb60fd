#include "core/exchange/onnx_operators.h"

#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <numeric>
#include <unordered_map>

#include <fmt/format.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>

#include "core/base/error.h"

namespace solopose {
namespace {

using Numbers = std::vector<std::int64_t>;
using Value = torch::jit::Value;

Numbers sizes_of(const Value* value) {
  const auto sizes = value->type()->expect<c10::TensorType>()->sizes().concrete_sizes();
  if (!sizes) throw Error("export: a tensor of the trace has no known size");
  return *sizes;
}

/// One pass over the trace.
class Translation {
 public:
  OnnxGraph run(const torch::jit::Graph& trace) {
    const Value* input = trace.inputs().back();  // the first is the module, which holds nothing
    names_[input] = input->debugName();
    graph_.input(input->debugName(), sizes_of(input));
    for (const torch::jit::Node* node : trace.nodes()) translate(*node);
    const Value* output = trace.outputs().front();
    graph_.output("answer", name_of(output), sizes_of(output));
    return std::move(graph_);
  }

 private:
  /// A node's inputs and output while it is translated.
  struct Call {
    const torch::jit::Node& node;
    Numbers output_sizes;

    const Value* input(std::size_t at) const { return node.input(at); }
    c10::IValue constant(std::size_t at) const {
      const auto value = torch::jit::toIValue(node.input(at));
      if (!value)
        throw Error(fmt::format("export: {}: argument {} is not fixed", node.kind().toQualString(), at));
      return *value;
    }
    Numbers numbers(std::size_t at) const { return constant(at).toIntVector(); }
    std::int64_t number(std::size_t at) const { return constant(at).toInt(); }
    /// An axis counted from the front, of the input at 0.
    std::int64_t axis(std::size_t at) const {
      const std::int64_t given = number(at);
      return given < 0 ? given + static_cast<std::int64_t>(sizes_of(input(0)).size()) : given;
    }
  };
  using Translate = std::string (Translation::*)(const Call&);

  void translate(const torch::jit::Node& node) {
    const std::string kind = node.kind().toQualString();
    if (kind == "prim::Constant" || kind == "prim::ListConstruct") return;  // read by who takes them
    static const std::map<std::string, Translate> table = {
        {"aten::_convolution", &Translation::convolution},
        {"aten::add", &Translation::sum},
        {"aten::add_", &Translation::sum},
        {"aten::addmm", &Translation::product_and_sum},
        {"aten::avg_pool2d", &Translation::mean_pool},
        {"aten::baddbmm", &Translation::product_and_sum},
        {"aten::cat", &Translation::concatenation},
        {"aten::constant_pad_nd", &Translation::padded},
        {"aten::contiguous", &Translation::same},
        {"aten::flatten", &Translation::reshaped},
        {"aten::gelu", &Translation::gelu},
        {"aten::layer_norm", &Translation::layer_norm},
        {"aten::matmul", &Translation::product},
        {"aten::mean", &Translation::mean},
        {"aten::mul", &Translation::factor},
        {"aten::permute", &Translation::permuted},
        {"aten::pixel_shuffle", &Translation::pixel_shuffle},
        {"aten::relu", &Translation::relu},
        {"aten::relu_", &Translation::relu},
        {"aten::reshape", &Translation::reshaped},
        {"aten::roll", &Translation::rolled},
        {"aten::select", &Translation::selected},
        {"aten::sigmoid", &Translation::sigmoid},
        {"aten::slice", &Translation::slice},
        {"aten::softmax", &Translation::softmax},
        {"aten::sub", &Translation::difference},
        {"aten::transpose", &Translation::transposed},
        {"aten::upsample_bilinear2d", &Translation::enlarged},
        {"aten::view", &Translation::reshaped},
    };
    const auto found = table.find(kind);
    if (found == table.end()) throw Error(fmt::format("export: {} has no translation to ONNX", kind));
    const Call call = {node, sizes_of(node.output())};
    names_[node.output()] = (this->*found->second)(call);
  }

  /// The name of a value; constants are written where they are first used.
  std::string name_of(const Value* value) {
    const auto found = names_.find(value);
    if (found != names_.end()) return found->second;
    const auto constant = torch::jit::toIValue(value);
    if (!constant) throw Error("export: a value of the trace is neither made nor fixed");
    if (constant->isTensor()) return names_[value] = graph_.constant(constant->toTensor());
    return names_[value] = graph_.constant(
               torch::tensor(static_cast<float>(constant->toScalar().toDouble()), torch::kFloat));
  }

  void require_factor_one(const Call& call, std::size_t at) const {
    if (call.constant(at).toScalar().toDouble() == 1) return;
    throw Error(
        fmt::format("export: {} with a factor has no translation to ONNX", call.node.kind().toQualString()));
  }

  std::string of_two(const char* type, const Call& call) {
    return graph_.add(type, {name_of(call.input(0)), name_of(call.input(1))});
  }
  std::string sum(const Call& call) {
    require_factor_one(call, 2);
    return of_two("Add", call);
  }
  std::string difference(const Call& call) {
    require_factor_one(call, 2);
    return of_two("Sub", call);
  }
  std::string factor(const Call& call) { return of_two("Mul", call); }
  std::string product(const Call& call) { return of_two("MatMul", call); }
  std::string product_and_sum(const Call& call) {
    require_factor_one(call, 3);
    require_factor_one(call, 4);
    const std::string product = graph_.add("MatMul", {name_of(call.input(1)), name_of(call.input(2))});
    return graph_.add("Add", {product, name_of(call.input(0))});
  }

  std::string same(const Call& call) { return name_of(call.input(0)); }
  std::string relu(const Call& call) { return graph_.add("Relu", {name_of(call.input(0))}); }
  std::string sigmoid(const Call& call) { return graph_.add("Sigmoid", {name_of(call.input(0))}); }
  std::string softmax(const Call& call) {
    return graph_.add("Softmax", {name_of(call.input(0))}, {attribute("axis", call.number(1))});
  }
  /// x Phi(x), the exact form.
  std::string gelu(const Call& call) {
    if (call.constant(1).toStringRef() != "none")
      throw Error("export: only the exact GELU has a translation");
    const auto number = [&](double value) {
      return graph_.constant(torch::tensor(static_cast<float>(value), torch::kFloat));
    };
    const std::string x = name_of(call.input(0));
    const std::string error = graph_.add("Erf", {graph_.add("Mul", {x, number(1 / std::numbers::sqrt2)})});
    return graph_.add("Mul", {graph_.add("Mul", {x, number(0.5)}), graph_.add("Add", {error, number(1)})});
  }
  std::string layer_norm(const Call& call) {
    return graph_.add("LayerNormalization",
                      {name_of(call.input(0)), name_of(call.input(2)), name_of(call.input(3))},
                      {attribute("axis", -static_cast<std::int64_t>(call.numbers(1).size())),
                       attribute("epsilon", call.constant(4).toDouble())});
  }

  std::string reshaped(const Call& call) {
    return graph_.add("Reshape", {name_of(call.input(0)), graph_.constant(call.output_sizes)});
  }
  std::string permuted(const Call& call) {
    return graph_.add("Transpose", {name_of(call.input(0))}, {attribute("perm", call.numbers(1))});
  }
  std::string transposed(const Call& call) {
    Numbers order(sizes_of(call.input(0)).size());
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[static_cast<std::size_t>(call.axis(1))], order[static_cast<std::size_t>(call.axis(2))]);
    return graph_.add("Transpose", {name_of(call.input(0))}, {attribute("perm", order)});
  }
  std::string selected(const Call& call) {
    return graph_.add("Gather", {name_of(call.input(0)), graph_.constant(call.number(2))},
                      {attribute("axis", call.axis(1))});
  }
  std::string part(const std::string& of, std::int64_t axis, std::int64_t begin, std::int64_t end) {
    return graph_.add("Slice", {of, graph_.constant(Numbers{begin}), graph_.constant(Numbers{end}),
                                graph_.constant(Numbers{axis})});
  }
  std::string slice(const Call& call) {
    if (call.number(4) != 1) throw Error("export: aten::slice with a step has no translation to ONNX");
    const std::int64_t axis = call.axis(1);
    const std::int64_t begin = call.constant(2).isNone() ? 0 : call.number(2);
    return part(name_of(call.input(0)), axis, begin,
                begin + call.output_sizes[static_cast<std::size_t>(axis)]);
  }
  std::string rolled(const Call& call) {
    std::string value = name_of(call.input(0));
    const Numbers sizes = sizes_of(call.input(0));
    const Numbers shifts = call.numbers(1);
    const Numbers axes = call.numbers(2);
    for (std::size_t i = 0; i < axes.size(); ++i) {
      const std::int64_t size = sizes[static_cast<std::size_t>(axes[i])];
      const std::int64_t cut = ((-shifts[i] % size) + size) % size;
      if (cut == 0) continue;
      value = graph_.add("Concat", {part(value, axes[i], cut, size), part(value, axes[i], 0, cut)},
                         {attribute("axis", axes[i])});
    }
    return value;
  }
  /// Concat does not broadcast: constants of which one entry was kept get all of them back.
  std::string whole(const Value* part) {
    const auto constant = torch::jit::toIValue(part);
    const std::string name = name_of(part);
    if (!constant) return name;
    return graph_.add("Expand", {name, graph_.constant(constant->toTensor().sizes().vec())});
  }
  std::string concatenation(const Call& call) {
    std::vector<std::string> parts;
    for (const Value* part : call.input(0)->node()->inputs()) parts.push_back(whole(part));
    const std::int64_t axis = call.number(1);
    return graph_.add(
        "Concat", parts,
        {attribute("axis", axis < 0 ? axis + static_cast<std::int64_t>(call.output_sizes.size()) : axis)});
  }
  /// torch counts from the last axis, pairs of before and after; ONNX has all befores, then all afters.
  std::string padded(const Call& call) {
    const Numbers given = call.numbers(1);
    const std::size_t axes = call.output_sizes.size();
    Numbers pads(2 * axes);
    for (std::size_t i = 0; i < given.size() / 2; ++i) {
      pads[axes - 1 - i] = given[2 * i];
      pads[2 * axes - 1 - i] = given[2 * i + 1];
    }
    return graph_.add("Pad", {name_of(call.input(0)), graph_.constant(pads)});
  }

  /// One number stands for both axes of a picture.
  static Numbers of_both_axes(const Numbers& given) { return {given.front(), given.back()}; }
  static Numbers both_ends(const Numbers& padding) {
    return {padding.front(), padding.back(), padding.front(), padding.back()};
  }
  std::string convolution(const Call& call) {
    if (call.constant(6).toBool()) throw Error("export: a transposed convolution has no translation to ONNX");
    std::vector<std::string> inputs = {name_of(call.input(0)), name_of(call.input(1))};
    const auto bias = torch::jit::toIValue(call.input(2));
    if (!bias || !bias->isNone()) inputs.push_back(name_of(call.input(2)));
    return graph_.add(
        "Conv", inputs,
        {attribute("strides", of_both_axes(call.numbers(3))), attribute("pads", both_ends(call.numbers(4))),
         attribute("dilations", of_both_axes(call.numbers(5))), attribute("group", call.number(8))});
  }
  std::string mean_pool(const Call& call) {
    const Numbers kernel = of_both_axes(call.numbers(1));
    const Numbers given = call.numbers(2);
    const Numbers stride = given.empty() ? kernel : of_both_axes(given);
    return graph_.add("AveragePool", {name_of(call.input(0))},
                      {attribute("kernel_shape", kernel), attribute("strides", stride),
                       attribute("pads", both_ends(call.numbers(3))),
                       attribute("ceil_mode", std::int64_t{call.constant(4).toBool()}),
                       attribute("count_include_pad", std::int64_t{call.constant(5).toBool()})});
  }
  std::string mean(const Call& call) {
    return graph_.add(
        "ReduceMean", {name_of(call.input(0))},
        {attribute("axes", call.numbers(1)), attribute("keepdims", std::int64_t{call.constant(2).toBool()})});
  }
  std::string pixel_shuffle(const Call& call) {
    return graph_.add("DepthToSpace", {name_of(call.input(0))},
                      {attribute("blocksize", call.number(1)), attribute("mode", "CRD")});
  }
  std::string enlarged(const Call& call) {
    if (call.constant(2).toBool()) throw Error("export: aligned corners have no translation to ONNX");
    return graph_.add(
        "Resize", {name_of(call.input(0)), "", "", graph_.constant(call.output_sizes)},
        {attribute("mode", "linear"), attribute("coordinate_transformation_mode", "half_pixel")});
  }

  OnnxGraph graph_;
  std::unordered_map<const Value*, std::string> names_;
};

}  // namespace

OnnxGraph onnx_graph_of(const torch::jit::Graph& trace) { return Translation().run(trace); }

}  // namespace solopose
