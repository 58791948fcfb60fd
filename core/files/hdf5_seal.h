#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace solopose {

/// Checksums around an HDF5 file that other programs do not mind: 512 bytes before it (what HDF5 calls a user
/// block) say how much is covered, behind it stand the checksums, 8 bytes (XXH3-64, seed: the block's number,
/// little-endian) for each 16 KiB. Every byte of the file is covered, the library's own tables too, and a
/// part can be verified without reading the rest. HDF5's Fletcher32 was no choice: it does not tell 0x0000
/// from 0xffff and covers numbers only.
struct Hdf5Seal {
  static constexpr std::uint64_t header_bytes = 512;
  static constexpr std::uint64_t block_bytes = 16 << 10;
  static constexpr std::uint64_t checksum_bytes = 8;
  using Header = std::array<std::byte, header_bytes>;

  std::uint64_t content_end = 0;  ///< where the checksums begin; what they cover begins behind the header

  std::uint64_t blocks() const { return (content_end - header_bytes + block_bytes - 1) / block_bytes; }
  std::uint64_t file_bytes() const { return content_end + blocks() * checksum_bytes; }

  Header header() const;
  /// None when it is damaged.
  static std::optional<Hdf5Seal> from_header(const Header& header);
  static std::uint64_t checksum(std::uint64_t block, std::span<const std::byte> bytes);
};

}  // namespace solopose
