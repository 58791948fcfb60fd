#include "core/landmarks/tflite_network.h"

#include <mutex>
#include <set>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/landmarks/torch_step.h"
#include "core/network/threads.h"

namespace solopose {
namespace {

/// Constants are unpacked as they are read: half floats by DEQUANTIZE, sparse ones by DENSIFY.
std::vector<std::int32_t> constants_of(const TfliteFile& graph) {
  std::vector<std::int32_t> constants;
  for (const TfliteTensor& tensor : graph.tensors())
    constants.push_back(tensor.data.empty() ? -1 : static_cast<std::int32_t>(constants.size()));
  for (const TfliteOperator& each : graph.operators()) {
    const bool unpacks = each.kind == "DEQUANTIZE" || each.kind == "DENSIFY";
    if (unpacks && each.inputs.size() == 1 && each.outputs.size() == 1 && each.inputs[0] >= 0)
      constants[each.outputs[0]] = constants[each.inputs[0]];
  }
  return constants;
}

/// The operators that the wanted tensors come from, in order of execution.
std::vector<std::size_t> needed_operators(const TfliteFile& graph, std::set<std::int32_t> wanted,
                                          const std::vector<std::int32_t>& constants) {
  std::vector<std::size_t> needed;
  for (std::size_t i = graph.operators().size(); i-- > 0;) {
    const TfliteOperator& each = graph.operators()[i];
    if (std::ranges::none_of(each.outputs, [&](auto t) { return constants[t] < 0 && wanted.contains(t); }))
      continue;
    needed.push_back(i);
    wanted.insert(each.inputs.begin(), each.inputs.end());
  }
  std::ranges::reverse(needed);
  return needed;
}

TorchStep step_of(const OperatorReader& reader, const PaddedImages& padded) {
  const bool convolves = reader.kind() == "CONV_2D" || reader.kind() == "DEPTHWISE_CONV_2D";
  try {
    return convolves ? convolution_step(reader, padded) : plain_step(reader);
  } catch (const c10::Error& failure) {
    reader.fail("options", "what torch computes", failure.what_without_backtrace());
  }
}

std::vector<TorchStep> steps_of(const TfliteFile& graph, const std::set<std::int32_t>& wanted) {
  const std::vector<std::int32_t> constants = constants_of(graph);
  PaddedImages padded;
  std::vector<TorchStep> steps;
  for (const std::size_t i : needed_operators(graph, wanted, constants)) {
    const OperatorReader reader(graph, i, constants);
    if (reader.kind() == "PAD") {
      padded[reader.output()] = {reader.computed(1).front(), margins_of_pad(reader)};
    } else {
      steps.push_back(step_of(reader, padded));
    }
  }
  return steps;
}

std::vector<std::int64_t> torch_shape(const std::vector<std::int64_t>& shape) {
  if (shape.size() != 4) return shape;
  return {shape[0], shape[3], shape[1], shape[2]};
}

/// Which tensors are not needed after each step, so that the memory of one serves the next.
std::vector<std::vector<std::int32_t>> last_uses(const std::vector<TorchStep>& steps,
                                                 std::set<std::int32_t> kept) {
  std::vector<std::vector<std::int32_t>> done(steps.size());
  for (std::size_t i = steps.size(); i-- > 0;) {
    for (const std::int32_t input : steps[i].inputs)
      if (kept.insert(input).second) done[i].push_back(input);
  }
  return done;
}

}  // namespace

struct TfliteNetwork::Calls {
  TfliteFile graph;
  std::int32_t input = -1;
  std::vector<std::int32_t> outputs;
  std::vector<TorchStep> steps;
  std::vector<std::vector<std::int32_t>> done;
  std::mutex turn;  ///< XNNPACK's packed operators serve one caller at a time

