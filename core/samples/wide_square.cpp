#include "core/samples/wide_square.h"

#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "core/heatpose/processor.h"
#include "core/samples/square_places.h"

namespace solopose {
namespace {

using Group = WideSquare::Group;

constexpr int columns = 32;  ///< of a group
constexpr int window = 128;  ///< bytes that one look-up reaches

/// Where a group's columns are computed: rows are met four columns at a time, and come out in order.
constexpr int column_at(int place) { return place / 8 * 4 + place % 4 + (place / 4 % 2) * 16; }

/// Bits from begin on, before end, of 64.
std::uint64_t bits(std::int64_t begin, std::int64_t end) {
  std::uint64_t set = 0;
  for (std::int64_t bit = std::max<std::int64_t>(begin, 0); bit < std::min<std::int64_t>(end, 64); ++bit)
    set |= std::uint64_t{1} << bit;
  return set;
}

std::optional<Group> group_of(const SquareView& view, int first_column) {
  std::array<std::int32_t, columns> places{};
  for (int i = 0; i < columns; ++i)
    places[static_cast<std::size_t>(i)] =
        in_steps(fixed(view.m[2]) + fixed(view.m[0] * (first_column + i)), view.stored_size);
  Group group;
  group.first = (*std::ranges::min_element(places) >> step_bits) * 3;
  for (int place = 0; place < columns; ++place) {
    const std::int32_t at = places[static_cast<std::size_t>(column_at(place))];
    const std::int32_t byte = (at >> step_bits) * 3 - group.first;
    if (byte + 6 > window) return std::nullopt;
    const auto pair = static_cast<std::size_t>(2 * place);
    group.order[pair] = static_cast<std::uint8_t>(byte);
    group.order[pair + 1] = static_cast<std::uint8_t>(byte + 3);
    group.weights[pair + 1] = static_cast<std::uint8_t>(at & (steps - 1));
    group.weights[pair] = static_cast<std::uint8_t>(steps - group.weights[pair + 1]);
  }
  const std::int64_t row_bytes = std::int64_t{3} * view.stored_size;
  for (int half = 0; half < 2; ++half) {
    const std::int64_t first = group.first + 64 * half;
    group.inside[static_cast<std::size_t>(half)] = bits(-first, row_bytes - first);
    group.wanted[static_cast<std::size_t>(half)] =
        static_cast<std::uint16_t>(bits(0, std::min(view.size - first_column - 16 * half, 16)));
  }
  return group;
}

#if defined(__x86_64__)
#define SOLOPOSE_VBMI [[gnu::target("avx512f,avx512bw,avx512vbmi")]]

bool can_look_up() {
  return instructions() == Instructions::avx512 && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vbmi");
}

/// A row of the picture interpolated at the square's columns: per group 32 reds, greens and blues of 16 bits,
/// in steps.
SOLOPOSE_VBMI void interpolate_row(const std::vector<Group>& groups, const std::uint8_t* row,
                                   std::int16_t* to) {
  const __m512i outside = _mm512_set1_epi8(static_cast<char>(beyond_picture));
  const __m512i one = _mm512_set1_epi8(1);
  for (const Group& group : groups) {
    const std::uint8_t* from = row + group.first;
    const __m512i low = _mm512_mask_loadu_epi8(outside, group.inside[0], from);
    const __m512i high = _mm512_mask_loadu_epi8(outside, group.inside[1], from + 64);
    const __m512i weights = _mm512_load_si512(group.weights.data());
    __m512i order = _mm512_load_si512(group.order.data());
    for (int c = 0; c < 3; ++c, to += columns, order = _mm512_add_epi8(order, one))
      _mm512_storeu_si512(to, _mm512_maddubs_epi16(_mm512_permutex2var_epi8(low, order, high), weights));
  }
}

/// The same row of the picture that lies behind this one, mostly the next frame's, for later.
SOLOPOSE_VBMI inline void fetch_next(const std::uint8_t* row, int stored_size) {
  const std::ptrdiff_t row_bytes = std::ptrdiff_t{3} * stored_size;
  for (std::ptrdiff_t at = 0; at < row_bytes; at += 64)
    _mm_prefetch(row + row_bytes * stored_size + at, _MM_HINT_T1);
}

/// What all of the square's rows are coloured by, per colour.
struct Colouring {
  __m512 scale, offset, lowest, highest, shape;
};

SOLOPOSE_VBMI Colouring colouring_of(const SquareView& view, std::size_t c) {
  const ColourLine& line = view.lines[c];
  return {_mm512_set1_ps(line.scale), _mm512_set1_ps(line.offset), _mm512_set1_ps(line.lowest),
          _mm512_set1_ps(line.highest), _mm512_set1_ps(static_cast<float>(view.shape[c]))};
}

/// Sixteen columns of one colour: two rows' pairs weighted, rounded and coloured.
SOLOPOSE_VBMI inline void finish(__m512i pairs, __m512i below, const Colouring& colouring, __mmask16 hidden,
                                 __mmask16 wanted, float* to) {
  const __m512i sum = _mm512_add_epi32(_mm512_madd_epi16(pairs, below), _mm512_set1_epi32(step_round));
  const __m512 colour =
      _mm512_mask_mov_ps(_mm512_cvtepi32_ps(_mm512_srli_epi32(sum, 2 * step_bits)), hidden, colouring.shape);
  const __m512 value = _mm512_fmadd_ps(colour, colouring.scale, colouring.offset);
  _mm512_mask_storeu_ps(to, wanted, _mm512_min_ps(_mm512_max_ps(value, colouring.lowest), colouring.highest));
}

/// Which of up to sixteen columns are hidden.
SOLOPOSE_VBMI inline __mmask16 hidden_of(const std::uint8_t* hidden, __mmask16 wanted) {
  const __m512i bytes = _mm512_maskz_loadu_epi8(wanted, hidden);
  return static_cast<__mmask16>(_mm512_movepi8_mask(bytes));
}

/// The picture's rows that were interpolated last: two of them meet in a row of the square, and the next one
/// needs them again.
class KeptRows {
 public:
  KeptRows(const SquareView& view, const std::vector<Group>& groups, const std::uint8_t* stored)
      : view_(view), groups_(groups), stored_(stored), numbers_(groups.size() * 3 * columns) {
    memory().resize(2 * numbers_);
  }

