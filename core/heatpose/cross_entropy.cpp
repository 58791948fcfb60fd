#include "core/heatpose/cross_entropy.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

/// Of the target's sum of 1: what a Gaussian's share of a plane might be at most, to be left out.
constexpr float least_share = 1e-11F;
/// Factors below are taken as 0: products of three stay normal numbers, which processors multiply fast.
constexpr float least_factor = 1e-13F;

/// What the loops below read and write: one volume, its target's factors and memory to work in.
struct Task {
  Grid grid;
  const float* logits = nullptr;
  float* gradient = nullptr;  ///< or null
  float scale = 1;
  std::span<const Gaussian> target;
  // Per Gaussian, rows padded with zeros to whole lanes.
  std::array<float*, 3> factors = {};
  std::array<int, 3> stride = {};
  float* weighted = nullptr;  ///< y factors times what a plane of constant x weighs
  int* active = nullptr;      ///< the Gaussians that reach a plane
  double* heights = nullptr;  ///< over the mass
};

/// exp(-((x - centre) / sigma)^2 / 2) at every voxel of an axis. Returns the sum.
template <int Native>
[[gnu::always_inline]] inline double fill_axis(const Grid& grid, const Gaussian& gaussian, int axis,
                                               float* factors) {
  const int size = grid.size[static_cast<std::size_t>(axis)];
  const double sigma = static_cast<double>(gaussian.sigma_mm);
  const auto start =
      static_cast<float>((grid.origin_mm[axis] - static_cast<double>(gaussian.centre_mm[axis])) / sigma);
  const auto step = static_cast<float>(grid.spacing_mm[axis] / sigma);
  double sum = 0;
  for (int first = 0; first < size; first += lane_floats) {
    const Lane<Native> place = start + (Lane<Native>::numbers() + static_cast<float>(first)) * step;
    const Lane<Native> factor =
        replace_below(exp(-0.5F * place * place), least_factor, 0).first(size - first);
    sum += static_cast<double>(sum_of(factor));
    factor.store(factors + first);
  }
  return sum;
}

/// Factors and masses of the target. Returns its mass.
template <int Native>
[[gnu::always_inline]] inline double prepare(const Task& task) {
  double mass = 0;
  for (std::size_t g = 0; g < task.target.size(); ++g) {
    const Gaussian& gaussian = task.target[g];
    double product = static_cast<double>(gaussian.height);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      product *= fill_axis<Native>(task.grid, gaussian, static_cast<int>(axis),
                                   task.factors[axis] + g * static_cast<std::size_t>(task.stride[axis]));
    }
    mass += product;
  }
  for (std::size_t g = 0; g < task.target.size(); ++g)
    task.heights[g] = static_cast<double>(task.target[g].height) / mass;
  return mass;
}

/// sum exp(logits - shift); the terms are kept in the gradient's memory, where there is one.
template <int Native>
[[gnu::always_inline]] inline double exponentials(const Task& task, float shift, std::int64_t count) {
  double sum = 0;
  constexpr std::int64_t block = 64 * lane_floats;  // floats are precise enough for so many
  for (std::int64_t first = 0; first < count; first += block) {
    Lane<Native> partial;
    for (std::int64_t i = first; i < std::min(count, first + block); i += lane_floats) {
      const int width = static_cast<int>(std::min<std::int64_t>(count - i, lane_floats));
      const auto terms = exp(Lane<Native>::load_part(task.logits + i, width, shift) - shift).first(width);
      partial += terms;
      if (task.gradient != nullptr) terms.store_part(width, task.gradient + i);
    }
    sum += static_cast<double>(sum_of(partial));
  }
  return sum;
}

/// The Gaussians that reach plane x, weighted. Returns how many.
template <int Native>
[[gnu::always_inline]] inline int weigh_plane(const Task& task, int x) {
  const auto voxels = static_cast<float>(task.grid.size[1]) * static_cast<float>(task.grid.size[2]);
  int count = 0;
  for (std::size_t g = 0; g < task.target.size(); ++g) {
    const auto weight = static_cast<float>(
        task.heights[g] *
        static_cast<double>(task.factors[0][g * static_cast<std::size_t>(task.stride[0]) + x]));
    if (!(weight * voxels > least_share)) continue;
    const auto row = static_cast<std::size_t>(task.stride[1]);
    const float* from = task.factors[1] + g * row;
    float* to = task.weighted + static_cast<std::size_t>(count) * row;
    for (int y = 0; y < task.stride[1]; y += lane_floats)
      (Lane<Native>::load(from + y) * weight).store(to + y);
    task.active[count++] = static_cast<int>(g);
  }
  return count;
}

