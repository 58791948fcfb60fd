#include "core/files/hdf5_seal.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "core/base/fingerprint.h"

namespace solopose {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

constexpr char magic[16] = "SoloPose seal 1";
constexpr std::size_t end_offset = 16;
constexpr std::size_t own_checksum_offset = Hdf5Seal::header_bytes - Hdf5Seal::checksum_bytes;
constexpr std::uint64_t header_seed = std::numeric_limits<std::uint64_t>::max();  // no block has this number

}  // namespace

Hdf5Seal::Header Hdf5Seal::header() const {
  Header header{};
  std::memcpy(header.data(), magic, sizeof magic);
  std::memcpy(header.data() + end_offset, &content_end, sizeof content_end);
  const std::uint64_t own = checksum(header_seed, std::span(header).first(own_checksum_offset));
  std::memcpy(header.data() + own_checksum_offset, &own, sizeof own);
  return header;
}

std::optional<Hdf5Seal> Hdf5Seal::from_header(const Header& header) {
  Hdf5Seal seal;
  std::memcpy(&seal.content_end, header.data() + end_offset, sizeof seal.content_end);
  if (seal.content_end < header_bytes || !std::ranges::equal(header, seal.header())) return std::nullopt;
  return seal;
}

std::uint64_t Hdf5Seal::checksum(std::uint64_t block, std::span<const std::byte> bytes) {
  return checksum_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, block);
}

}  // namespace solopose
