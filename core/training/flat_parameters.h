#pragma once

#include <vector>

#include <torch/torch.h>

namespace solopose {

/// Parameters of a module in one buffer, and their gradients in another, so that an optimizer, a norm or an
/// all-reduce over all of them is one operation. Matrices (and kernels) come first: what weight decay applies
/// to is a few slices. Only for .cpp files that may see torch.
class FlatParameters {
 public:
  /// The parameters' own storage moves into the buffer; autograd adds into the gradients' buffer. `tables`:
  /// those of the parameters that are no matrices though they have rows and columns (Swin's bias tables).
  explicit FlatParameters(const std::vector<torch::Tensor>& parameters,
                          const std::vector<torch::Tensor>& tables = {});

  torch::Tensor& values() { return values_; }
  torch::Tensor& gradients() { return gradients_; }
  std::int64_t size() const { return values_.numel(); }
  std::vector<torch::Tensor>& matrices() { return matrices_; }  ///< slices of values()
  void zero_gradients() { gradients_.zero_(); }

 private:
  torch::Tensor values_;
  torch::Tensor gradients_;
  std::vector<torch::Tensor> matrices_;
};

}  // namespace solopose
