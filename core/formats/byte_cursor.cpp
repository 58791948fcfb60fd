#include "core/formats/byte_cursor.h"

#include <bit>
#include <cerrno>
#include <fstream>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

static_assert(std::endian::native == std::endian::little,
              "the readers copy little-endian numbers as they are");

std::vector<std::uint8_t> bytes_of_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in)
    throw Error(fmt::format("{}: cannot be opened for reading: {}", file.string(), std::strerror(errno)));
  std::error_code failure;
  const auto size = std::filesystem::file_size(file, failure);
  if (failure) throw Error(fmt::format("{}: cannot be read: {}", file.string(), failure.message()));
  std::vector<std::uint8_t> bytes(size);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (static_cast<std::uintmax_t>(in.gcount()) != size) {
    throw Error(fmt::format("{}: cannot be read to its end", file.string()));
  }
  return bytes;
}

std::string first_bytes(const std::filesystem::path& file, std::size_t count) noexcept {
  try {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(count, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
  } catch (const std::exception&) {
    return {};
  }
}

void ByteCursor::seek(std::uint64_t position) {
  if (position > bytes_.size()) {
    fail(fmt::format("an address below {}", bytes_.size()), fmt::format("{}", position));
  }
  position_ = static_cast<std::size_t>(position);
}

Bytes ByteCursor::take(std::uint64_t count) {
  if (count > left()) {
    fail(fmt::format("{} more bytes at byte {}", count, position_), fmt::format("{}", left()));
  }
  const Bytes taken = bytes_.subspan(position_, static_cast<std::size_t>(count));
  position_ += static_cast<std::size_t>(count);
  return taken;
}

std::string_view ByteCursor::text(std::uint64_t count) {
  const Bytes bytes = take(count);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void ByteCursor::fail(std::string_view expected, std::string_view found) const {
  throw FormatError(*file_, field_, expected, found);
}

}  // namespace solopose
