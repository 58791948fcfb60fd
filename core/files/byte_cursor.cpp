#include "core/files/byte_cursor.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/input_file.h"

namespace solopose {

static_assert(std::endian::native == std::endian::little,
              "the readers copy little-endian numbers as they are");

ByteBuffer bytes_of_file(const std::filesystem::path& file, const JobContext& context) {
  InputFile in(file);
  ByteBuffer bytes(in.size());
  constexpr std::size_t piece = 1 << 22;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    context.throw_if_stopped();
    const std::size_t wanted = std::min(piece, bytes.size() - at);
    if (in.read(std::span(bytes).subspan(at, wanted)) != wanted)
      throw Error(fmt::format("{}: cannot be read to its end", file.string()));
  }
  return bytes;
}

std::string first_bytes(const std::filesystem::path& file, std::size_t count) noexcept {
  try {
    InputFile in(file);
    std::vector<std::uint8_t> bytes(count);
    bytes.resize(in.read(bytes));
    return {bytes.begin(), bytes.end()};
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
