#include "core/heatpose/upsample.h"

#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

constexpr int widest_reach = 6;

/// One plane to be made; with an even one the next odd one is prepared.
struct Task {
  int rows = 0;   ///< of a plane of nodes
  int width = 0;  ///< of a row once z is doubled
  int stride = 0;
  std::array<int, 3> size{};
  // Planes of nodes whose z is still to be doubled, and where to.
  std::array<const float*, widest_reach> nodes{};
  std::array<float*, widest_reach> fresh{};
  int fresh_count = 0;
  // Planes to be blended, and where to.
  bool is_even = true;
  std::array<const float*, widest_reach> doubled{};
  std::array<float*, 2> blended{};
  float* out = nullptr;
  int out_stride = 0;
};

/// Rows of nodes, of which sixteen at `at` are blended to sixteen even and sixteen odd points.
template <int Native, Doubling>
struct Blend;

/// The quintic B-spline at whole and at half distances. It is symmetric, and additions cost less than
/// products.
template <int Native>
struct Blend<Native, Doubling::values> {
  using Floats = Lane<Native>;
  std::array<const float*, 6> rows;

  [[gnu::always_inline]] void operator()(std::ptrdiff_t at, Floats& even, Floats& odd) const {
    const Floats n0 = Floats::load(rows[0] + at);
    const Floats n1 = Floats::load(rows[1] + at);
    const Floats n2 = Floats::load(rows[2] + at);
    const Floats n3 = Floats::load(rows[3] + at);
    const Floats n4 = Floats::load(rows[4] + at);
    const Floats n5 = Floats::load(rows[5] + at);
    even = (1.0F / 120) * (n0 + n4) + (26.0F / 120) * (n1 + n3) + (66.0F / 120) * n2;
    odd = (1.0F / 3840) * (n0 + n5) + (237.0F / 3840) * (n1 + n4) + (1682.0F / 3840) * (n2 + n3);
  }
};

/// Its two-scale relation: the binomials of 6 over 32, in turn.
template <int Native>
struct Blend<Native, Doubling::refinement> {
  using Floats = Lane<Native>;
  std::array<const float*, 4> rows;

  [[gnu::always_inline]] void operator()(std::ptrdiff_t at, Floats& even, Floats& odd) const {
    const Floats n0 = Floats::load(rows[0] + at);
    const Floats n1 = Floats::load(rows[1] + at);
    const Floats n2 = Floats::load(rows[2] + at);
    const Floats n3 = Floats::load(rows[3] + at);
    even = (6.0F / 32) * (n0 + n2) + (20.0F / 32) * n1;
    odd = (1.0F / 32) * (n0 + n3) + (15.0F / 32) * (n1 + n2);
  }
};

/// `row(k)` is row k of the nodes.
template <int Native, Doubling doubling, typename Row>
[[gnu::always_inline]] inline Blend<Native, doubling> blend_of(const Row& row) {
  Blend<Native, doubling> blend;
  for (std::size_t k = 0; k < blend.rows.size(); ++k) blend.rows[k] = row(static_cast<std::ptrdiff_t>(k));
  return blend;
}

template <int Native, Doubling doubling>
[[gnu::always_inline]] inline void double_z(const Task& task, const float* nodes, float* doubled) {
  for (int y = 0; y < task.rows; ++y) {
    const float* row = nodes + static_cast<std::ptrdiff_t>(y) * task.stride;
    const auto blend = blend_of<Native, doubling>([&](std::ptrdiff_t k) { return row + k; });
    float* out = doubled + static_cast<std::ptrdiff_t>(y) * task.width;
    for (int z = 0; z < task.width; z += 2 * lane_floats) {
      Lane<Native> even;
      Lane<Native> odd;
      blend(z / 2, even, odd);
      store_in_turn(even, odd, out + z);
    }
  }
}

template <int Native, Doubling doubling>
[[gnu::always_inline]] inline void double_x(const Task& task) {
  const std::ptrdiff_t floats = static_cast<std::ptrdiff_t>(task.rows) * task.width;
  const auto blend =
      blend_of<Native, doubling>([&](std::ptrdiff_t k) { return task.doubled[static_cast<std::size_t>(k)]; });
  float* even_plane = task.blended[0];
  float* odd_plane = task.blended[1];
  for (std::ptrdiff_t i = 0; i < floats; i += lane_floats) {
    Lane<Native> even;
    Lane<Native> odd;
    blend(i, even, odd);
    even.store(even_plane + i);
    odd.store(odd_plane + i);
  }
}

