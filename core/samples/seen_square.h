#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/samples/square_view.h"
#include "core/samples/wide_square.h"

namespace solopose {

/// Makes what a SquareView shows of one stored picture after the other; what they have in common is worked
/// out once. Every processor makes the same colours.
class SeenSquare {
 public:
  /// @throws Error when a size is below 1.
  explicit SeenSquare(SquareView view);

  /// stored: rgb24, stored_size x stored_size. planes: red, green and blue, each (size, size).
  /// @throws Error when they are of other sizes. Safe from several threads.
  void make(std::span<const std::uint8_t> stored, std::span<float> planes) const;

 private:
  SquareView view_;
  std::optional<WideSquare> wide_;
};

}  // namespace solopose
