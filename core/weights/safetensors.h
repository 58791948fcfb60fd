#pragma once

#include <span>

#include "core/weights/weights.h"

namespace solopose {

/// A safetensors file (huggingface/safetensors, format.md): 8 bytes with the header's length, a JSON header,
/// then the numbers. As its authors demand: a header of at most 100 MB, no name twice, and tensors that cover
/// the data without gap or overlap.
class Safetensors : public WeightFile {
 public:
  /// @throws Error, FormatError.
  explicit Safetensors(std::filesystem::path file);
  std::vector<float> values(const std::string& name) const override;

  /// The header's `__metadata__`.
  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  /// A tensor's numbers as they are, in its own type; `bytes` is exactly as long. @throws FormatError.
  void read(const std::string& name, std::span<std::uint8_t> bytes) const;

 private:
  struct Place {
    std::uint64_t begin = 0;  ///< bytes from the file's beginning
    std::uint64_t end = 0;
  };
  void read_header(const std::string& text, std::uint64_t data_begin, std::uint64_t file_end);
  void require_tiled(std::uint64_t data_begin, std::uint64_t file_end) const;
  std::map<std::string, Place> places_;
  std::map<std::string, std::string> metadata_;
};

}  // namespace solopose
