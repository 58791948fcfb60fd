#include "core/heatpose/plane_product.h"

#include <algorithm>

#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

bool meets(AxisRange range, int begin, int end) { return range.begin < end && range.end > begin; }

/// The terms that touch the columns of a tile, in order.
void select_columns(const std::vector<PlaneTerm>& terms, int begin, std::vector<PlaneTerm>& selected) {
  selected.clear();
  for (const PlaneTerm& term : terms) {
    if (meets(term.columns, begin, begin + plane_tile_columns)) selected.push_back(term);
  }
}

/// One row of a tile into the plane; the last tile of a plane may be narrower.
template <int Native>
[[gnu::always_inline]] inline void store_row(const Lane<Native>& sum, int width, bool overwrite, float* out) {
  (overwrite ? sum : Lane<Native>::load_part(out, width, 0) + sum).store_part(width, out);
}

/// One column of tiles, every row of the plane.
template <int Native>
[[gnu::always_inline]] inline void multiply_tiles(const PlaneTerm* terms, std::size_t count, int rows,
                                                  int columns, int first_column, bool overwrite,
                                                  float* plane) {
  constexpr int tile_rows = Native / 2;  // as many as the registers hold
  static_assert(plane_tile_rows % tile_rows == 0);
  const int width = std::min(plane_tile_columns, columns - first_column);
  for (int y = 0; y < rows; y += tile_rows) {
    Lane<Native> sum[tile_rows];
    for (std::size_t t = 0; t < count; ++t) {
      if (!meets(terms[t].rows, y, y + tile_rows)) continue;
      const float* left = terms[t].left + y;
      const auto right = Lane<Native>::load(terms[t].right + first_column);
#pragma GCC unroll 8
      for (int row = 0; row < tile_rows; ++row) sum[row] += left[row] * right;
    }
    const int whole_rows = std::min(tile_rows, rows - y);
    for (int row = 0; row < whole_rows; ++row) {
      store_row(sum[row], width, overwrite,
                plane + static_cast<std::ptrdiff_t>(y + row) * columns + first_column);
    }
  }
}

SOLOPOSE_AVX512 void multiply_tiles_avx512(const PlaneTerm* terms, std::size_t count, int rows, int columns,
                                           int first_column, bool overwrite, float* plane) {
  multiply_tiles<16>(terms, count, rows, columns, first_column, overwrite, plane);
}

SOLOPOSE_AVX2 void multiply_tiles_avx2(const PlaneTerm* terms, std::size_t count, int rows, int columns,
                                       int first_column, bool overwrite, float* plane) {
  multiply_tiles<8>(terms, count, rows, columns, first_column, overwrite, plane);
}

void multiply_tiles_portably(const PlaneTerm* terms, std::size_t count, int rows, int columns,
                             int first_column, bool overwrite, float* plane) {
  multiply_tiles<4>(terms, count, rows, columns, first_column, overwrite, plane);
}

}  // namespace

void multiply_plane(const std::vector<PlaneTerm>& terms, int rows, int columns, bool overwrite,
                    float* plane) {
  static const auto multiply_column =
      for_this_processor(multiply_tiles_avx512, multiply_tiles_avx2, multiply_tiles_portably);
  thread_local std::vector<PlaneTerm> selected;
  for (int z = 0; z < columns; z += plane_tile_columns) {
    select_columns(terms, z, selected);
    if (selected.empty() && !overwrite) continue;
    multiply_column(selected.data(), selected.size(), rows, columns, z, overwrite, plane);
  }
}

}  // namespace solopose
