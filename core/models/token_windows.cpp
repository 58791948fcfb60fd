#include "core/models/token_windows.h"

#include <algorithm>

namespace solopose {
namespace {

using Sides = std::array<std::int64_t, 3>;

template <typename Body>
void for_each_token(const Sides& sides, const Body& body) {
  for (std::int64_t t = 0; t < sides[0]; ++t) {
    for (std::int64_t y = 0; y < sides[1]; ++y) {
      for (std::int64_t x = 0; x < sides[2]; ++x) body(Sides{t, y, x});
    }
  }
}

// After moving back by `shift`, place p holds what was at p + shift, wrapped around at the end.
std::int64_t region_of(std::int64_t place, std::int64_t padded, std::int64_t tokens, std::int64_t shift) {
  const bool wrapped = place + shift >= padded;
  const std::int64_t original = place + shift - (wrapped ? padded : 0);
  if (original >= tokens) return 2;
  return wrapped ? 1 : 0;
}

}  // namespace

TokenWindows token_windows(const Sides& tokens, const std::vector<int>& window, bool shifted) {
  TokenWindows result;
  result.tokens = tokens;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const std::int64_t side = std::min<std::int64_t>(window[axis], tokens[axis]);
    result.window[axis] = side;
    result.shift[axis] = shifted && tokens[axis] > side ? side / 2 : 0;
    result.padded[axis] = (tokens[axis] + side - 1) / side * side;
  }
  return result;
}

std::int64_t bias_rows(const std::vector<int>& window) {
  std::int64_t rows = 1;
  for (const int side : window) rows *= 2 * side - 1;
  return rows;
}

std::vector<std::int64_t> bias_index(const TokenWindows& windows, const std::vector<int>& window) {
  std::vector<std::int64_t> index;
  index.reserve(static_cast<std::size_t>(windows.window_tokens() * windows.window_tokens()));
  for_each_token(windows.window, [&](const Sides& query) {
    for_each_token(windows.window, [&](const Sides& key) {
      std::int64_t row = 0;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        row = row * (2 * window[axis] - 1) + query[axis] - key[axis] + window[axis] - 1;
      }
      index.push_back(row);
    });
  });
  return index;
}

std::vector<std::int64_t> token_regions(const TokenWindows& windows) {
  std::vector<std::int64_t> regions;
  const Sides counts = {windows.padded[0] / windows.window[0], windows.padded[1] / windows.window[1],
                        windows.padded[2] / windows.window[2]};
  for_each_token(counts, [&](const Sides& which) {
    for_each_token(windows.window, [&](const Sides& token) {
      std::int64_t region = 0;
      bool filling = false;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const std::int64_t place = which[axis] * windows.window[axis] + token[axis];
        const std::int64_t part =
            region_of(place, windows.padded[axis], windows.tokens[axis], windows.shift[axis]);
        filling = filling || part == 2;
        region = region * 2 + part;
      }
      regions.push_back(filling ? -1 : region);
    });
  });
  return regions;
}

}  // namespace solopose
