#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/models/options.h"

namespace solopose {

/// How windows of a clip's length cover a range of frames. many_to_many: every window answers for all its
/// frames, and a frame's pose is the plain mean of the answers of all windows that cover it. many_to_one: a
/// window per frame answers for its middle one only, frames beyond the range's ends being its first and last
/// (for comparison).
enum class WindowMode : std::uint8_t { many_to_many, many_to_one };

constexpr auto named_values(WindowMode) {
  return std::array{NamedValue{WindowMode::many_to_many, "many_to_many"},
                    NamedValue{WindowMode::many_to_one, "many_to_one"}};
}

/// Frames that are answered together, and those of them whose answers count. Numbers may lie outside the
/// range: they stand for its first or last frame.
struct PoseWindow {
  std::int64_t first = 0;
  std::int64_t answers_from = 0;  ///< counted in frames of the range
  std::int64_t answers = 0;
};

/// Frames that two windows share where nobody asks for another number: half.
constexpr int usual_overlap(int length) { return length / 2; }

/// The windows of `frames` frames of which `length` are answered together (fewer where there are not as
/// many), `overlap` of them shared by two neighbours; in the order of their first frames. @throws Error when
/// the overlap is not below the length.
std::vector<PoseWindow> windows_over(std::int64_t frames, int length, int overlap, WindowMode mode);

/// As many windows of `length` frames as keep the volumes of all their frames within some tens of megabytes,
/// at most 16.
std::size_t windows_at_once(const HeadSize& head, int length);

}  // namespace solopose
