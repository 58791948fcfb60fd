#include "core/demo/mat_writer.h"

#include <type_traits>

#include <matio.h>

#include "core/base/error.h"

namespace solopose::demo {

struct MatWriter::Output {
  std::string name;
  mat_t* file = nullptr;

  ~Output() { Mat_Close(file); }
};

namespace {

struct VariableDeleter {
  void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
};
using Variable = std::unique_ptr<matvar_t, VariableDeleter>;

template <typename T>
Variable variable_of(const char* name, const Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>& values) {
  std::size_t dims[2] = {static_cast<std::size_t>(values.rows()), static_cast<std::size_t>(values.cols())};
  constexpr bool single = std::is_same_v<T, float>;
  // matio copies what it is given here, but takes it as void*.
  auto* data = const_cast<T*>(values.data());
  return Variable(Mat_VarCreate(name, single ? MAT_C_SINGLE : MAT_C_DOUBLE,
                                single ? MAT_T_SINGLE : MAT_T_DOUBLE, 2, dims, data, 0));
}

void write(mat_t* file, const std::string& file_name, const std::string& name, const Variable& variable) {
  if (!variable || Mat_VarWrite(file, variable.get(), MAT_COMPRESSION_ZLIB) != 0) {
    throw Error(fmt::format("{}: {}: cannot be written (is the disk full?)", file_name, name));
  }
}

}  // namespace

MatWriter::MatWriter(const std::filesystem::path& file) : file_(file), output_(std::make_unique<Output>()) {
  output_->name = file.string();
  // A header of our own: matio's holds the date, and the same demo shall give the same bytes.
  output_->file =
      Mat_CreateVer(file_.temporary().c_str(), "MATLAB 5.0 MAT-file, SoloPose Studio", MAT_FT_MAT5);
  if (output_->file == nullptr) throw Error(fmt::format("{}: cannot be written", output_->name));
}

MatWriter::~MatWriter() = default;

void MatWriter::matrix(const std::string& name, const Eigen::MatrixXd& values) {
  write(output_->file, output_->name, name, variable_of(name.c_str(), values));
}

template <typename T>
void MatWriter::cells(const std::string& name, std::size_t rows, std::size_t columns,
                      const std::vector<Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>>& values) {
  if (values.size() != rows * columns)
    throw Error(fmt::format("{}: {}: cells do not fit their shape", output_->name, name));
  std::size_t dims[2] = {rows, columns};
  std::vector<matvar_t*> members;
  for (const auto& value : values) members.push_back(variable_of(nullptr, value).release());
  // The cell array owns its members from here on.
  const Variable cell(Mat_VarCreate(name.c_str(), MAT_C_CELL, MAT_T_CELL, 2, dims, members.data(), 0));
  write(output_->file, output_->name, name, cell);
}

template void MatWriter::cells(const std::string&, std::size_t, std::size_t,
                               const std::vector<Eigen::MatrixXf>&);
template void MatWriter::cells(const std::string&, std::size_t, std::size_t,
                               const std::vector<Eigen::MatrixXd>&);

void MatWriter::finish() {
  output_.reset();
  file_.commit();
}

}  // namespace solopose::demo
