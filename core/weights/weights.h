#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace solopose {

struct WeightInfo {
  std::string type;  ///< F16, BF16, F32, F64, I8 … I64, U8, BOOL (safetensors' names)
  std::vector<std::uint64_t> shape;
};

/// A file of named weights. Opening it reads names and shapes only, checked against the file's size; nothing
/// in the file is executed.
class WeightFile {
 public:
  /// A safetensors file, or a TorchScript archive as OpenAI publishes CLIP (".pt"); told apart by their first
  /// bytes. @throws Error when it cannot be read, FormatError when it is neither or damaged.
  static std::unique_ptr<WeightFile> open(const std::filesystem::path& file);
  virtual ~WeightFile() = default;

  const std::filesystem::path& file() const { return file_; }
  const std::map<std::string, WeightInfo>& entries() const { return entries_; }
  bool has(const std::string& name) const { return entries_.contains(name); }
  /// @throws FormatError naming it when there is none.
  const WeightInfo& info(const std::string& name) const;
  /// Row-major, whatever the type in the file. @throws FormatError.
  virtual std::vector<float> values(const std::string& name) const = 0;

 protected:
  explicit WeightFile(std::filesystem::path file) : file_(std::move(file)) {}

  std::filesystem::path file_;
  std::map<std::string, WeightInfo> entries_;
};

}  // namespace solopose
