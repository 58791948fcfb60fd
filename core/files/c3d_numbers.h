#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace solopose {

/// Who wrote a C3D file's numbers, as its parameter section says it.
enum class C3dProcessor : std::uint8_t { intel = 84, dec = 85, mips = 86 };

template <C3dProcessor processor>
std::int16_t c3d_integer(const std::uint8_t* bytes) {
  std::uint16_t value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (processor == C3dProcessor::mips) value = __builtin_bswap16(value);
  return static_cast<std::int16_t>(value);
}

/// DEC's are VAX F floats: two little-endian words, the higher first, whose exponent makes them four times
/// what the same bits are in IEEE 754.
template <C3dProcessor processor>
float c3d_float(const std::uint8_t* bytes) {
  std::uint32_t value;
  std::memcpy(&value, bytes, sizeof value);
  if constexpr (processor == C3dProcessor::mips) value = __builtin_bswap32(value);
  if constexpr (processor == C3dProcessor::dec) value = std::rotl(value, 16);
  const float number = std::bit_cast<float>(value);
  return processor == C3dProcessor::dec ? number * 0.25F : number;
}

/// Calls visit.template operator()<processor>().
template <typename Visit>
auto with_c3d_processor(C3dProcessor processor, const Visit& visit) {
  switch (processor) {
    case C3dProcessor::dec:
      return visit.template operator()<C3dProcessor::dec>();
    case C3dProcessor::mips:
      return visit.template operator()<C3dProcessor::mips>();
    default:
      return visit.template operator()<C3dProcessor::intel>();
  }
}

}  // namespace solopose
