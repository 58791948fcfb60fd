#include <ATen/core/dispatch/Dispatcher.h>

#include <fmt/format.h>

#include "core/landmarks/torch_step.h"

namespace solopose {
namespace {

// The numbers of fields, in the order of schema.fbs.
struct Fields {
  int padding;
  int stride_columns;
  int stride_rows;
  int activation;
  int dilation_columns;
  int dilation_rows;
};
constexpr Fields mixing_fields = {0, 1, 2, 3, 4, 5};
constexpr Fields depthwise_fields = {0, 1, 2,
                                     4, 5, 6};  // 3: how many outputs a channel has, as the weights say
enum Padding { same, valid };

struct Convolution {
  torch::Tensor weights;  ///< (channels out, channels in per group, rows, columns)
  torch::Tensor bias;
  std::int64_t groups = 1;
  std::array<std::int64_t, 2> stride{};    ///< rows, columns
  std::array<std::int64_t, 2> dilation{};  ///< rows, columns
  Limits limits;
  Margins margins;
};

torch::Tensor tensor_of(const OperatorReader& reader, std::int32_t constant) {
  return torch::tensor(reader.values(constant)).reshape(reader.shape(constant));
}

std::array<std::int64_t, 2> rows_and_columns(const OperatorReader& reader, int rows, int columns,
                                             const char* name) {
  return {reader.positive_option(rows, 1, name), reader.positive_option(columns, 1, name)};
}

/// SAME: as many outputs as strides fit; what is missing at the edges is zero, the odd one behind.
std::array<std::int64_t, 2> same_margins(std::int64_t size, std::int64_t kernel, std::int64_t stride,
                                         std::int64_t dilation) {
  const std::int64_t outputs = (size + stride - 1) / stride;
  const std::int64_t covered = (outputs - 1) * stride + (kernel - 1) * dilation + 1;
  const std::int64_t missing = std::max<std::int64_t>(0, covered - size);
  return {missing / 2, missing - missing / 2};
}

Margins margins_of(const OperatorReader& reader, int field, const std::vector<std::int64_t>& image,
                   const Convolution& convolution) {
  const auto kind = reader.option<std::int8_t>(field, same);
  if (kind == valid) return {};
  if (kind != same) reader.fail("padding", "0 or 1", fmt::format("{}", kind));
  const auto [top, bottom] =
      same_margins(image[1], convolution.weights.size(2), convolution.stride[0], convolution.dilation[0]);
  const auto [left, right] =
      same_margins(image[2], convolution.weights.size(3), convolution.stride[1], convolution.dilation[1]);
  return {top, bottom, left, right};
}

/// TFLite has (out, rows, columns, in), and for one kernel a channel (1, rows, columns, channels).
Convolution read_convolution(const OperatorReader& reader, const std::vector<std::int64_t>& image) {
  const bool depthwise = reader.kind() == "DEPTHWISE_CONV_2D";
  Convolution result;
  const std::int32_t weights = reader.constant(1, 4);
  const std::vector<std::int64_t>& shape = reader.shape(weights);
  const bool fits = depthwise ? shape[0] == 1 && shape[3] == image[3] : shape[3] == image[3];
  if (!fits) reader.fail("weights", fmt::format("{} channels", image[3]), shape_text(shape));
  const std::int64_t outputs = depthwise ? shape[3] : shape[0];
  const std::int32_t bias = reader.constant(2, 1);
  if (reader.shape(bias)[0] != outputs)
    reader.fail("bias", fmt::format("({})", outputs), shape_text(reader.shape(bias)));
  result.bias = tensor_of(reader, bias);
  result.weights = depthwise ? tensor_of(reader, weights).permute({3, 0, 1, 2}).contiguous()
                             : tensor_of(reader, weights).permute({0, 3, 1, 2}).contiguous();
  result.groups = depthwise ? image[3] : 1;
  const Fields& fields = depthwise ? depthwise_fields : mixing_fields;
  result.stride = rows_and_columns(reader, fields.stride_rows, fields.stride_columns, "stride");
  result.dilation = rows_and_columns(reader, fields.dilation_rows, fields.dilation_columns, "dilation");
  result.limits = limits_of_activation(reader, fields.activation);
  result.margins = margins_of(reader, fields.padding, image, result);
  return result;
}

Margins sum(const Margins& a, const Margins& b) {
  return {a.top + b.top, a.bottom + b.bottom, a.left + b.left, a.right + b.right};
}

/// As many as strides fit.
std::int64_t outputs_along(std::int64_t padded, std::int64_t kernel, std::int64_t stride,
                           std::int64_t dilation) {
  const std::int64_t covered = (kernel - 1) * dilation + 1;
  return padded < covered ? 0 : (padded - covered) / stride + 1;
}

void require_output(const OperatorReader& reader, const std::vector<std::int64_t>& image,
                    const Convolution& convolution) {
  const auto& [weights, bias, groups, stride, dilation, limits, margins] = convolution;
  const std::vector<std::int64_t> computed = {
      image[0],
      outputs_along(image[1] + margins.top + margins.bottom, weights.size(2), stride[0], dilation[0]),
      outputs_along(image[2] + margins.left + margins.right, weights.size(3), stride[1], dilation[1]),
      weights.size(0)};
  if (reader.shape(reader.output()) != computed)
    reader.fail("output", "shape " + shape_text(computed), shape_text(reader.shape(reader.output())));
}

using Call = std::function<torch::Tensor(const torch::Tensor&)>;

Call aten_call(const Convolution& convolution, std::array<std::int64_t, 2> around) {
  return [convolution, around, weights = convolution.weights.contiguous(torch::MemoryFormat::ChannelsLast)](
             const torch::Tensor& x) {
    return within(at::conv2d(x, weights, convolution.bias, convolution.stride, around, convolution.dilation,
                             convolution.groups),
                  convolution.limits);
  };
}

c10::IValue value_of(const std::optional<float>& limit) {
  return limit ? c10::IValue(static_cast<double>(*limit)) : c10::IValue();
}

c10::IValue value_of(std::array<std::int64_t, 2> pair) {
  return std::vector<std::int64_t>(pair.begin(), pair.end());
}

/// XNNPACK's, which torch offers to its interpreter only: weights packed once, limits within; three times as
/// fast as the others where channels are mixed. None where torch was built without it.
std::optional<Call> packed_call(const Convolution& convolution, std::array<std::int64_t, 2> around) {
  auto& dispatcher = c10::Dispatcher::singleton();
  const auto pack = dispatcher.findSchema({"prepacked::conv2d_clamp_prepack", ""});
  const auto run = dispatcher.findSchema({"prepacked::conv2d_clamp_run", ""});
  if (!pack || !run) return std::nullopt;
  torch::jit::Stack packing = {c10::IValue(convolution.weights), c10::IValue(convolution.bias),
                               value_of(convolution.stride),     value_of(around),
                               value_of(convolution.dilation),   c10::IValue(convolution.groups),
                               value_of(convolution.limits.low), value_of(convolution.limits.high)};
  pack->callBoxed(packing);
  return [run = *run, packed = packing.front()](const torch::Tensor& x) {
    torch::jit::Stack operands = {c10::IValue(x), packed};
    run.callBoxed(operands);
    return operands.front().toTensor();
  };
}

Call call_of(const Convolution& convolution, std::array<std::int64_t, 2> around) {
  const bool mixes_channels = convolution.groups == 1;
  if (mixes_channels) {
    if (auto call = packed_call(convolution, around)) return *call;
  }
  return aten_call(convolution, around);
}

}  // namespace

TorchStep convolution_step(const OperatorReader& reader, const PaddedImages& padded) {
  const std::int32_t image = reader.computed(1).front();
  Convolution convolution = read_convolution(reader, reader.image_shape(image));
  TorchStep step{{image}, reader.output(), {}};
  require_output(reader, reader.image_shape(image), convolution);
  if (const auto found = padded.find(image); found != padded.end()) {
    step.inputs = {found->second.inside};
    convolution.margins = sum(convolution.margins, found->second.margins);
  }
  const auto [top, bottom, left, right] = convolution.margins;
  if (top == bottom && left == right) {
    step.call = [call = call_of(convolution, {top, left})](const auto& inputs) { return call(inputs[0]); };
  } else {
    step.call = [call = call_of(convolution, {0, 0}), around = std::array{left, right, top, bottom}](
                    const auto& inputs) { return call(at::constant_pad_nd(inputs[0], around)); };
  }
  return step;
}

}  // namespace solopose
