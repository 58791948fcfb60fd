#include "core/heatpose/linear_volume.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/heatpose/gaussian_factors.h"
#include "core/heatpose/lanes.h"
#include "core/heatpose/processor.h"

namespace solopose {
namespace {

constexpr int block = 8;  ///< planes whose logits are made together
/// Logits may be so far above what they are shifted by, in octaves, before all is shifted anew: squares of
/// their exponentials are still numbers then.
constexpr float most_above = 50;

/// What is further below counts as so much, which is nothing: its square is still a normal number, which
/// processors multiply fast.
constexpr float most_below = -60;
/// Likewise factors: below they are 0.
constexpr float least_factor = 1e-13F;
constexpr float nothing = -std::numeric_limits<float>::infinity();

/// What the loops below read and write. Logits are in octaves: times log2(e).
struct Task {
  Grid grid;
  int channels = 0;
  const float* blocks = nullptr;
  const float* places = nullptr;

  int block_count() const { return (grid.size[0] + block - 1) / block; }
  const float* block_at(int number) const {
    return blocks + static_cast<std::ptrdiff_t>(number) * block * (channels + 1);
  }
  float* packed = nullptr;  ///< memory for a strip's places

  std::ptrdiff_t area() const { return std::ptrdiff_t{grid.size[1]} * grid.size[2]; }
};

/// Of a whole volume, all weights 2^-shift.
struct Sums {
  double mass = 0;                     ///< of exponentials
  double squares = 0;                  ///< of their squares
  std::array<double, 3> moments = {};  ///< of these, times voxel coordinates
  float shift = 0;
  float highest = nothing;
  std::array<int, 3> highest_near = {};  ///< the first voxel of its tile
};

/// Of the columns of a strip: sums over its planes. Moments count planes from the strip's end: then they are
/// sums of sums, without a product.
template <int Native>
struct StripSums {
  Lane<Native> mass, squares, moment;

  [[gnu::always_inline]] void scale(float factor) {
    mass *= factor;
    squares *= factor * factor;
    moment *= factor * factor;
  }
};

/// Some columns of a row and their places, channel by channel. Side by side: in the frame, channels lie so
/// far apart that they would push each other out of the cache.
struct Strip {
  int y = 0;
  int z = 0;
  int width = 0;
  const float* places = nullptr;
};

/// As many logits as the registers hold: `rows` planes by lanes of columns.
template <int Native>
struct Tile {
  static constexpr int rows = Native / 2;
  static constexpr int lanes = Native == 16 ? 2 : 1;
  static constexpr int columns = lanes * lane_floats;
  Lane<Native> logits[rows][lanes];

