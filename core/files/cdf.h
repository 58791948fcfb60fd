#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/files/byte_cursor.h"
#include "core/files/npy.h"

namespace solopose {

/// Reads the variables of a NASA Common Data Format file of version 3, after "CDF Internal Format
/// Description", version 3.9 (spdf.gsfc.nasa.gov): r and z variables of real numbers, in row or column
/// majority, big- or little-endian IEEE numbers, stored plainly or compressed with gzip, a variable by itself
/// or the whole file.
///
/// Every offset, size and count of the file is checked before it is followed; records that point at each
/// other in a circle are refused, and what is decompressed is bounded (see most_inflated()).
class CdfFile {
 public:
  /// Lists the variables. @throws Error, FormatError: no CDF 3, damaged; Cancelled.
  explicit CdfFile(const std::filesystem::path& file, const JobContext& context = {});

  std::vector<std::string> names() const;  ///< in the file's order, z variables after r variables
  bool has(const std::string& name) const;
  /// A variable's records as they lie in the file: (records, its dimensions that vary …).
  struct Stored {
    NpyHeader header;
    Bytes bytes;     ///< in the CdfFile's memory where they lie in one piece there, else in `own`
    ByteBuffer own;  ///< what had to be gathered, inflated or turned
  };
  /// Row-major; not to outlive this. @throws FormatError when there is no such variable, or it is no number,
  /// damaged, or lacks records (sparse); Cancelled.
  Stored stored(const std::string& name, const JobContext& context = {}) const;
  /// The same, decoded.
  NumberArray numbers(const std::string& name, const JobContext& context = {}) const;

 private:
  struct Variable {
    std::string name;
    std::uint32_t type = 0;
    std::uint64_t records = 0;
    std::vector<std::uint64_t> dimensions;
    std::uint64_t index = 0;  ///< address of the first VXR, 0 when nothing was written
    bool compressed = false;
  };
  class Records;

  /// Those of all r variables; a z variable has its own.
  using SharedDimensions = std::optional<std::vector<std::uint64_t>>;
  void list(std::uint64_t next, std::uint32_t record_type, const SharedDimensions& shared);
  Variable variable_at(ByteCursor& at, const SharedDimensions& shared) const;

  std::filesystem::path file_;
  ByteBuffer bytes_;
  bool row_major_ = true;
  bool big_endian_ = true;
  std::vector<Variable> variables_;
};

/// The file begins as a CDF of version 3 does.
bool is_cdf(const std::filesystem::path& file) noexcept;

}  // namespace solopose
