#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/base/atomic_file.h"

namespace solopose::demo {

/// Writes a MAT v5 file, compressed, that appears whole on finish() or not at all.
class MatWriter {
 public:
  /// @throws Error naming the file.
  explicit MatWriter(const std::filesystem::path& file);
  ~MatWriter();

  void matrix(const std::string& name, const Eigen::MatrixXd& values);
  /// rows x columns cells, column by column. T: float or double.
  template <typename T>
  void cells(const std::string& name, std::size_t rows, std::size_t columns,
             const std::vector<Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>>& values);

  /// @throws Error naming the file.
  void finish();

 private:
  struct Output;
  AtomicFile file_;
  std::unique_ptr<Output> output_;
};

}  // namespace solopose::demo