  /// Of planes from `plane` on, at a strip's columns.
  [[gnu::always_inline]] void make(const Task& task, int plane, const Strip& strip, float shift) {
    const float* weights = task.block_at(plane / block) + plane % block;
    const float* place = strip.places;
    for (int row = 0; row < rows; ++row) {
      for (int lane = 0; lane < lanes; ++lane) logits[row][lane] = weights[row] - shift;
    }
#pragma GCC unroll 4
    for (int c = 0; c < task.channels; ++c, place += columns) {
      weights += block;
      Lane<Native> right[lanes];
      for (int lane = 0; lane < lanes; ++lane) right[lane] = Lane<Native>::load(place + lane * lane_floats);
#pragma GCC unroll 8
      for (int row = 0; row < rows; ++row) {
        for (int lane = 0; lane < lanes; ++lane) logits[row][lane] += weights[row] * right[lane];
      }
    }
  }
  [[gnu::always_inline]] float highest() const {
    // In a tree, which has no long chain of comparisons to wait for.
    Lane<Native> tops[rows];
    for (int row = 0; row < rows; ++row) {
      tops[row] = logits[row][0];
      for (int lane = 1; lane < lanes; ++lane) tops[row] = higher(logits[row][lane], tops[row]);
    }
    for (int half = rows / 2; half > 0; half /= 2) {
      for (int row = 0; row < half; ++row) tops[row] = higher(tops[row + half], tops[row]);
    }
    return highest_lane(tops[0]);
  }
};

/// Columns that a narrow frame lacks are its last one once more, whose logits change no maximum.
template <int Native>
[[gnu::always_inline]] inline Strip packed_strip(const Task& task, int y, int z) {
  constexpr int columns = Tile<Native>::columns;
  const int width = std::min(columns, task.grid.size[2] - z);
  const float* place = task.places + std::ptrdiff_t{y} * task.grid.size[2] + z;
  for (int c = 0; c < task.channels; ++c, place += task.area()) {
    float* to = task.packed + std::ptrdiff_t{c} * columns;
    for (int lane = 0; lane < columns; lane += lane_floats)
      Lane<Native>::load_part(place + lane, width - lane, place[width - 1]).store(to + lane);
  }
  return {y, z, width, task.packed};
}

/// Anew by what is `above` the shift.
template <int Native>
[[gnu::always_inline]] inline void shift_anew(float above, StripSums<Native> (&strip)[Tile<Native>::lanes],
                                              Sums& sums) {
  sums.shift += above;
  if (above < 0) return;  // the first, of nothing yet
  const float factor = std::exp2(-above);
  for (auto& lane : strip) lane.scale(factor);
  const auto of_squares = static_cast<double>(factor) * static_cast<double>(factor);
  sums.mass *= static_cast<double>(factor);
  sums.squares *= of_squares;
  for (double& moment : sums.moments) moment *= of_squares;
}

template <int Native>
[[gnu::always_inline]] inline void add_tile(const Task& task, int plane, const Strip& strip,
                                            StripSums<Native> (&sums_of_strip)[Tile<Native>::lanes],
                                            Sums& sums) {
  Tile<Native> tile;
  tile.make(task, plane, strip, sums.shift);
  const float top = tile.highest();
  if (top + sums.shift > sums.highest) {
    const bool first = sums.highest == nothing;
    sums.highest = top + sums.shift;
    sums.highest_near = {plane, strip.y, strip.z};
    if (first || top > most_above) {
      shift_anew(top, sums_of_strip, sums);
      tile.make(task, plane, strip, sums.shift);
    }
  }
  for (int lane = 0; lane < Tile<Native>::lanes; ++lane) {
    StripSums<Native> of_lane = sums_of_strip[lane];  // in registers
#pragma GCC unroll 8
    for (int row = 0; row < Tile<Native>::rows; ++row) {
      const Lane<Native> term = exp2(tile.logits[row][lane], most_below);
      of_lane.mass += term;
      of_lane.moment += of_lane.squares;
      of_lane.squares += term * term;
    }
    sums_of_strip[lane] = of_lane;
  }
}

template <int Native>
[[gnu::always_inline]] inline void add_strip(const Task& task, int y, int z, Sums& sums) {
  const Strip places = packed_strip<Native>(task, y, z);
  StripSums<Native> strip[Tile<Native>::lanes];
  const int planes = task.block_count() * block;
  for (int plane = 0; plane < planes; plane += Tile<Native>::rows)
    add_tile<Native>(task, plane, places, strip, sums);
  for (int lane = 0; lane < Tile<Native>::lanes; ++lane) {
    const int width = std::clamp(places.width - lane * lane_floats, 0, lane_floats);
    const auto first = static_cast<float>(z + lane * lane_floats);
    const Lane<Native> squares = strip[lane].squares.first(width);
    const auto mass_of_squares = static_cast<double>(sum_of(squares));
    sums.mass += static_cast<double>(sum_of(strip[lane].mass.first(width)));
    sums.squares += mass_of_squares;
    sums.moments[0] +=
        mass_of_squares * (planes - 1) - static_cast<double>(sum_of(strip[lane].moment.first(width)));
    sums.moments[1] += mass_of_squares * y;
    sums.moments[2] += static_cast<double>(sum_of(squares * (Lane<Native>::numbers() + first)));
  }
}

/// The voxel of the highest logit.
template <int Native>
[[gnu::always_inline]] inline std::array<int, 3> highest_voxel(const Task& task, const Sums& sums) {
  const auto [plane, y, z] = sums.highest_near;
  Tile<Native> tile;
  tile.make(task, plane, packed_strip<Native>(task, y, z), 0);
  std::array<int, 3> voxel = sums.highest_near;
  float highest = nothing;
  for (int row = 0; row < Tile<Native>::rows; ++row) {
    float values[Tile<Native>::columns];
    for (int lane = 0; lane < Tile<Native>::lanes; ++lane)
      tile.logits[row][lane].store(values + lane * lane_floats);
    const float* best = std::max_element(values, values + Tile<Native>::columns);
    if (!(*best > highest)) continue;
    highest = *best;
    voxel = {plane + row, y, z + static_cast<int>(best - values)};
  }
  return voxel;
}

template <int Native>
[[gnu::always_inline]] inline void add_volume(const Task& task, Sums& sums, std::array<int, 3>& highest) {
  for (int y = 0; y < task.grid.size[1]; ++y) {
    for (int z = 0; z < task.grid.size[2]; z += Tile<Native>::columns) add_strip<Native>(task, y, z, sums);
  }
  highest = highest_voxel<Native>(task, sums);
}

SOLOPOSE_AVX512 void add_volume_avx512(const Task& task, Sums& sums, std::array<int, 3>& highest) {
  add_volume<16>(task, sums, highest);
}
SOLOPOSE_AVX2 void add_volume_avx2(const Task& task, Sums& sums, std::array<int, 3>& highest) {
  add_volume<8>(task, sums, highest);
}
void add_volume_portably(const Task& task, Sums& sums, std::array<int, 3>& highest) {
  add_volume<4>(task, sums, highest);
}

/// Sum of the squares in a box.
double squares_in(const Task& task, const VoxelBox& box, float shift) {
  double sum = 0;
  std::vector<double> logits(static_cast<std::size_t>(box.end[2] - box.begin[2]));
  for (int x = box.begin[0]; x < box.end[0]; ++x) {
    const float* weights = task.block_at(x / block) + x % block;
    for (int y = box.begin[1]; y < box.end[1]; ++y) {
      std::ranges::fill(logits, static_cast<double>(weights[0] - shift));
      const float* places = task.places + std::ptrdiff_t{y} * task.grid.size[2] + box.begin[2];
      for (int c = 0; c < task.channels; ++c, places += task.area()) {
        const auto weight = static_cast<double>(weights[(c + 1) * block]);
        for (std::size_t i = 0; i < logits.size(); ++i) logits[i] += weight * static_cast<double>(places[i]);
      }
      for (const double logit : logits) sum += std::exp2(2 * logit);
    }
  }
  return sum;
}

SoftPosition soft_of(const Task& task, const Sums& sums, const std::array<int, 3>& highest, int radius) {
  SoftPosition soft;
  soft.position_mm.setConstant(std::numeric_limits<double>::quiet_NaN());
  if (!(sums.squares > 0) || !std::isfinite(sums.squares)) return soft;  // some logit is no number
  const VoxelBox box = box_round(task.grid, highest, radius);
  const double near = squares_in(task, box, sums.shift);
  const auto& [x, y, z] = sums.moments;
  soft.position_mm = task.grid.position_mm(Eigen::Vector3d(x, y, z) / sums.squares);
  soft.mass_near = std::min(1.0, near / sums.squares);
  return soft;
}

/// Voxels [begin, end) of an axis.
struct Reach {
  int begin = 0;
  int end = 0;

