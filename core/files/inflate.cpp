#include "core/files/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

std::uint64_t most_inflated(std::uint64_t compressed_bytes) {
  constexpr std::uint64_t believable = 64;
  constexpr std::uint64_t always_allowed = 64 << 20;
  return std::min(saturating_product(compressed_bytes, most_deflate_expands),
                  std::max(always_allowed, saturating_product(compressed_bytes, believable)));
}

std::vector<std::uint8_t> inflated(Bytes compressed, std::uint64_t limit, const std::filesystem::path& file,
                                   std::string_view field, const JobContext& context) {
  z_stream stream{};
  constexpr int zlib_or_gzip = MAX_WBITS + 32;
  if (inflateInit2(&stream, zlib_or_gzip) != Z_OK)
    throw Error(fmt::format("{}: {}: zlib cannot start", file.string(), field));
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);
  constexpr std::uint64_t largest_piece = 1U << 26;
  std::vector<std::uint8_t> out;
  std::size_t fed = 0;
  int state = Z_OK;
  while (state != Z_STREAM_END && out.size() < limit) {
    context.throw_if_stopped();
    if (stream.avail_in == 0) {
      const auto piece = std::min<std::uint64_t>(largest_piece, compressed.size() - fed);
      stream.next_in = const_cast<Bytef*>(compressed.data() + fed);
      stream.avail_in = static_cast<uInt>(piece);
      fed += piece;
    }
    const std::size_t had = out.size();
    const std::uint64_t room =
        std::clamp<std::uint64_t>(std::max<std::uint64_t>(had, compressed.size() * 2), 4096, largest_piece);
    out.resize(had + static_cast<std::size_t>(std::min(room, limit - had)));
    stream.next_out = out.data() + had;
    stream.avail_out = static_cast<uInt>(out.size() - had);
    state = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (state != Z_OK && state != Z_STREAM_END) {
      throw FormatError(
          file, field, "a whole zlib or gzip stream",
          stream.msg != nullptr ? stream.msg : fmt::format("its end after {} bytes", compressed.size()));
    }
  }
  return out;
}

}  // namespace solopose
