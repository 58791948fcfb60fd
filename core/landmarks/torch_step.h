#pragma once

#include <functional>
#include <map>
#include <vector>

#include <torch/torch.h>

#include "core/landmarks/operator_reader.h"

namespace solopose {

// TFLite's images are (batch, rows, columns, channels); here they are torch's (batch, channels, rows,
// columns) with the channels last in memory, which is the same order of numbers. All other arrays are as they
// are.

/// One operator as a call of torch.
struct TorchStep {
  std::vector<std::int32_t> inputs;  ///< tensors of the graph
  std::int32_t output = -1;
  std::function<torch::Tensor(const std::vector<torch::Tensor>&)> call;
};

/// Zeros around an image.
struct Margins {
  std::int64_t top = 0;
  std::int64_t bottom = 0;
  std::int64_t left = 0;
  std::int64_t right = 0;
};

/// What PAD says of an image's rows and columns. @throws FormatError when it pads anything else.
Margins margins_of_pad(const OperatorReader& reader);

/// Images that PAD made: the one inside, and its margins. Only convolutions take them, which need no copy.
struct PaddedImage {
  std::int32_t inside = -1;
  Margins margins;
};
using PaddedImages = std::map<std::int32_t, PaddedImage>;

/// CONV_2D or DEPTHWISE_CONV_2D; its weights are turned and packed once, here.
TorchStep convolution_step(const OperatorReader& reader, const PaddedImages& padded);

/// Every other operator that is computed.
/// @throws FormatError when it is not known here, or has options that are not.
TorchStep plain_step(const OperatorReader& reader);

/// What is done to each number at an operator's end (ActivationFunctionType): nothing, or a limit.
struct Limits {
  std::optional<float> low;
  std::optional<float> high;
};
/// `field`: of the operator's options.
Limits limits_of_activation(const OperatorReader& reader, int field);
torch::Tensor within(torch::Tensor numbers, const Limits& limits);

}  // namespace solopose
