#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/files/byte_cursor.h"

namespace solopose {

/// Deflate cannot blow data up by more than this.
inline constexpr std::uint64_t most_deflate_expands = 1032;

/// The most that so many compressed bytes of a dataset may become here. Recorded motion expands by 20 at the
/// most: what goes beyond 64 times and 64 MiB is a bomb.
std::uint64_t most_inflated(std::uint64_t compressed_bytes);

/// What stands round a deflate stream: a zlib or gzip header and checksum, or nothing, as in a zip's members.
enum class DeflateWrapping : std::uint8_t { zlib_or_gzip, none };

/// Decompress a stream, at most `limit` bytes of it; a stream that goes on is cut there. Memory grows with
/// what comes out.
/// @throws FormatError naming file and field when the stream is damaged; Cancelled.
ByteBuffer inflated(Bytes compressed, std::uint64_t limit, const std::filesystem::path& file,
                    std::string_view field, const JobContext& context = {},
                    DeflateWrapping wrapping = DeflateWrapping::zlib_or_gzip);

/// The checksum that a zip keeps of a member.
std::uint32_t crc32_of(Bytes bytes);

}  // namespace solopose
