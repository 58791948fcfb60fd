#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/files/byte_cursor.h"

namespace solopose {

/// Deflate cannot blow data up by more than this.
inline constexpr std::uint64_t most_deflate_expands = 1032;

/// The most that so many compressed bytes of a dataset may become here. Recorded motion expands by 20 at the
/// most: what goes beyond 64 times and 64 MiB is a bomb.
std::uint64_t most_inflated(std::uint64_t compressed_bytes);

/// Decompress a zlib or gzip stream, at most `limit` bytes of it; a stream that goes on is cut there. Memory
/// grows with what comes out.
/// @throws FormatError naming file and field when the stream is damaged; Cancelled.
std::vector<std::uint8_t> inflated(Bytes compressed, std::uint64_t limit, const std::filesystem::path& file,
                                   std::string_view field, const JobContext& context = {});

}  // namespace solopose