template <int Native, Doubling doubling>
[[gnu::always_inline]] inline void double_y(const Task& task) {
  const float* plane = task.blended[task.is_even ? 0 : 1];
  const int columns = task.size[2];
  for (int y = 0; y < task.size[1]; y += 2) {
    const auto blend =
        blend_of<Native, doubling>([&](std::ptrdiff_t k) { return plane + (y / 2 + k) * task.width; });
    float* even_row = task.out + static_cast<std::ptrdiff_t>(y) * task.out_stride;
    float* odd_row = even_row + task.out_stride;
    const bool has_odd = y + 1 < task.size[1];
    int z = 0;
    for (; z + lane_floats <= columns; z += lane_floats) {
      Lane<Native> even;
      Lane<Native> odd;
      blend(z, even, odd);
      even.store(even_row + z);
      if (has_odd) odd.store(odd_row + z);
    }
    if (z == columns) continue;
    Lane<Native> even;
    Lane<Native> odd;
    blend(z, even, odd);
    even.store_part(columns - z, even_row + z);
    if (has_odd) odd.store_part(columns - z, odd_row + z);
  }
}

template <int Native, Doubling doubling>
[[gnu::always_inline]] inline void run_passes(const Task& task) {
  for (int i = 0; i < task.fresh_count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    double_z<Native, doubling>(task, task.nodes[at], task.fresh[at]);
  }
  if (task.is_even) double_x<Native, doubling>(task);
  double_y<Native, doubling>(task);
}

template <int Native>
[[gnu::always_inline]] inline void run_task(const Task& task, Doubling doubling) {
  if (doubling == Doubling::values) {
    run_passes<Native, Doubling::values>(task);
  } else {
    run_passes<Native, Doubling::refinement>(task);
  }
}

SOLOPOSE_AVX512 void run_avx512(const Task& task, Doubling doubling) { run_task<16>(task, doubling); }
SOLOPOSE_AVX2 void run_avx2(const Task& task, Doubling doubling) { run_task<8>(task, doubling); }
void run_portably(const Task& task, Doubling doubling) { run_task<4>(task, doubling); }

}  // namespace

// A register is read from as far as the last node on, and doubled rows are written two registers at a time.
SplineCoefficients::SplineCoefficients(const std::array<int, 3>& with_size)
    : size(with_size), stride(padded(with_size[2], lane_floats) + lane_floats) {
  values.resize(static_cast<std::size_t>(size[0]) * plane_floats());
}

Upsampler::Upsampler(const SplineCoefficients& source, Doubling doubling, const std::array<int, 3>& size)
    : source_(source), doubling_(doubling), size_(size), width_(padded(size[2], 2 * lane_floats)) {
  const std::size_t plane = static_cast<std::size_t>(source.size[1]) * width_;
  doubled_.resize(kept_planes * plane);
  blended_.resize(2 * plane);
}

void Upsampler::write_plane(int x, float* plane, int row_stride) {
  static const auto run = for_this_processor(run_avx512, run_avx2, run_portably);
  const std::size_t floats = static_cast<std::size_t>(source_.size[1]) * width_;
  const auto kept = [&](int node) {
    return doubled_.data() + static_cast<std::size_t>(node % kept_planes) * floats;
  };
  Task task;
  task.rows = source_.size[1];
  task.width = width_;
  task.stride = source_.stride;
  task.size = size_;
  const int reach = reach_of(doubling_);
  for (; ready_ < x / 2 + reach; ++ready_) {
    const auto at = static_cast<std::size_t>(task.fresh_count++);
    task.nodes[at] = source_.plane(ready_);
    task.fresh[at] = kept(ready_);
  }
  for (int k = 0; k < reach; ++k) task.doubled[static_cast<std::size_t>(k)] = kept(x / 2 + k);
  task.is_even = x % 2 == 0;
  task.blended = {blended_.data(), blended_.data() + floats};
  task.out = plane;
  task.out_stride = row_stride;
  run(task, doubling_);
}

}  // namespace solopose
