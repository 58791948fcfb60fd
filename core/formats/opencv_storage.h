#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include "core/formats/stored_value.h"

namespace solopose {

/// The named values of an OpenCV FileStorage (YAML or XML), or of plain YAML, in memory. Matrices are read
/// from their `data`, whatever their shape says.
class OpencvStorage {
 public:
  /// @throws FormatError when it is too large, nested too deeply, or no such file; Error.
  explicit OpencvStorage(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_; }
  /// The first of these names that the file has; empty when it has none.
  std::string first_of(std::initializer_list<std::string> names) const;
  bool has(const std::string& name) const { return values_.find(name) != nullptr; }
  /// Of a number, a list (of lists) or a matrix. Empty: there is none. @throws FormatError for others.
  std::vector<double> numbers(const std::string& name) const;
  /// Empty when there is none.
  std::string text(const std::string& name) const;
  std::vector<std::string> texts(const std::string& name) const;

 private:
  std::filesystem::path file_;
  StoredValue values_;
};

}  // namespace solopose
