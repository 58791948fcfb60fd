#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace solopose {

/// Numbers in a feature row; fixed, so that the inner loops are.
inline constexpr int k_means_dimensions = 15;

struct KMeansOptions {
  int clusters = 3;
  int starts = 4;           ///< the best inertia wins; a later start must be clearly better
  int max_iterations = 50;  ///< per start
  std::uint64_t seed = 7;
};

using KMeansCentre = std::array<float, k_means_dimensions>;

struct KMeansResult {
  std::vector<KMeansCentre> centres;  ///< fewer than asked for when there are fewer distinct rows
  std::vector<std::int8_t> labels;    ///< per row; ties go to the lower centre
  std::vector<std::int64_t> sizes;    ///< per centre, none is empty
  double inertia = 0;                 ///< sum of squared distances to the centres
};

/// k-means++ and Lloyd's iterations over finite rows (rows, 15). The same rows and options give the same
/// result on every machine with the same floating point; a rigid motion of all rows gives the same partition
/// up to rounding.
/// @throws Error when the values are not whole rows or clusters is outside 1 to 127.
KMeansResult k_means(std::span<const float> rows, const KMeansOptions& options);

}  // namespace solopose
