#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/core/weights/flat_sample.h"

namespace solopose::testing {

/// A TensorFlow Lite graph in the making, of floats.
class SampleGraph {
 public:
  /// A tensor that is fed or computed, or, with values, a constant. Gives its number.
  std::int32_t tensor(const std::vector<std::int32_t>& shape, const std::vector<float>& values = {},
                      FlatField sparsity = {});
  std::int32_t integers(const std::vector<std::int32_t>& shape, const std::vector<std::int32_t>& values);
  /// code: of BuiltinOperator. options: the fields of its options, in the schema's order.
  void operation(std::int32_t code, const std::vector<std::int32_t>& inputs, std::int32_t output,
                 const std::vector<FlatField>& options = {});
  std::string bytes(std::int32_t input, std::int32_t output) const;

 private:
  std::int32_t add(const std::vector<std::int32_t>& shape, std::int32_t type, std::string data,
                   FlatField sparsity);

  std::vector<FlatObject> tensors_;
  std::vector<FlatObject> buffers_;
  std::vector<FlatObject> codes_;
  std::vector<FlatObject> operators_;
};

}  // namespace solopose::testing
