#include "core/heatpose/plane_product.h"

#include <algorithm>
#include <cstring>

#include "core/heatpose/vector_exp.h"

namespace solopose {
namespace {

static_assert(lane_floats == plane_tile_columns);

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
    *lane = overwrite ? *sum : *lane + *sum;
    return;
  }
  float values[plane_tile_columns];
  std::memcpy(values, sum, sizeof values);
  for (int z = 0; z < width; ++z) out[z] = overwrite ? values[z] : out[z] + values[z];
}

/// One column of tiles, every row of the plane. Inlined into one function per instruction set below; TileRows
/// is what its registers hold.
template <int TileRows>
[[gnu::always_inline]] inline void multiply_tiles(const PlaneTerm* terms, std::size_t count, int rows,
                                                  int columns, int first_column, bool overwrite,
                                                  float* plane) {
  const int width = std::min(plane_tile_columns, columns - first_column);
  for (int y = 0; y < rows; y += TileRows) {
    Lane sum[TileRows] = {};
    for (std::size_t t = 0; t < count; ++t) {
      if (!meets(terms[t].rows, y, y + TileRows)) continue;
      const float* left = terms[t].left + y;
      const Lane right = *reinterpret_cast<const Lane*>(terms[t].right + first_column);
#pragma GCC unroll 8
      for (int row = 0; row < TileRows; ++row) sum[row] += left[row] * right;
    }
    const int whole_rows = std::min(TileRows, rows - y);
    for (int row = 0; row < whole_rows; ++row) {
      store_row(&sum[row], width, overwrite,
                plane + static_cast<std::ptrdiff_t>(y + row) * columns + first_column);
    }
  }
}

using TileColumn = void (*)(const PlaneTerm*, std::size_t, int, int, int, bool, float*);

#if defined(__x86_64__)
[[gnu::target("avx512f")]] void multiply_tiles_avx512(const PlaneTerm* terms, std::size_t count, int rows,
                                                      int columns, int first_column, bool overwrite,
                                                      float* plane) {
  multiply_tiles<8>(terms, count, rows, columns, first_column, overwrite, plane);
}

[[gnu::target("avx2,fma")]] void multiply_tiles_avx2(const PlaneTerm* terms, std::size_t count, int rows,
                                                     int columns, int first_column, bool overwrite,
                                                     float* plane) {
  multiply_tiles<4>(terms, count, rows, columns, first_column, overwrite, plane);
}
#endif

void multiply_tiles_portably(const PlaneTerm* terms, std::size_t count, int rows, int columns,
                             int first_column, bool overwrite, float* plane) {
  multiply_tiles<2>(terms, count, rows, columns, first_column, overwrite, plane);
}

TileColumn fastest_tiles() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return multiply_tiles_avx512;
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
