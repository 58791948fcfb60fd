#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/samples/square_view.h"

namespace solopose {

/// An upright square, whose columns all rows share, for processors that look up 64 bytes at once: each row of
/// the picture is interpolated across once, and two of them down.
class WideSquare {
 public:
  /// None where the square or this processor is another: SOLOPOSE_INSTRUCTIONS may say so, too.
  static std::optional<WideSquare> of(const SquareView& view);

  /// Sizes must be right: see SeenSquare.
  void make(const SquareView& view, const std::uint8_t* stored, float* planes) const;

  /// 32 columns and the bytes of a picture's row that they are made of.
  struct Group {
    alignas(64) std::array<std::uint8_t, 64> order{};    ///< of red: a pixel and its right neighbour
    alignas(64) std::array<std::uint8_t, 64> weights{};  ///< likewise, in steps
    std::int32_t first = 0;                              ///< byte of the row
    std::array<std::uint64_t, 2> inside{};               ///< bits of bytes that the row has
    std::array<std::uint16_t, 2> wanted{};               ///< bits of columns that the square has
  };

 private:
  std::vector<Group> groups_;
};

}  // namespace solopose
