#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace solopose {

/// Coefficients of quintic B-splines in three dimensions, (x, y, z), zero at first. Rows of z are padded so
/// that whole registers of 16 may be read from any node on.
struct SplineCoefficients {
  std::array<int, 3> size{};
  int stride = 0;  ///< floats from row to row
  std::vector<float> values;

  explicit SplineCoefficients(const std::array<int, 3>& with_size);
  std::size_t plane_floats() const { return static_cast<std::size_t>(size[1]) * stride; }
  float* plane(int x) { return values.data() + static_cast<std::size_t>(x) * plane_floats(); }
  const float* plane(int x) const { return values.data() + static_cast<std::size_t>(x) * plane_floats(); }
};

/// What is wanted at points twice as dense as the nodes: the splines' sum itself, or the coefficients of
/// splines half as wide that add up to the same. Points 2 i and 2 i + 1 come from `reach` nodes: i, i + 1,
/// ...
enum class Doubling : std::uint8_t { values, refinement };
constexpr int reach_of(Doubling doubling) { return doubling == Doubling::values ? 6 : 4; }

/// Nodes along an axis that so many points need.
constexpr int nodes_for(int points, Doubling doubling) { return (points + 1) / 2 + reach_of(doubling) - 1; }

/// Doubles the density along all axes, a plane of constant x at a time.
class Upsampler {
 public:
  /// `source` outlives this and has nodes_for(size) nodes along every axis.
  Upsampler(const SplineCoefficients& source, Doubling doubling, const std::array<int, 3>& size);

  /// Plane x of the points, (y, z) with rows `row_stride` floats apart. Call it for x = 0, 1, 2, ...
  void write_plane(int x, float* plane, int row_stride);

 private:
  static constexpr int kept_planes = 6;

  const SplineCoefficients& source_;
  Doubling doubling_;
  std::array<int, 3> size_;
  int width_;                   ///< floats of a row once z is doubled
  int ready_ = 0;               ///< planes whose z is doubled
  std::vector<float> doubled_;  ///< the last `kept_planes` of them, in turn
  std::vector<float> blended_;  ///< an even and the odd plane after it with x doubled, too
};

}  // namespace solopose
