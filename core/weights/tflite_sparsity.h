#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/files/flat_table.h"

namespace solopose {

/// One axis of a sparse constant (schema.fbs, DimensionMetadata): all its places are stored, or, for each
/// place of the axes before it, a list of some (compressed rows).
struct SparseAxis {
  std::int64_t size = 0;
  bool listed = false;
  std::vector<std::int32_t> begins;  ///< of each place's list, and the last one's end
  std::vector<std::int32_t> places;  ///< ascending within a list
};

/// The axes of a tensor's SparsityParameters, in the order of its shape.
/// @throws FormatError when they do not fit the shape, are stored in blocks or in another order, or leave out
/// nearly everything.
std::vector<SparseAxis> read_sparsity(const FlatTable& sparsity, std::span<const std::int64_t> shape);

/// How many numbers are stored.
std::uint64_t stored_count(std::span<const SparseAxis> axes);

/// Where in the whole row-major array each stored number stands, in their order.
std::vector<std::int64_t> stored_places(std::span<const SparseAxis> axes);

}  // namespace solopose
