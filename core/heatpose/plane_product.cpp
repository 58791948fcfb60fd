#include "core/heatpose/plane_product.h"

#include <algorithm>
#include <cstring>

namespace solopose {
namespace {

/// Eight floats: one AVX register, or two of SSE where there is no AVX.
using Lane = float __attribute__((vector_size(32), aligned(4), may_alias));

bool meets(AxisRange range, int begin, int end) { return range.begin < end && range.end > begin; }

/// The terms that touch the columns of a tile, in order.
void select_columns(const std::vector<PlaneTerm>& terms, int begin, std::vector<PlaneTerm>& selected) {
  selected.clear();
  for (const PlaneTerm& term : terms) {
    if (meets(term.columns, begin, begin + plane_tile_columns)) selected.push_back(term);
  }
}

/// One row of a tile into the plane; the last tile of a plane may be narrower.
[[gnu::always_inline]] inline void store_row(const Lane* sum, int width, bool overwrite, float* out) {
  if (width == plane_tile_columns) {
    Lane* lane = reinterpret_cast<Lane*>(out);
    lane[0] = overwrite ? sum[0] : lane[0] + sum[0];
    lane[1] = overwrite ? sum[1] : lane[1] + sum[1];
    return;
  }
  float values[plane_tile_columns];
  std::memcpy(values, sum, sizeof values);
  for (int z = 0; z < width; ++z) out[z] = overwrite ? values[z] : out[z] + values[z];
}

using TileColumn = void (*)(const PlaneTerm*, std::size_t, int, int, int, bool, float*);

/// One column of tiles, every row of the plane. Inlined into one function per instruction set below.
[[gnu::always_inline]] inline void multiply_tiles(const PlaneTerm* terms, std::size_t count, int rows,
                                                  int columns, int first_column, bool overwrite,
                                                  float* plane) {
  const int width = std::min(plane_tile_columns, columns - first_column);
  for (int y = 0; y < rows; y += plane_tile_rows) {
    Lane sum[plane_tile_rows][2] = {};
    for (std::size_t t = 0; t < count; ++t) {
      if (terms[t].rows.begin >= y + plane_tile_rows || terms[t].rows.end <= y) continue;
      const float* left = terms[t].left + y;
      const Lane* right = reinterpret_cast<const Lane*>(terms[t].right + first_column);
      const Lane right0 = right[0];
      const Lane right1 = right[1];
#pragma GCC unroll 4
      for (int row = 0; row < plane_tile_rows; ++row) {
        sum[row][0] += left[row] * right0;
        sum[row][1] += left[row] * right1;
      }
    }
    const int whole_rows = std::min(plane_tile_rows, rows - y);
    for (int row = 0; row < whole_rows; ++row) {
      float* out = plane + static_cast<std::ptrdiff_t>(y + row) * columns + first_column;
      store_row(sum[row], width, overwrite, out);
    }
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma")]] void multiply_tiles_avx2(const PlaneTerm* terms, std::size_t count, int rows,
                                                     int columns, int first_column, bool overwrite,
                                                     float* plane) {
  multiply_tiles(terms, count, rows, columns, first_column, overwrite, plane);
}
#endif

void multiply_tiles_portably(const PlaneTerm* terms, std::size_t count, int rows, int columns,
                             int first_column, bool overwrite, float* plane) {
  multiply_tiles(terms, count, rows, columns, first_column, overwrite, plane);
}

TileColumn fastest_tiles() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return multiply_tiles_avx2;
#endif
  return multiply_tiles_portably;
}

}  // namespace

void multiply_plane(const std::vector<PlaneTerm>& terms, int rows, int columns, bool overwrite,
                    float* plane) {
  static const TileColumn multiply_column = fastest_tiles();
  thread_local std::vector<PlaneTerm> selected;
  for (int z = 0; z < columns; z += plane_tile_columns) {
    select_columns(terms, z, selected);
    if (selected.empty() && !overwrite) continue;
    multiply_column(selected.data(), selected.size(), rows, columns, z, overwrite, plane);
  }
}

}  // namespace solopose
