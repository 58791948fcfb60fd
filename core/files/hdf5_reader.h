#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/files/byte_cursor.h"
#include "core/files/npy.h"

namespace solopose {

/// Reads number arrays of the root group of an HDF5 file of the kind MATLAB writes as "MAT 7.3" and h5py
/// writes by default: superblock version 0 or 1, object headers of version 1, arrays compact, contiguous or
/// chunked, with the filters shuffle, deflate and Fletcher32 (HDF5 File Format Specification, version 3.0).
///
/// Written here and not over the HDF5 library because dataset files come from anywhere and the library of
/// Debian 12 (1.10.8) crashes on some damaged ones; this reader takes nothing that the bytes at hand do not
/// back. The studio's own files go through hdf5_file.h.
class Hdf5Reader {
 public:
  /// Lists the root group. @throws Error, FormatError: no HDF5, damaged, a newer layout.
  explicit Hdf5Reader(std::filesystem::path file);

  std::vector<std::string> names() const;  ///< sorted
  bool has(const std::string& name) const;
  /// Integers and floats of any width, row-major. @throws FormatError.
  NumberArray numbers(const std::string& name) const;
  /// An array's elements as they are stored, their filters undone, row-major.
  struct Stored {
    NpyHeader header;
    Bytes bytes;          ///< of the file, in memory while the reader lives, or of `gathered`
    ByteBuffer gathered;  ///< out of chunks
  };
  /// @throws FormatError.
  Stored stored(const std::string& name) const;

 private:
  struct Link {
    std::string name;
    std::uint64_t header = 0;  ///< address of the object header
  };
  void find_superblock();
  void list_group(std::uint64_t tree, std::uint64_t heap);

  std::filesystem::path file_;
  ByteBuffer bytes_;
  Bytes data_;  ///< from the superblock's base address on: addresses count from there
  std::vector<Link> links_;
};

}  // namespace solopose
