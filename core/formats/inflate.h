#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/formats/byte_cursor.h"

namespace solopose {

/// Deflate cannot blow data up by more than this, so a larger claim is a lie.
inline constexpr std::uint64_t most_deflate_expands = 1032;

/// Decompress a zlib stream, at most `limit` bytes of it; a stream that goes on is cut there. Memory grows
/// with what comes out.
/// @throws FormatError naming file and field when the stream is damaged.
std::vector<std::uint8_t> inflated(Bytes compressed, std::uint64_t limit, const std::filesystem::path& file,
                                   std::string_view field);

}  // namespace solopose
