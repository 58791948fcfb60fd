#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/files/byte_cursor.h"

namespace solopose {

/// A numeric array or a cell array of a MAT file; cells share the bytes of the variable they came from.
class MatArray {
 public:
  const std::vector<std::uint64_t>& dims() const { return dims_; }
  std::uint64_t count() const;  ///< product of dims
  bool is_cell() const;
  bool is_empty() const { return count() == 0; }

  /// Elements in MATLAB's order (first axis fastest). @throws FormatError when this is no real numeric array.
  std::vector<double> numbers() const;

  std::size_t cell_count() const { return cells_.size(); }
  /// Cells in MATLAB's order. @throws FormatError when the cell itself is damaged.
  MatArray cell(std::size_t index) const;

  /// What it is, for messages: "19 x 3 numbers", "1 x 1 cells".
  std::string contents() const;

  /// The variable's name, with the cell's number (from 0) where it is a cell: for messages.
  const std::string& name() const { return name_; }

 private:
  friend class MatFile;
  MatArray() = default;
  static MatArray parsed(Bytes matrix, std::shared_ptr<const ByteBuffer> owner,
                         std::shared_ptr<const std::filesystem::path> file, std::string name);
  bool is_numeric() const;
  void parse_cells(ByteCursor& at);
  void parse_numbers(ByteCursor& at);

  std::shared_ptr<const std::filesystem::path> file_;
  std::shared_ptr<const ByteBuffer> owner_;
  std::string name_;
  std::vector<std::uint64_t> dims_;
  std::uint8_t matlab_class_ = 0;
  std::uint32_t stored_type_ = 0;
  Bytes data_;
  std::vector<Bytes> cells_;
};

/// Reads MAT files of version 5 (MATLAB 5 to 7.2, scipy, Octave's -v6 and -v7): real numeric and cell arrays.
///
/// Written here and not over matio because a reader of hostile files must not trust their sizes: matio
/// allocates from the headers' dimensions before it looks at the bytes, and parses every variable to find
/// one. This one takes nothing that the bytes at hand do not back, and decompresses only the variable that
/// was asked for. Variables of other classes (string, datetime, table, function handle, …) and those without
/// a name, in which MATLAB keeps their values, are passed over wherever they stand.
class MatFile {
 public:
  /// Lists the variables. @throws Error, FormatError: not a MAT 5 file, cut off; Cancelled.
  explicit MatFile(std::filesystem::path file, const JobContext& context = {});

  std::vector<std::string> names() const;  ///< of variables that can be read, in the file's order
  bool has(const std::string& name) const;
  /// @throws FormatError when there is no such variable, or it is damaged or of a class that is passed over;
  /// Cancelled.
  MatArray read(const std::string& name, const JobContext& context = {}) const;

 private:
  struct Variable {
    std::string name;
    Bytes matrix;  ///< the element's data, still compressed or not
    bool compressed = false;
  };
  void list(Bytes data, bool compressed);

  std::shared_ptr<const std::filesystem::path> file_;
  std::shared_ptr<const ByteBuffer> bytes_;
  std::vector<Variable> variables_;
  std::size_t passed_over_ = 0;
};

/// The file says it is MATLAB 7.3: HDF5 inside, see hdf5_reader.h.
bool is_matlab_7_3(const std::filesystem::path& file) noexcept;

}  // namespace solopose
