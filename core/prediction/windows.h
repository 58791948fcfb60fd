#pragma once

#include <cstdint>
#include <vector>

#include "core/prediction/predict.h"

namespace solopose {

/// Frames that are answered together, and those of them whose answers count. Numbers may lie outside the
/// range of a prediction: they stand for its first or last frame.
struct PoseWindow {
  std::int64_t first = 0;
  std::int64_t answers_from = 0;  ///< counted in frames of the range
  std::int64_t answers = 0;
};

/// The windows of `frames` frames of which `length` are answered together (fewer where there are not as
/// many), `overlap` of them shared by two neighbours; in the order of their first frames. @throws Error when
/// the overlap is not below the length.
std::vector<PoseWindow> windows_over(std::int64_t frames, int length, int overlap, WindowMode mode);

/// The windows in groups to be done one after the other: the first about the cursor, the others ever farther
/// from it, after and before it in turn, and ever larger. Within one, frames go forward, as videos like to be
/// read.
std::vector<std::vector<PoseWindow>> windows_by_distance(const std::vector<PoseWindow>& windows,
                                                         std::int64_t cursor);

}  // namespace solopose