/// sum t (l - shift) over a plane of constant x; the gradient's exponentials become the gradient.
template <int Native>
[[gnu::always_inline]] inline double meet_plane(const Task& task, int x, float shift, float per_exponential) {
  using Floats = Lane<Native>;
  constexpr int tile_rows = Native / 2;  // as many as the registers hold
  const int reaching = weigh_plane<Native>(task, x);
  const int rows = task.grid.size[1];
  const int columns = task.grid.size[2];
  Floats matched;
  for (int z = 0; z < columns; z += lane_floats) {
    const int width = std::min(lane_floats, columns - z);
    for (int y = 0; y < rows; y += tile_rows) {
      Floats tile[tile_rows];
      for (int k = 0; k < reaching; ++k) {
        const float* left = task.weighted + static_cast<std::ptrdiff_t>(k) * task.stride[1] + y;
        const Floats right =
            Floats::load(task.factors[2] + static_cast<std::ptrdiff_t>(task.active[k]) * task.stride[2] + z);
#pragma GCC unroll 8
        for (int row = 0; row < tile_rows; ++row) tile[row] += left[row] * right;
      }
      const int whole_rows = std::min(tile_rows, rows - y);
      for (int row = 0; row < whole_rows; ++row) {
        const std::int64_t at = task.grid.index(x, y + row, z);
        matched += tile[row] * (Floats::load_part(task.logits + at, width, shift) - shift);
        if (task.gradient == nullptr) continue;
        const Floats exponential = Floats::load_part(task.gradient + at, width, 0);
        (exponential * per_exponential - task.scale * tile[row]).store_part(width, task.gradient + at);
      }
    }
  }
  return static_cast<double>(sum_of(matched));
}

template <int Native>
[[gnu::always_inline]] inline void evaluate(const Task& task, CrossEntropy& result) {
  result.mass = prepare<Native>(task);
  if (!(result.mass > 0)) return;
  const std::int64_t count = task.grid.voxels();
  const float shift = highest_of<Native>(task.logits, count);
  const double partition = exponentials<Native>(task, shift, count);
  const auto per_exponential = static_cast<float>(static_cast<double>(task.scale) / partition);
  double matched = 0;
  for (int x = 0; x < task.grid.size[0]; ++x) matched += meet_plane<Native>(task, x, shift, per_exponential);
  result.loss = std::log(partition) - matched;
  result.log_partition = static_cast<double>(shift) + std::log(partition);
}

SOLOPOSE_AVX512 void evaluate_avx512(const Task& task, CrossEntropy& result) { evaluate<16>(task, result); }
SOLOPOSE_AVX2 void evaluate_avx2(const Task& task, CrossEntropy& result) { evaluate<8>(task, result); }
void evaluate_portably(const Task& task, CrossEntropy& result) { evaluate<4>(task, result); }

/// Memory that a thread keeps from volume to volume.
struct Scratch {
  std::vector<float> floats;
  std::vector<int> active;
  std::vector<double> heights;

  void lend(Task& task) {
    const std::size_t gaussians = task.target.size();
    std::size_t needed = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      task.stride[axis] = padded(task.grid.size[axis], lane_floats);
      needed += gaussians * static_cast<std::size_t>(task.stride[axis]);
    }
    needed += gaussians * static_cast<std::size_t>(task.stride[1]);
    floats.resize(std::max(floats.size(), needed));
    active.resize(std::max(active.size(), gaussians));
    heights.resize(std::max(heights.size(), gaussians));
    float* at = floats.data();
    for (std::size_t axis = 0; axis < 3; ++axis) {
      task.factors[axis] = at;
      at += gaussians * static_cast<std::size_t>(task.stride[axis]);
    }
    task.weighted = at;
    task.active = active.data();
    task.heights = heights.data();
  }
};

}  // namespace

CrossEntropy cross_entropy(const Grid& grid, std::span<const float> logits, std::span<const Gaussian> target,
                           float scale, std::span<float> gradient) {
  static const auto evaluate_task = for_this_processor(evaluate_avx512, evaluate_avx2, evaluate_portably);
  thread_local Scratch scratch;
  require_voxels(grid, logits.size());
  if (!gradient.empty()) require_voxels(grid, gradient.size());
  Task task;
  task.grid = grid;
  task.logits = logits.data();
  task.gradient = gradient.empty() ? nullptr : gradient.data();
  task.scale = scale;
  task.target = target;
  scratch.lend(task);
  CrossEntropy result;
  evaluate_task(task, result);
  if (result.mass > 0) return result;
  std::ranges::fill(gradient, 0.0F);
  return {};
}

}  // namespace solopose