  bool meets(int first, int count) const { return first < end && begin < first + count; }
};

/// One axis of some Gaussians: their factors at its voxels, padded with zeros to whole lanes, one Gaussian
/// behind the other.
struct AxisFactors {
  int stride = 0;
  std::vector<float> values;
  std::vector<Reach> reaches;  ///< where the factors of each are more than 0

  const float* of(std::size_t gaussian) const {
    return values.data() + gaussian * static_cast<std::size_t>(stride);
  }
  /// Of `count` Gaussians from `first` on.
  Reach reach_of(std::size_t first, int count) const {
    Reach all = reaches[first];
    for (int k = 1; k < count; ++k) {
      const Reach& one = reaches[first + static_cast<std::size_t>(k)];
      all = {std::min(all.begin, one.begin), std::max(all.end, one.end)};
    }
    return all;
  }
};

Reach reach_of(std::span<const float> factors) {
  const auto counts = [](float factor) { return factor > 0; };
  const auto begin = std::ranges::find_if(factors, counts);
  const auto behind = std::find_if(factors.rbegin(), std::make_reverse_iterator(begin), counts);
  return {static_cast<int>(begin - factors.begin()), static_cast<int>(behind.base() - factors.begin())};
}

AxisFactors factors_along(const Grid& grid, int axis, std::span<const Gaussian> gaussians) {
  const SampleAxis voxels = voxel_axes(grid)[static_cast<std::size_t>(axis)];
  AxisFactors factors;
  factors.stride = padded(voxels.size, lane_floats);
  factors.values.assign(gaussians.size() * static_cast<std::size_t>(factors.stride), 0.0F);
  for (std::size_t g = 0; g < gaussians.size(); ++g)
    fill_factors(gaussians[g], axis, voxels, Factors::values, {0, voxels.size},
                 factors.values.data() + g * static_cast<std::size_t>(factors.stride));
  std::ranges::replace_if(
      factors.values, [](float factor) { return factor < least_factor; }, 0.0F);
  for (std::size_t g = 0; g < gaussians.size(); ++g)
    factors.reaches.push_back(reach_of({factors.of(g), static_cast<std::size_t>(voxels.size)}));
  return factors;
}

/// Some Gaussians' sums of places: how each channel's plane weighs in them.
struct Meeting {
  const Task* task = nullptr;
  const AxisFactors* down = nullptr;    ///< along y
  const AxisFactors* across = nullptr;  ///< along z
  const float* weights = nullptr;       ///< (Gaussians, channels): of a channel's plane
  std::size_t gaussians = 0;
  double* sums = nullptr;  ///< per Gaussian
};

/// `Count` Gaussians from `first` on: sum over channels of weight * sum over y and z of factors * place.
template <int Native, int Count>
[[gnu::always_inline]] inline void meet_some(const Meeting& meeting, std::size_t first) {
  const Task& task = *meeting.task;
  const int columns = task.grid.size[2];
  const Reach rows = meeting.down->reach_of(first, Count);
  const Reach seen = meeting.across->reach_of(first, Count);
  Lane<Native> totals[Count];
  for (int z = 0; z < columns; z += lane_floats) {
    if (!seen.meets(z, lane_floats)) continue;
    const int width = std::min(lane_floats, columns - z);
    Lane<Native> right[Count];
    for (int k = 0; k < Count; ++k) right[k] = Lane<Native>::load(meeting.across->of(first + k) + z);
    const float* place = task.places + z;
    for (int c = 0; c < task.channels; ++c, place += task.area()) {
      Lane<Native> sums[Count];
      for (int y = rows.begin; y < rows.end; ++y) {
        const auto here = Lane<Native>::load_part(place + std::ptrdiff_t{y} * columns, width, 0);
#pragma GCC unroll 8
        for (int k = 0; k < Count; ++k) sums[k] += meeting.down->of(first + k)[y] * here;
      }
      for (int k = 0; k < Count; ++k)
        totals[k] +=
            sums[k] * right[k] * meeting.weights[(first + k) * static_cast<std::size_t>(task.channels) + c];
    }
  }
  for (int k = 0; k < Count; ++k) meeting.sums[first + k] = static_cast<double>(sum_of(totals[k]));
}

template <int Native, int Most>
[[gnu::always_inline]] inline void meet_group(const Meeting& meeting, std::size_t first, std::size_t count) {
  if constexpr (Most > 0) {
    if (count == Most) return meet_some<Native, Most>(meeting, first);
    meet_group<Native, Most - 1>(meeting, first, count);
  }
}

/// Groups of about one size, as large as the registers hold.
template <int Native, int Most = Native / 4 + 2>
[[gnu::always_inline]] inline void meet(const Meeting& meeting) {
  const std::size_t groups = (meeting.gaussians + Most - 1) / Most;
  std::size_t first = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t end = meeting.gaussians * (group + 1) / groups;
    meet_group<Native, Most>(meeting, first, end - first);
    first = end;
  }
}

SOLOPOSE_AVX512 void meet_avx512(const Meeting& meeting) { meet<16>(meeting); }
SOLOPOSE_AVX2 void meet_avx2(const Meeting& meeting) { meet<8>(meeting); }
void meet_portably(const Meeting& meeting) { meet<4>(meeting); }

double sum_of_axis(const AxisFactors& factors, std::size_t gaussian) {
  double sum = 0;
  for (int i = 0; i < factors.stride; ++i) sum += static_cast<double>(factors.of(gaussian)[i]);
  return sum;
}

void require_size(const char* what, std::size_t expected, std::size_t found) {
  if (expected != found)
    throw Error(fmt::format("linear volume: expected {} {}, found {}", expected, what, found));
}

}  // namespace