  Calls(const std::filesystem::path& file, const std::vector<std::int64_t>& input_shape,
        const std::vector<WantedOutput>& wanted)
      : graph(file) {
    if (graph.inputs().size() != 1) fail("inputs", "1", fmt::format("{}", graph.inputs().size()));
    input = graph.inputs().front();
    require_shape(input, input_shape, "input");
    for (const WantedOutput& each : wanted) {
      const std::string field = fmt::format("output {}", each.position);
      if (each.position >= graph.outputs().size())
        fail(field, "an output", fmt::format("{} outputs", graph.outputs().size()));
      outputs.push_back(graph.outputs()[each.position]);
      require_shape(outputs.back(), each.shape, field);
    }
    const std::set<std::int32_t> kept(outputs.begin(), outputs.end());
    steps = steps_of(graph, kept);
    done = last_uses(steps, kept);
  }

  [[noreturn]] void fail(const std::string& field, const std::string& expected,
                         const std::string& found) const {
    throw FormatError(graph.file(), field, expected, found);
  }

  void require_shape(std::int32_t tensor, const std::vector<std::int64_t>& shape,
                     const std::string& field) const {
    const TfliteTensor& found = graph.tensors()[tensor];
    if (found.shape != shape || found.type != "F32")
      fail(field, "F32 of shape " + shape_text(shape), found.type + " of shape " + shape_text(found.shape));
  }

  void take(const TorchStep& step, std::vector<torch::Tensor>& values) const {
    std::vector<torch::Tensor> inputs;
    for (const std::int32_t tensor : step.inputs) inputs.push_back(values[tensor]);
    const TfliteTensor& output = graph.tensors()[step.output];
    const std::string expected = "shape " + shape_text(output.shape);
    try {
      values[step.output] = step.call(inputs);
    } catch (const c10::Error& failure) {
      fail(output.name, expected, failure.what_without_backtrace());
    }
    if (values[step.output].sizes() != torch_shape(output.shape))
      fail(output.name, expected, fmt::format("another ({} numbers)", values[step.output].numel()));
  }

  std::vector<torch::Tensor> run(const torch::Tensor& fed) {
    const c10::InferenceMode no_gradients;
    const SingleThreaded alone;
    const std::lock_guard lock(turn);
    std::vector<torch::Tensor> values(graph.tensors().size());
    values[input] = fed.permute({0, 3, 1, 2});
    for (std::size_t i = 0; i < steps.size(); ++i) {
      take(steps[i], values);
      for (const std::int32_t tensor : done[i]) values[tensor].reset();
    }
    std::vector<torch::Tensor> results;
    for (const std::int32_t tensor : outputs) {
      if (!values[tensor].defined()) fail(graph.tensors()[tensor].name, "a tensor that is computed", "PAD's");
      results.push_back(values[tensor].dim() == 4 ? values[tensor].permute({0, 2, 3, 1}) : values[tensor]);
    }
    return results;
  }
};

TfliteNetwork::TfliteNetwork(const std::filesystem::path& file, const std::vector<std::int64_t>& input_shape,
                             const std::vector<WantedOutput>& outputs)
    : calls_(std::make_unique<Calls>(file, input_shape, outputs)) {
  calls_->run(torch::zeros(input_shape));  // which checks every shape
}

TfliteNetwork::~TfliteNetwork() = default;
TfliteNetwork::TfliteNetwork(TfliteNetwork&&) noexcept = default;

std::vector<std::vector<float>> TfliteNetwork::run(std::span<const float> input) const {
  const std::vector<std::int64_t>& shape = calls_->graph.tensors()[calls_->input].shape;
  const torch::Tensor fed = torch::from_blob(const_cast<float*>(input.data()), {std::ssize(input)});
  if (fed.numel() != c10::multiply_integers(shape))
    throw Error(
        fmt::format("network: expected an input of {}, found {} numbers", shape_text(shape), fed.numel()));
  std::vector<std::vector<float>> results;
  for (const torch::Tensor& result : calls_->run(fed.reshape(shape))) {
    const torch::Tensor whole = result.contiguous();
    results.emplace_back(whole.data_ptr<float>(), whole.data_ptr<float>() + whole.numel());
  }
  return results;
}

}  // namespace solopose
