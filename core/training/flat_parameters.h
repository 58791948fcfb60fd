#pragma once

#include <vector>

#include <torch/torch.h>

namespace solopose {

/// Parameters of a module in one buffer, and their gradients in another, so that an optimizer, a norm or an
/// all-reduce over all of them is one operation. Kernels lie channels last, as convolutions want them.
/// Matrices (and kernels) come first: what weight decay applies to is a few slices. Only for .cpp files that
/// may see torch.
class FlatParameters {
 public:
  struct Slice {
    std::int64_t first;
    std::int64_t end;
  };
  /// Where a parameter's numbers lie in both buffers.
  struct Place {
    torch::Tensor parameter;
    std::int64_t first = 0;

    std::int64_t count() const { return parameter.numel(); }
  };

  /// The parameters' own storage moves into the buffer; autograd adds into the gradients' buffer. `tables`:
  /// those of the parameters that are no matrices though they have rows and columns (Swin's bias tables).
  explicit FlatParameters(const std::vector<torch::Tensor>& parameters,
                          const std::vector<torch::Tensor>& tables = {});

  torch::Tensor& values() { return values_; }
  torch::Tensor& gradients() { return gradients_; }
  std::int64_t size() const { return values_.numel(); }
  /// Where in values() matrices lie.
  const std::vector<Slice>& matrices() const { return matrices_; }
  /// In the order in which the parameters were given.
  const std::vector<Place>& places() const { return places_; }
  void zero_gradients() { gradients_.zero_(); }

  /// A buffer like values() (moments, a mean) as files have it: each parameter's numbers in their own order.
  torch::Tensor in_file_order(const torch::Tensor& buffer) const;
  /// The other way round: `numbers` into a buffer like values().
  void from_file_order(const torch::Tensor& numbers, const torch::Tensor& buffer) const;

 private:
  void lay_out(const std::vector<torch::Tensor>& tables);

  torch::Tensor values_;
  torch::Tensor gradients_;
  std::vector<Slice> matrices_;
  std::vector<Place> places_;
};

}  // namespace solopose
