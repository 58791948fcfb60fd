#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/files/flat_table.h"

namespace solopose {

/// An array that flows through a TFLite graph.
struct TfliteTensor {
  std::string name;
  std::string type;                   ///< as in WeightInfo: F32, F16, I32 …
  std::vector<std::int64_t> shape;    ///< images are (batch, rows, columns, channels)
  Bytes data;                         ///< a constant's numbers, row-major; empty = computed or fed
  std::optional<FlatTable> sparsity;  ///< which numbers `data` holds (tflite_sparsity.h); none = all
};

struct TfliteOperator {
  std::string kind;                  ///< the schema's name, CONV_2D …; "operator 77" when unknown here
  std::vector<std::int32_t> inputs;  ///< tensors; -1 = left out
  std::vector<std::int32_t> outputs;
  std::optional<FlatTable> options;  ///< the table of the schema's builtin_options, Conv2DOptions …
};

/// The graph of a TensorFlow Lite model file, schema version 3 (tensorflow/lite/schema/schema.fbs): a single
/// subgraph. Opening it checks that each index names a tensor, that each tensor is made once and before it is
/// used, and that shapes and data are of sensible size. Nothing is computed.
class TfliteFile {
 public:
  /// @throws Error when it cannot be read, FormatError when it is none, damaged, or larger than 256 MiB.
  explicit TfliteFile(std::filesystem::path file);
  TfliteFile(const TfliteFile&) = delete;  // the tables point into it
  TfliteFile& operator=(const TfliteFile&) = delete;

  const std::filesystem::path& file() const { return file_; }
  const std::vector<TfliteTensor>& tensors() const { return tensors_; }
  const std::vector<TfliteOperator>& operators() const { return operators_; }  ///< in the order of execution
  const std::vector<std::int32_t>& inputs() const { return inputs_; }
  const std::vector<std::int32_t>& outputs() const { return outputs_; }

  /// A constant as floats, row-major, with the zeros that a sparse one leaves out.
  /// @throws FormatError when it is no constant.
  std::vector<float> values(std::int32_t tensor) const;

 private:
  void read_tensors(const FlatTable& graph, const std::vector<FlatTable>& buffers);
  void read_operators(const FlatTable& graph, const std::vector<FlatTable>& codes);
  void require_indices(const std::vector<std::int32_t>& indices, const std::string& field, int lowest) const;
  void require_order() const;

  std::filesystem::path file_;
  ByteBuffer bytes_;
  std::vector<TfliteTensor> tensors_;
  std::vector<TfliteOperator> operators_;
  std::vector<std::int32_t> inputs_;
  std::vector<std::int32_t> outputs_;
};

}  // namespace solopose
