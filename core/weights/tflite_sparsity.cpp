#include "core/weights/tflite_sparsity.h"

#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::uint64_t most_axes = 8;
constexpr std::uint64_t most_listed = 1 << 22;
constexpr std::uint64_t most_places_per_stored = 64;  // so that the file's size bounds the array's

// The numbers of fields, in the order of schema.fbs.
enum SparsityField { sparsity_order, sparsity_blocks, sparsity_axes };
enum AxisField { axis_format, axis_size, axis_begins_type, axis_begins, axis_places_type, axis_places };
constexpr int vector_values = 0;

/// SparseIndexVector: a table that holds numbers of one of three widths.
std::vector<std::int32_t> numbers_of(const FlatTable& axis, int type_field, int field, const char* name) {
  enum Width { none, int32, uint16, uint8 };
  const auto table = axis.table(field, name);
  const auto width = axis.number<std::uint8_t>(type_field, none);
  if (table && width == int32) return table->integers(vector_values, "values", most_listed);
  if (table && width == uint16) return table->short_integers(vector_values, "values", most_listed);
  if (table && width == uint8) {
    const Bytes bytes = table->bytes(vector_values, "values");
    return {bytes.begin(), bytes.end()};
  }
  throw FormatError(axis.file(), fmt::format("{}: {}", axis.name(), name), "whole numbers",
                    fmt::format("type {}", width));
}

void require_ascending(const FlatTable& table, const SparseAxis& axis, std::uint64_t lists) {
  const auto fail = [&](const char* field, const std::string& expected, std::int64_t found) {
    throw FormatError(table.file(), fmt::format("{}: {}", table.name(), field), expected,
                      fmt::format("{}", found));
  };
  if (axis.begins.size() != lists + 1)
    fail("array_segments", fmt::format("{} numbers", lists + 1), std::ssize(axis.begins));
  if (axis.begins.front() != 0) fail("array_segments", "0 first", axis.begins.front());
  if (axis.begins.back() != std::ssize(axis.places))
    fail("array_segments", fmt::format("{} last", axis.places.size()), axis.begins.back());
  for (std::size_t list = 0; list < lists; ++list) {
    if (axis.begins[list + 1] < axis.begins[list])
      fail("array_segments", "ascending numbers", axis.begins[list + 1]);
  }
  for (std::size_t list = 0; list < lists; ++list) {
    std::int32_t before = -1;
    for (std::int32_t i = axis.begins[list]; i < axis.begins[list + 1]; ++i) {
      if (axis.places[i] <= before || axis.places[i] >= axis.size)
        fail("array_indices", fmt::format("above {} and below {}", before, axis.size), axis.places[i]);
      before = axis.places[i];
    }
  }
}

/// `lists`: places that the axes before it store.
SparseAxis read_axis(const FlatTable& table, std::int64_t size, std::uint64_t lists) {
  enum Format { dense, compressed_rows };
  const auto format = table.number<std::int8_t>(axis_format, dense);
  if (format != dense && format != compressed_rows)
    throw FormatError(table.file(), table.name() + ": format", "0 or 1", fmt::format("{}", format));
  if (format == dense) {
    if (const auto found = table.number<std::int32_t>(axis_size, 0); found != size)
      throw FormatError(table.file(), table.name() + ": dense_size", fmt::format("{}", size),
                        fmt::format("{}", found));
    return {size, false, {}, {}};
  }
  SparseAxis axis{.size = size,
                  .listed = true,
                  .begins = numbers_of(table, axis_begins_type, axis_begins, "array_segments"),
                  .places = numbers_of(table, axis_places_type, axis_places, "array_indices")};
  require_ascending(table, axis, lists);
  return axis;
}

}  // namespace

std::vector<SparseAxis> read_sparsity(const FlatTable& sparsity, std::span<const std::int64_t> shape) {
  const auto tables = sparsity.tables(sparsity_axes, "dim_metadata", most_axes);
  std::vector<std::int32_t> in_order(shape.size());
  std::iota(in_order.begin(), in_order.end(), 0);
  const auto order = sparsity.integers(sparsity_order, "traversal_order", 2 * most_axes);
  const auto blocks = sparsity.integers(sparsity_blocks, "block_map", most_axes);
  if (tables.size() != shape.size() || order != in_order || !blocks.empty()) {
    throw FormatError(sparsity.file(), sparsity.name(),
                      fmt::format("{} axes in order, without blocks", shape.size()),
                      fmt::format("{} in the order ({}), {} in blocks", tables.size(), fmt::join(order, ", "),
                                  blocks.size()));
  }
  std::vector<SparseAxis> axes;
  std::uint64_t places = 1;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    axes.push_back(read_axis(tables[i], shape[i], stored_count(axes)));
    places *= static_cast<std::uint64_t>(shape[i]);
  }
  if (const std::uint64_t stored = stored_count(axes); places / most_places_per_stored > stored) {
    throw FormatError(sparsity.file(), sparsity.name(),
                      fmt::format("at least one number in {}", most_places_per_stored),
                      fmt::format("{} of {}", stored, places));
  }
  return axes;
}

std::uint64_t stored_count(std::span<const SparseAxis> axes) {
  std::uint64_t count = 1;
  for (const SparseAxis& axis : axes)
    count = axis.listed ? axis.places.size() : count * static_cast<std::uint64_t>(axis.size);
  return count;
}

std::vector<std::int64_t> stored_places(std::span<const SparseAxis> axes) {
  std::vector<std::int64_t> places = {0};
  for (const SparseAxis& axis : axes) {
    std::vector<std::int64_t> next;
    for (std::size_t list = 0; list < places.size(); ++list) {
      const std::int64_t first = places[list] * axis.size;
      const std::int64_t begin = axis.listed ? axis.begins[list] : 0;
      const std::int64_t end = axis.listed ? axis.begins[list + 1] : axis.size;
      for (std::int64_t i = begin; i < end; ++i) next.push_back(first + (axis.listed ? axis.places[i] : i));
    }
    places = std::move(next);
  }
  return places;
}

}  // namespace solopose
