#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/byte_buffer.h"
#include "core/files/number_array.h"

namespace solopose {

/// The header of a .npy file (NumPy enhancement proposal 1): versions 1.0, 2.0 and 3.0.
struct NpyHeader {
  /// f float, i signed, u unsigned, b bool, U unicode (4 bytes a character), S bytes (of a text), O pickled
  /// objects.
  char kind = 'f';
  int item_bytes = 4;  ///< bytes of one element; 0 for O
  bool big_endian = false;
  bool fortran_order = false;
  std::vector<std::uint64_t> shape;  ///< empty = one value without axes

  /// Product of the shape, 1 for an empty one; the largest number when it overflows.
  std::uint64_t count() const;
  std::uint64_t data_bytes() const;
};

/// A header and where the data begins.
struct NpyLayout {
  NpyHeader header;
  std::size_t data_offset = 0;
};

/// Parse a header. `available` is the size of the whole file or member, of which `bytes` may be only the
/// beginning; a shape that needs more than that is refused. `file` and `field` only name the culprit. @throws
/// FormatError.
NpyLayout parse_npy_header(std::span<const std::uint8_t> bytes, std::uint64_t available,
                           const std::filesystem::path& file, std::string_view field);

/// f2, f4, f8, i1 to i8, u1 to u8 and b1. @throws FormatError for other kinds and truncated data.
NumberArray parse_npy_numbers(std::span<const std::uint8_t> bytes, const std::filesystem::path& file,
                              std::string_view field);
/// Fixed-width unicode, and bytes where they are UTF-8. @throws FormatError.
TextArray parse_npy_strings(std::span<const std::uint8_t> bytes, const std::filesystem::path& file,
                            std::string_view field);
/// Decode raw elements described by a header. @throws FormatError.
NumberArray decode_npy_numbers(const NpyHeader& header, std::span<const std::uint8_t> data,
                               const std::filesystem::path& file, std::string_view field);
/// The same, times a factor, at the end of `floats`, without a copy in between. NaN: not finite, or too
/// large.
void append_npy_floats(const NpyHeader& header, std::span<const std::uint8_t> data,
                       const std::filesystem::path& file, std::string_view field, double factor,
                       std::vector<float>& floats);

TextArray decode_npy_strings(const NpyHeader& header, std::span<const std::uint8_t> data,
                             const std::filesystem::path& file, std::string_view field);

/// Arrays of a header's shape and order, one behind the other, with the elements of each in row-major order.
ByteBuffer row_major_bytes(const NpyHeader& header, std::span<const std::uint8_t> arrays);

/// The header as NumPy writes it, version 1.0, padded to 64 bytes.
std::string npy_header_bytes(const NpyHeader& header);

/// A .npy file's bytes in native byte order, row-major. @throws Error when the shape does not fit the values.
/// T: float, double, std::int32_t, std::int64_t, std::uint8_t.
template <typename T>
std::string npy_bytes(std::span<const T> values, const std::vector<std::uint64_t>& shape);
/// Fixed-width unicode ("<U14"), one axis. @throws Error when a value is no UTF-8.
std::string npy_bytes(std::span<const std::string> values);

/// The header of an array of T.
template <typename T>
NpyHeader npy_header_of(std::vector<std::uint64_t> shape);

}  // namespace solopose
