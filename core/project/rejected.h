#pragma once

#include <cstdint>

namespace solopose {

/// What becomes of frames that people reject where something is computed.
enum class Rejected : std::uint8_t { left_out, kept };
constexpr Rejected rejected_if(bool kept) { return kept ? Rejected::kept : Rejected::left_out; }

}  // namespace solopose