LinearVolume::LinearVolume(const Grid& grid, int channels, std::span<const float> weights,
                           std::span<const float> biases)
    : grid_(grid),
      channels_(channels),
      weights_(weights.begin(), weights.end()),
      biases_(biases.begin(), biases.end()) {
  const auto planes = static_cast<std::size_t>(grid.size[0]);
  const auto all = static_cast<std::size_t>(channels);
  require_size("biases", planes, biases.size());
  require_size("weights", planes * all, weights.size());
  const auto whole = static_cast<std::size_t>(padded(grid.size[0], block));
  blocks_.assign(whole * (all + 1), 0.0F);
  for (std::size_t x = 0; x < whole; ++x) {
    float* to = blocks_.data() + x / block * block * (all + 1) + x % block;
    *to = x < planes ? biases[x] * std::numbers::log2e_v<float> : nothing;
    for (std::size_t c = 0; c < all && x < planes; ++c)
      to[(c + 1) * block] = weights[x * all + c] * std::numbers::log2e_v<float>;
  }
}

/// sum t l, with t's sum of 1 over the voxels: per Gaussian, its planes' mean weights meet the places.
double LinearVolume::matched(std::span<const float> places, std::span<const Gaussian> target,
                             double& mass) const {
  static const auto meet_all = for_this_processor(meet_avx512, meet_avx2, meet_portably);
  const std::array<AxisFactors, 3> factors = {
      factors_along(grid_, 0, target), factors_along(grid_, 1, target), factors_along(grid_, 2, target)};
  const auto channels = static_cast<std::size_t>(channels_);
  const auto planes = static_cast<std::size_t>(grid_.size[0]);
  std::vector<float> weights(target.size() * channels, 0.0F);
  std::vector<double> constants(target.size()), sums(target.size());
  for (std::size_t g = 0; g < target.size(); ++g) {
    for (std::size_t x = 0; x < planes; ++x) {
      const float factor = factors[0].of(g)[x];
      constants[g] += static_cast<double>(factor) * static_cast<double>(biases_[x]);
      for (std::size_t c = 0; c < channels; ++c)
        weights[g * channels + c] += factor * weights_[x * channels + c];
    }
  }
  const Task task{grid_, channels_, blocks_.data(), places.data(), nullptr};
  meet_all({&task, &factors[1], &factors[2], weights.data(), target.size(), sums.data()});
  double matched = 0;
  mass = 0;
  for (std::size_t g = 0; g < target.size(); ++g) {
    const auto height = static_cast<double>(target[g].height);
    const double area = sum_of_axis(factors[1], g) * sum_of_axis(factors[2], g);
    mass += height * sum_of_axis(factors[0], g) * area;
    matched += height * (sums[g] + constants[g] * area);
  }
  return matched / mass;
}

VolumeReading LinearVolume::read(std::span<const float> places, std::span<const Gaussian> target,
                                 int radius) const {
  static const auto add_all = for_this_processor(add_volume_avx512, add_volume_avx2, add_volume_portably);
  thread_local std::vector<float> packed;
  constexpr std::size_t most_columns = 2 * lane_floats;
  packed.resize(std::max(packed.size(), static_cast<std::size_t>(channels_) * most_columns));
  const Task task{grid_, channels_, blocks_.data(), places.data(), packed.data()};
  require_size("places", static_cast<std::size_t>(channels_) * static_cast<std::size_t>(task.area()),
               places.size());
  Sums sums;
  std::array<int, 3> highest{};
  add_all(task, sums, highest);
  VolumeReading reading;
  reading.soft = soft_of(task, sums, highest, radius);
  if (target.empty()) return reading;
  double mass = 0;
  const double matched_logits = matched(places, target, mass);
  if (!(mass > 0)) return reading;
  const double partition = (std::log2(sums.mass) + static_cast<double>(sums.shift)) * std::numbers::ln2;
  reading.entropy = {.loss = partition - matched_logits, .log_partition = partition, .mass = mass};
  return reading;
}

}  // namespace solopose
