#include "core/heatpose/plane_product.h"

#include <algorithm>
#include <cstring>

// The compiler's vectors of eight floats: one AVX register, or two of SSE where there is no AVX; the loader
// picks the clone.
#if defined(__x86_64__)
#define SOLOPOSE_SIMD_CLONES __attribute__((target_clones("arch=haswell", "default")))
#else
#define SOLOPOSE_SIMD_CLONES
#endif

namespace solopose {
namespace {

using Lane = float __attribute__((vector_size(32), aligned(4), may_alias));
constexpr int lanes = 8;

bool meets(AxisRange range, int begin, int end) { return range.begin < end && range.end > begin; }

/// The terms that touch the columns of a tile, in order.
void select_columns(const std::vector<PlaneTerm>& terms, int begin, std::vector<PlaneTerm>& selected) {
  selected.clear();
  for (const PlaneTerm& term : terms) {
    if (meets(term.columns, begin, begin + plane_tile_columns)) selected.push_back(term);
  }
}

SOLOPOSE_SIMD_CLONES
void multiply_column_of_tiles(const PlaneTerm* terms, std::size_t count, int rows, int columns,
                              int first_column, bool overwrite, float* plane) {
  for (int y = 0; y < rows; y += plane_tile_rows) {
    Lane sum[plane_tile_rows][2] = {};
    for (std::size_t t = 0; t < count; ++t) {
      if (terms[t].rows.begin >= y + plane_tile_rows || terms[t].rows.end <= y) continue;
      const float* left = terms[t].left + y;
      const float* right = terms[t].right + first_column;
      const Lane right0 = *reinterpret_cast<const Lane*>(right);
      const Lane right1 = *reinterpret_cast<const Lane*>(right + lanes);
      for (int row = 0; row < plane_tile_rows; ++row) {
        sum[row][0] += left[row] * right0;
        sum[row][1] += left[row] * right1;
      }
    }
    const int whole_rows = std::min(plane_tile_rows, rows - y);
    const int width = std::min(plane_tile_columns, columns - first_column);
    for (int row = 0; row < whole_rows; ++row) {
      float* out = plane + static_cast<std::ptrdiff_t>(y + row) * columns + first_column;
      if (width == plane_tile_columns) {
        Lane* lane = reinterpret_cast<Lane*>(out);
        lane[0] = overwrite ? sum[row][0] : lane[0] + sum[row][0];
        lane[1] = overwrite ? sum[row][1] : lane[1] + sum[row][1];
      } else {
        for (int z = 0; z < width; ++z) {
          const float value = sum[row][z / lanes][z % lanes];
          out[z] = overwrite ? value : out[z] + value;
        }
      }
    }
  }
}

}  // namespace

void multiply_plane(const std::vector<PlaneTerm>& terms, int rows, int columns, bool overwrite,
                    float* plane) {
  thread_local std::vector<PlaneTerm> selected;
  for (int z = 0; z < columns; z += plane_tile_columns) {
    select_columns(terms, z, selected);
    if (selected.empty() && !overwrite) continue;
    multiply_column_of_tiles(selected.data(), selected.size(), rows, columns, z, overwrite, plane);
  }
}

}  // namespace solopose
