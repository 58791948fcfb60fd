#include "core/network/norm_kernels.h"

#include <algorithm>

#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

/// So many rows are summed in single precision before they go to the sums in double.
constexpr std::int64_t rows_in_floats = 256;
/// Sums side by side: a single one would be a chain to wait for.
constexpr int side_by_side = 4;

template <int Native>
struct Sums {
  Lane<Native> first[side_by_side];
  Lane<Native> second[side_by_side];

  [[gnu::always_inline]] void add_to(double* firsts, double* seconds, int width) const {
    float values[2][lane_floats];
    ((first[0] + first[1]) + (first[2] + first[3])).store(values[0]);
    ((second[0] + second[1]) + (second[2] + second[3])).store(values[1]);
    for (int i = 0; i < width; ++i) {
      firsts[i] += static_cast<double>(values[0][i]);
      seconds[i] += static_cast<double>(values[1][i]);
    }
  }
};

/// Calls work(first channel, how many of a lane) for all channels.
template <typename Work>
[[gnu::always_inline]] inline void for_each_lane(std::int64_t channels, const Work& work) {
  for (std::int64_t c = 0; c < channels; c += lane_floats) {
    if (c + lane_floats <= channels) {
      work(c, lane_floats);  // a constant, which leaves no trace of parts
    } else {
      work(c, static_cast<int>(channels - c));
    }
  }
}

/// What of `outer` comes through a ReLU with these numbers before it.
template <int Native>
[[gnu::always_inline]] inline Lane<Native> let_through(const Lane<Native>& before, Lane<Native> outer) {
  using Register = typename Lane<Native>::Register;
  for (int p = 0; p < Lane<Native>::parts; ++p)
    outer.part[p] = before.part[p] > 0.0F ? outer.part[p] : Register{};
  return outer;
}

/// Numbers of one lane's channels.
template <int Native>
struct Channels {
  using Floats = Lane<Native>;
  const NormRows& rows;
  std::int64_t first;
  int width;
  Floats scale = Floats::load_part(rows.scale + first, width, 0);
  Floats offset = Floats::load_part(rows.offset + first, width, 0);

  [[gnu::always_inline]] Floats load(const float* numbers, std::int64_t at) const {
    return Floats::load_part(numbers + at, width, 0);
  }
  template <bool with_skip>
  [[gnu::always_inline]] Floats before(std::int64_t at) const {
    Floats value = load(rows.x, at) * scale + offset;
    if constexpr (with_skip) value += load(rows.skip, at);
    return value;
  }
};

/// Calls add(where a row begins, which of the sums to use) for all rows and brings the sums to double.
template <int Native, typename Add>
[[gnu::always_inline]] inline void sum_rows(const NormRows& rows, std::int64_t first, int width,
                                            double* firsts, double* seconds, const Add& add) {
  for (std::int64_t begin = 0; begin < rows.rows; begin += rows_in_floats) {
    const std::int64_t end = std::min(rows.rows, begin + rows_in_floats);
    Sums<Native> partial;
    std::int64_t row = begin;
    for (; row + side_by_side <= end; row += side_by_side) {
      for (int k = 0; k < side_by_side; ++k)
        add((row + k) * rows.channels + first, partial.first[k], partial.second[k]);
    }
    for (; row < end; ++row) add(row * rows.channels + first, partial.first[0], partial.second[0]);
    partial.add_to(firsts + first, seconds + first, width);
  }
}

/// A pass in one of its two forms, so that no loop asks.
template <int Native, typename Pass>
[[gnu::always_inline]] inline void run_chosen(const Pass& pass, bool form) {
  if (form) {
    pass.template run_with<Native, true>();
  } else {
    pass.template run_with<Native, false>();
  }
}

struct Moments {
  const NormRows& rows;
  const float* shift;
  double* sums;
  double* squares;

  template <int Native>
  [[gnu::always_inline]] void run() const {
    using Floats = Lane<Native>;
    for_each_lane(
        rows.channels, [&](std::int64_t c, int width) __attribute__((always_inline)) {
          const Floats about = Floats::load_part(shift + c, width, 0);
          sum_rows<Native>(
              rows, c, width, sums,
              squares, [&](std::int64_t at, Floats & sum, Floats & square) __attribute__((always_inline)) {
                const Floats apart = Floats::load_part(rows.x + at, width, 0) - about;
                sum += apart.first(width);
                square += (apart * apart).first(width);
              });
        });
  }
};

