#include "core/landmarks/torch_step.h"

#include <fmt/format.h>

namespace solopose {
namespace {

torch::Tensor rows_first(const torch::Tensor& image) { return image.permute({0, 2, 3, 1}); }
torch::Tensor channels_first(const torch::Tensor& image) { return image.permute({0, 3, 1, 2}); }
torch::Tensor as_tflite(const torch::Tensor& x) { return x.dim() == 4 ? rows_first(x) : x; }
torch::Tensor as_torch(const torch::Tensor& x) { return x.dim() == 4 ? channels_first(x) : x; }

TorchStep add_step(const OperatorReader& reader) {
  const auto inputs = reader.computed(2);
  if (reader.shape(inputs[0]) != reader.shape(inputs[1]))
    reader.fail("input 1", shape_text(reader.shape(inputs[0])), shape_text(reader.shape(inputs[1])));
  return {inputs, reader.output(), [limits = limits_of_activation(reader, 0)](const auto& x) {
            return within(at::add(x[0], x[1]), limits);
          }};
}

TorchStep concatenation_step(const OperatorReader& reader) {
  enum Field { axis_field, activation_field };
  const auto inputs = reader.all_computed();
  const auto axes = std::ssize(reader.shape(inputs.front()));
  const auto given = reader.option<std::int32_t>(axis_field, 0);
  const std::int64_t axis = given < 0 ? given + axes : given;
  if (axis < 0 || axis >= axes) reader.fail("axis", fmt::format("below {}", axes), fmt::format("{}", given));
  return {inputs, reader.output(),
          [axis, limits = limits_of_activation(reader, activation_field)](const auto& x) {
            std::vector<torch::Tensor> parts;
            for (const torch::Tensor& part : x) parts.push_back(as_tflite(part));
            return within(as_torch(at::cat(parts, axis)), limits);
          }};
}

/// The channels of a place become a square of places: TFLite counts the square's first, pixel_shuffle last.
TorchStep depth_to_space_step(const OperatorReader& reader) {
  const auto inputs = reader.computed(1);
  const std::int64_t side = reader.positive_option(0, 0, "block_size");
  const auto& shape = reader.image_shape(inputs[0]);
  if (shape[3] % (side * side) != 0)
    reader.fail("channels", fmt::format("a multiple of {}", side * side), fmt::format("{}", shape[3]));
  return {inputs, reader.output(), [side, shape](const auto& x) {
            const std::int64_t channels = shape[3] / (side * side);
            return channels_first(rows_first(x[0])
                                      .reshape({shape[0], shape[1], shape[2], side, side, channels})
                                      .permute({0, 1, 3, 2, 4, 5})
                                      .reshape({shape[0], shape[1] * side, shape[2] * side, channels}));
          }};
}

TorchStep max_pool_step(const OperatorReader& reader) {
  enum Field { padding, stride_columns, stride_rows, columns, rows, activation };
  const auto inputs = reader.computed(1);
  reader.image_shape(inputs[0]);
  constexpr std::int8_t valid = 1;
  if (const auto found = reader.option<std::int8_t>(padding, 0); found != valid)
    reader.fail("padding", "VALID", fmt::format("{}", found));
  const std::array kernel = {reader.positive_option(rows, 0, "filter_height"),
                             reader.positive_option(columns, 0, "filter_width")};
  const std::array stride = {reader.positive_option(stride_rows, 0, "stride_h"),
                             reader.positive_option(stride_columns, 0, "stride_w")};
  return {inputs, reader.output(),
          [kernel, stride, limits = limits_of_activation(reader, activation)](const auto& x) {
            return within(at::max_pool2d(x[0], kernel, stride), limits);
          }};
}

TorchStep resize_step(const OperatorReader& reader) {
  enum Field { old_height, old_width, align_corners, half_pixel_centres };
  const auto inputs = reader.computed(1);
  reader.image_shape(inputs[0]);
  if (reader.option<std::uint8_t>(align_corners, 0) != 0) reader.fail("align_corners", "false", "true");
  if (reader.option<std::uint8_t>(half_pixel_centres, 0) == 0)
    reader.fail("half_pixel_centers", "true", "false");
  const auto& shape = reader.image_shape(reader.output());
  return {inputs, reader.output(), [rows = shape[1], columns = shape[2]](const auto& x) {
            return at::upsample_bilinear2d(x[0], {rows, columns}, false);
          }};
}

TorchStep reshape_step(const OperatorReader& reader) {
  return {reader.computed(1), reader.output(), [shape = reader.shape(reader.output())](const auto& x) {
            return as_torch(as_tflite(x[0]).reshape(shape));
          }};
}

TorchStep logistic_step(const OperatorReader& reader) {
  return {reader.computed(1), reader.output(), [](const auto& x) { return at::sigmoid(x[0]); }};
}

}  // namespace

Margins margins_of_pad(const OperatorReader& reader) {
  const std::vector<std::int64_t>& image = reader.image_shape(reader.computed(1).front());
  const std::int32_t constant = reader.constant(1, 2);
  const std::vector<float> counts = reader.values(constant);
  constexpr std::size_t numbers = 8;  // before and behind, on four axes
  constexpr float most = 1024;
  bool right =
      counts.size() == numbers && counts[0] == 0 && counts[1] == 0 && counts[6] == 0 && counts[7] == 0;
  for (const float count : counts) right = right && count >= 0 && count <= most;
  if (!right) {
    reader.fail("paddings", fmt::format("rows and columns only, up to {}", most),
                fmt::format("{} numbers of {}", counts.size(), shape_text(reader.shape(constant))));
  }
  const auto whole = [&](std::size_t i) { return static_cast<std::int64_t>(counts[i]); };
  const Margins margins = {whole(2), whole(3), whole(4), whole(5)};
  const std::vector<std::int64_t> padded = {image[0], image[1] + margins.top + margins.bottom,
                                            image[2] + margins.left + margins.right, image[3]};
  if (reader.shape(reader.output()) != padded)
    reader.fail("output", "shape " + shape_text(padded), shape_text(reader.shape(reader.output())));
  return margins;
}

TorchStep plain_step(const OperatorReader& reader) {
  static const std::map<std::string, TorchStep (*)(const OperatorReader&)> makers = {
      {"ADD", add_step},
      {"CONCATENATION", concatenation_step},
      {"DEPTH_TO_SPACE", depth_to_space_step},
      {"LOGISTIC", logistic_step},
      {"MAX_POOL_2D", max_pool_step},
      {"RESHAPE", reshape_step},
      {"RESIZE_BILINEAR", resize_step}};
  const auto maker = makers.find(reader.kind());
  if (maker == makers.end()) reader.fail("kind", "an operator that the studio computes", reader.kind());
  return maker->second(reader);
}

Limits limits_of_activation(const OperatorReader& reader, int field) {
  enum Activation { none, relu, relu_n1_to_1, relu6 };
  switch (const auto found = reader.option<std::int8_t>(field, none)) {
    case none:
      return {};
    case relu:
      return {0, {}};
    case relu_n1_to_1:
      return {-1, 1};
    case relu6:
      return {0, 6};
    default:
      reader.fail("fused_activation_function", "0 to 3", fmt::format("{}", found));
  }
}

torch::Tensor within(torch::Tensor numbers, const Limits& limits) {
  if (limits.low && limits.high) return numbers.clamp_(*limits.low, *limits.high);
  if (limits.low) return numbers.clamp_min_(*limits.low);
  return numbers;
}

}  // namespace solopose
