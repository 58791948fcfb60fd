#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace solopose {

/// An output of a graph: which, and the shape it must have.
struct WantedOutput {
  std::size_t position = 0;
  std::vector<std::int64_t> shape;
};

/// A TensorFlow Lite graph of floats with one input, computed by torch. It is made into a list of calls once;
/// what the wanted outputs do not need is left out.
class TfliteNetwork {
 public:
  /// input_shape: (1, rows, columns, channels).
  /// @throws Error when the file cannot be read; FormatError naming operator and field when it is damaged,
  /// has other inputs or outputs, or holds operators or options that are not known here.
  TfliteNetwork(const std::filesystem::path& file, const std::vector<std::int64_t>& input_shape,
                const std::vector<WantedOutput>& outputs);
  ~TfliteNetwork();
  TfliteNetwork(TfliteNetwork&&) noexcept;

  /// The wanted outputs of one input, all row-major as TFLite has them. Threads that ask at once take turns.
  /// @throws Error when the input has another size.
  std::vector<std::vector<float>> run(std::span<const float> input) const;

 private:
  struct Calls;
  std::unique_ptr<Calls> calls_;
};

}  // namespace solopose
