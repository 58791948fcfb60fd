#include "core/demo/mat_writer.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <type_traits>

#include <fmt/format.h>
#include <matio.h>

#include "core/base/error.h"
#include "core/base/file_writer.h"
#include "core/base/write_error.h"

namespace solopose::demo {

/// matio misses a disk that is full, so it writes to memory.
struct MatWriter::Output {
  std::string name;
  int memory = ::memfd_create("mat", MFD_CLOEXEC);
  mat_t* file = nullptr;

  ~Output() {
    close();
    if (memory >= 0) ::close(memory);
  }
  void close() {
    if (file != nullptr) Mat_Close(std::exchange(file, nullptr));
  }
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
    throw Error(fmt::format("{}: {}: cannot be written: matio refuses it", file_name, name));
  }
}

}  // namespace

MatWriter::MatWriter(const std::filesystem::path& file) : file_(file), output_(std::make_unique<Output>()) {
  output_->name = file.string();
  // A header of our own: matio's holds the date, and the same demo shall give the same bytes.
  output_->file = Mat_CreateVer(fmt::format("/proc/self/fd/{}", output_->memory).c_str(),
                                "MATLAB 5.0 MAT-file, SoloPose Studio", MAT_FT_MAT5);
  if (output_->file == nullptr) throw_write_error(output_->name, errno);
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
  output_->close();
  FileWriter out(file_);
  std::string bytes(std::size_t{1} << 20U, '\0');
  std::uint64_t at = 0;
  while (true) {
    const ssize_t read = ::pread(output_->memory, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (read < 0) throw_write_error(output_->name, errno);
    if (read == 0) break;
    out.write(std::string_view(bytes).substr(0, static_cast<std::size_t>(read)));
    at += static_cast<std::uint64_t>(read);
  }
  out.close();
  file_.commit();
}

}  // namespace solopose::demo