  const std::int16_t* of(std::int32_t row) {
    const auto place = static_cast<std::size_t>(row & 1);
    std::int16_t* to = memory().data() + place * numbers_;
    if (std::exchange(kept_[place], row) == row) return to;
    if (row >= 0 && row < view_.stored_size) {
      const std::uint8_t* from = stored_ + std::ptrdiff_t{row} * view_.stored_size * 3;
      fetch_next(from, view_.stored_size);
      interpolate_row(groups_, from, to);
    } else {
      std::fill_n(to, numbers_, std::int16_t{beyond_picture * steps});
    }
    return to;
  }

 private:
  static std::vector<std::int16_t>& memory() {
    thread_local std::vector<std::int16_t> numbers;
    return numbers;
  }

  const SquareView& view_;
  const std::vector<Group>& groups_;
  const std::uint8_t* stored_;
  std::size_t numbers_;                          ///< of a row
  std::array<std::int32_t, 2> kept_ = {-2, -2};  ///< which rows; none has this number
};

/// A row of the square; `hidden`: its part of the view's, or null.
SOLOPOSE_VBMI void finish_row(const SquareView& view, const std::vector<Group>& groups,
                              const std::array<Colouring, 3>& colourings, const std::int16_t* upper,
                              const std::int16_t* lower, std::int32_t weight, const std::uint8_t* hidden,
                              float* to) {
  const __m512i below = _mm512_set1_epi32((steps - weight) | weight << 16);
  const std::ptrdiff_t plane = std::ptrdiff_t{view.size} * view.size;
  for (std::size_t g = 0; g < groups.size(); ++g, to += columns) {
    const auto wanted = groups[g].wanted;
    std::array<__mmask16, 2> covered{};
    for (std::size_t half = 0; half < 2 && hidden != nullptr; ++half)
      covered[half] = hidden_of(hidden + g * columns + half * 16, wanted[half]);
    for (std::size_t c = 0; c < 3; ++c, upper += columns, lower += columns) {
      const __m512i a = _mm512_loadu_si512(upper), b = _mm512_loadu_si512(lower);
      float* there = to + static_cast<std::ptrdiff_t>(c) * plane;
      finish(_mm512_unpacklo_epi16(a, b), below, colourings[c], covered[0], wanted[0], there);
      finish(_mm512_unpackhi_epi16(a, b), below, colourings[c], covered[1], wanted[1], there + 16);
    }
  }
}

SOLOPOSE_VBMI void make_rows(const SquareView& view, const std::vector<Group>& groups,
                             const std::uint8_t* stored, float* planes) {
  KeptRows rows(view, groups, stored);
  const std::array<Colouring, 3> colourings = {colouring_of(view, 0), colouring_of(view, 1),
                                               colouring_of(view, 2)};
  for (int y = 0; y < view.size; ++y) {
    const std::int32_t at = in_steps(fixed(view.m[4] * y + view.m[5]), view.stored_size);
    const std::ptrdiff_t first = std::ptrdiff_t{y} * view.size;
    const std::int16_t* upper = rows.of(at >> step_bits);
    const std::int16_t* lower = rows.of((at >> step_bits) + 1);
    const std::uint8_t* hidden = view.hidden.empty() ? nullptr : view.hidden.data() + first;
    finish_row(view, groups, colourings, upper, lower, at & (steps - 1), hidden, planes + first);
  }
}
#else
bool can_look_up() { return false; }
void make_rows(const SquareView&, const std::vector<Group>&, const std::uint8_t*, float*) {}
#endif

}  // namespace

std::optional<WideSquare> WideSquare::of(const SquareView& view) {
  static const bool possible = can_look_up();
  if (!possible || !view.is_upright()) return std::nullopt;
  WideSquare square;
  for (int first = 0; first < view.size; first += columns) {
    const std::optional<Group> group = group_of(view, first);
    if (!group) return std::nullopt;
    square.groups_.push_back(*group);
  }
  return square;
}

void WideSquare::make(const SquareView& view, const std::uint8_t* stored, float* planes) const {
  make_rows(view, groups_, stored, planes);
}

}  // namespace solopose