struct ScaleAndRectify {
  const NormRows& rows;
  float* y;

  template <int Native, bool with_skip>
  [[gnu::always_inline]] void run_with() const {
    for_each_lane(
        rows.channels, [&](std::int64_t c, int width) __attribute__((always_inline)) {
          const Channels<Native> channels{rows, c, width};
          for (std::int64_t at = c; at < rows.rows * rows.channels; at += rows.channels)
            replace_below(channels.template before<with_skip>(at), 0, 0).store_part(width, y + at);
        });
  }

  template <int Native>
  [[gnu::always_inline]] void run() const {
    run_chosen<Native>(*this, rows.skip != nullptr);
  }
};

struct GradientSums {
  const NormRows& rows;
  const float* outer;
  const float* mean;
  float* through;
  double* sums;
  double* matched;

  template <int Native, bool with_skip>
  [[gnu::always_inline]] void run_with() const {
    using Floats = Lane<Native>;
    for_each_lane(
        rows.channels, [&](std::int64_t c, int width) __attribute__((always_inline)) {
          const Channels<Native> channels{rows, c, width};
          const Floats about = Floats::load_part(mean + c, width, 0);
          sum_rows<Native>(
              rows, c, width, sums,
              matched, [&](std::int64_t at, Floats & sum, Floats & match) __attribute__((always_inline)) {
                const Floats passed =
                    let_through(channels.template before<with_skip>(at), channels.load(outer, at));
                if constexpr (with_skip) passed.store_part(width, through + at);
                sum += passed;
                match += passed * (channels.load(rows.x, at) - about);
              });
        });
  }

  template <int Native>
  [[gnu::always_inline]] void run() const {
    run_chosen<Native>(*this, rows.skip != nullptr);
  }
};

struct NormGradient {
  const NormRows& rows;
  const float* outer;
  bool came_through;
  const float* own;
  const float* rest;
  float* of_x;

  template <int Native, bool all_of_it>
  [[gnu::always_inline]] void run_with() const {
    using Floats = Lane<Native>;
    for_each_lane(
        rows.channels, [&](std::int64_t c, int width) __attribute__((always_inline)) {
          const Channels<Native> channels{rows, c, width};
          const Floats factor = Floats::load_part(own + c, width, 0);
          const Floats added = Floats::load_part(rest + c, width, 0);
          for (std::int64_t at = c; at < rows.rows * rows.channels; at += rows.channels) {
            Floats passed = channels.load(outer, at);
            if constexpr (!all_of_it) passed = let_through(channels.template before<false>(at), passed);
            const Floats value = passed * channels.scale + (channels.load(rows.x, at) * factor + added);
            value.store_part(width, of_x + at);
          }
        });
  }

  template <int Native>
  [[gnu::always_inline]] void run() const {
    run_chosen<Native>(*this, came_through);
  }
};

template <typename Pass>
SOLOPOSE_AVX512 void run_avx512(const Pass& pass) {
  pass.template run<16>();
}

template <typename Pass>
SOLOPOSE_AVX2 void run_avx2(const Pass& pass) {
  pass.template run<8>();
}

template <typename Pass>
void run_portable(const Pass& pass) {
  pass.template run<4>();
}

template <typename Pass>
void run(const Pass& pass) {
  static const auto chosen = for_this_processor(&run_avx512<Pass>, &run_avx2<Pass>, &run_portable<Pass>);
  chosen(pass);
}

}  // namespace

void add_moments(const NormRows& rows, const float* shift, double* sums, double* squares) {
  run(Moments{rows, shift, sums, squares});
}

void scale_and_rectify(const NormRows& rows, float* y) { run(ScaleAndRectify{rows, y}); }

void add_gradient_sums(const NormRows& rows, const float* outer, const float* mean, float* through,
                       double* sums, double* matched) {
  run(GradientSums{rows, outer, mean, through, sums, matched});
}

void norm_gradient(const NormRows& rows, const float* outer, bool came_through, const float* own,
                   const float* rest, float* of_x) {
  run(NormGradient{rows, outer, came_through, own, rest, of_x});
}

}  // namespace solopose
