#pragma once

#include <vector>

#include "core/heatpose/gaussian_factors.h"
#include "core/heatpose/lanes.h"

namespace solopose {

/// Rows and columns that one term of a plane covers, with the term's factors along both: left[y] * right[z].
struct PlaneTerm {
  const float* left = nullptr;   ///< rows entries, padded with zeros to a multiple of plane_tile_rows
  const float* right = nullptr;  ///< columns entries, padded with zeros to a multiple of plane_tile_columns
  AxisRange rows;
  AxisRange columns;
};

/// Rows of factors are read in whole tiles of at most this size, so pad them with zeros to a multiple of it.
inline constexpr int plane_tile_rows = 8;
inline constexpr int plane_tile_columns = lane_floats;

/// plane[y, z] (rows, columns) += or = sum over terms of left[y] * right[z]: a matrix product whose terms
/// know where they are zero, in register tiles of at most 8 x 16.
void multiply_plane(const std::vector<PlaneTerm>& terms, int rows, int columns, bool overwrite, float* plane);

}  // namespace solopose
