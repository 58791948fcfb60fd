#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace solopose {

/// How the tokens of a clip (time, height, width) fall into windows.
struct TokenWindows {
  std::array<std::int64_t, 3> tokens = {};  ///< of the clip
  std::array<std::int64_t, 3> window = {};  ///< no side longer than the clip's
  std::array<std::int64_t, 3> shift = {};   ///< tokens move back by this before they are cut into windows
  std::array<std::int64_t, 3> padded = {};  ///< the clip's sides, filled up to whole windows

  std::int64_t window_tokens() const { return window[0] * window[1] * window[2]; }
  std::int64_t windows() const { return padded[0] * padded[1] * padded[2] / window_tokens(); }
  bool filled_up() const { return padded != tokens; }
  bool shifted() const { return shift != std::array<std::int64_t, 3>{}; }
};

/// Windows of at most `window`, moved by half a window on the axes that hold more than one when `shifted`.
TokenWindows token_windows(const std::array<std::int64_t, 3>& tokens, const std::vector<int>& window,
                           bool shifted);

/// Rows of the bias table of equation 5: one for every distance two tokens of a window can have.
std::int64_t bias_rows(const std::vector<int>& window);

/// For every pair of tokens of a window the row of their distance: (tokens, tokens) row-major. `window` is
/// the size the table is made for; a clip smaller than that uses a part of it.
std::vector<std::int64_t> bias_index(const TokenWindows& windows, const std::vector<int>& window);

/// Which tokens of the shifted, filled up clip belong together, (windows, tokens of a window): tokens of one
/// window with different numbers lie at opposite ends of the clip, or are filling, and must not see each
/// other.
std::vector<std::int64_t> token_regions(const TokenWindows& windows);

}  // namespace solopose
