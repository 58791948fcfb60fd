#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/files/byte_cursor.h"

namespace solopose {

/// The messages of an HDF5 object header that Hdf5Reader understands. Used by it only.
struct Hdf5Header {
  struct Type {
    enum Kind : std::uint8_t { integer, unsigned_integer, real } kind = real;
    std::uint32_t bytes = 0;
    bool big_endian = false;
  };
  struct Layout {
    enum Kind : std::uint8_t { compact, contiguous, chunked } kind = contiguous;
    Bytes inline_data;          ///< compact
    std::uint64_t address = 0;  ///< of the data, or of the chunks' B-tree
    std::uint64_t size = 0;     ///< contiguous
    std::vector<std::uint64_t> chunk;
  };
  struct Filter {
    std::uint16_t id = 0;
    std::uint32_t parameter = 0;  ///< the first one
  };

  std::optional<std::vector<std::uint64_t>> shape;
  std::optional<Type> type;
  std::optional<Layout> layout;
  std::vector<Filter> filters;
  std::uint64_t group_tree = no_address();  ///< of a group: its B-tree and names
  std::uint64_t group_heap = no_address();

  static constexpr std::uint64_t no_address() { return ~std::uint64_t{0}; }
};

/// Parse the object header at `address`, with its continuation blocks. `data` is what addresses count in.
/// @throws FormatError.
Hdf5Header parse_hdf5_header(Bytes data, std::uint64_t address, const std::filesystem::path& file,
                             std::string_view field);

/// A chunk of an array where the file has it.
struct Hdf5Chunk {
  std::vector<std::uint64_t> offset;  ///< of its first element, per axis
  std::uint32_t skipped_filters = 0;  ///< a bit per filter that was not applied
  Bytes stored;
};

/// The chunks that a version 1 B-tree lists. @throws FormatError.
std::vector<Hdf5Chunk> list_hdf5_chunks(Bytes data, const Hdf5Header& header,
                                        const std::filesystem::path& file, std::string_view field);

}  // namespace solopose
