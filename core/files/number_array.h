#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace solopose {

/// An array in row-major order, whatever its element type and order in the file. An empty shape is one value
/// without axes.
struct NumberArray {
  std::vector<std::uint64_t> shape;
  std::vector<double> values;
};

/// The same for texts, UTF-8.
struct TextArray {
  std::vector<std::uint64_t> shape;
  std::vector<std::string> values;
};

}  // namespace solopose
