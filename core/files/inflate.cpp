#include "core/files/inflate.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

bool is_gzip(Bytes compressed) {
  return compressed.size() >= 2 && compressed[0] == 0x1f && compressed[1] == 0x8b;
}

/// The whole stream at once, if it is undamaged and no longer than `limit`. libdeflate is twice as fast as
/// zlib but can neither cut a stream nor say what is wrong with it.
std::optional<ByteBuffer> whole_stream(Bytes compressed, std::uint64_t limit, DeflateWrapping wrapping) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  if (decompressor == nullptr) return std::nullopt;
  const auto decompress = wrapping == DeflateWrapping::none ? &libdeflate_deflate_decompress
                          : is_gzip(compressed)             ? &libdeflate_gzip_decompress
                                                            : &libdeflate_zlib_decompress;
  ByteBuffer out(static_cast<std::size_t>(limit));
  std::size_t size = 0;
  if (decompress(decompressor.get(), compressed.data(), compressed.size(), out.data(), out.size(), &size) !=
      LIBDEFLATE_SUCCESS) {
    return std::nullopt;
  }
  out.resize(size);
  return out;
}

/// Piece by piece, up to `limit`.
ByteBuffer beginning_of_stream(Bytes compressed, std::uint64_t limit, DeflateWrapping wrapping,
                               const std::filesystem::path& file, std::string_view field,
                               const JobContext& context) {
  z_stream stream{};
  constexpr int zlib_or_gzip = MAX_WBITS + 32;
  if (inflateInit2(&stream, wrapping == DeflateWrapping::none ? -MAX_WBITS : zlib_or_gzip) != Z_OK)
    throw Error(fmt::format("{}: {}: zlib cannot start", file.string(), field));
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);
  constexpr std::uint64_t largest_piece = 1U << 26;
  ByteBuffer out;
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
          file, field, "a whole deflate stream",
          stream.msg != nullptr ? stream.msg : fmt::format("its end after {} bytes", compressed.size()));
    }
  }
  return out;
}

}  // namespace

std::uint64_t most_inflated(std::uint64_t compressed_bytes) {
  constexpr std::uint64_t believable = 64;
  constexpr std::uint64_t always_allowed = 64 << 20;
  return std::min(saturating_product(compressed_bytes, most_deflate_expands),
                  std::max(always_allowed, saturating_product(compressed_bytes, believable)));
}

ByteBuffer inflated(Bytes compressed, std::uint64_t limit, const std::filesystem::path& file,
                    std::string_view field, const JobContext& context, DeflateWrapping wrapping) {
  context.throw_if_stopped();
  if (limit <= saturating_product(compressed.size(), most_deflate_expands)) {
    if (auto whole = whole_stream(compressed, limit, wrapping)) return std::move(*whole);
  }
  return beginning_of_stream(compressed, limit, wrapping, file, field, context);
}

std::uint32_t crc32_of(Bytes bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

}  // namespace solopose
