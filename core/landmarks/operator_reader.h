#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/weights/tflite_file.h"

namespace solopose {

/// An operator of a graph as it is made into calls of torch: what it demands of its operands and options is
/// checked as it is read, and FormatErrors name file, operator and field.
class OperatorReader {
 public:
  /// constants: for each tensor the one whose data are its numbers, itself or what it is unpacked from; -1 =
  /// computed.
  OperatorReader(const TfliteFile& graph, std::size_t index, const std::vector<std::int32_t>& constants);

  const std::string& kind() const { return operator_->kind; }
  /// The tensors it is computed from; exactly `count`, before the constants.
  std::vector<std::int32_t> computed(std::size_t count) const;
  /// As many as there are, at least one, and no constants.
  std::vector<std::int32_t> all_computed() const;
  std::int32_t output() const;
  const std::vector<std::int64_t>& shape(std::int32_t tensor) const {
    return graph_->tensors()[tensor].shape;
  }
  /// An image's, of four axes.
  const std::vector<std::int64_t>& image_shape(std::int32_t tensor) const;
  /// An operand that is constant, of a given number of axes.
  std::int32_t constant(std::size_t operand, std::size_t axes) const;
  std::vector<float> values(std::int32_t constant) const;

  /// T: of the option's width in schema.fbs.
  template <typename T>
  T option(int field, T otherwise) const {
    return operator_->options ? operator_->options->template number<T>(field, otherwise) : otherwise;
  }
  /// An option from 1 to `most`.
  std::int64_t positive_option(int field, std::int32_t otherwise, std::string_view name,
                               std::int64_t most = 1024) const;

  [[noreturn]] void fail(std::string_view field, std::string_view expected, const std::string& found) const;

 private:
  const TfliteFile* graph_;
  const TfliteOperator* operator_;
  const std::vector<std::int32_t>* constants_;
  std::string name_;
};

/// "(1, 2)"
std::string shape_text(const std::vector<std::int64_t>& shape);

}  // namespace solopose
