#include "core/samples/seen_square.h"

#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/samples/square_places.h"

namespace solopose {
namespace {

/// The picture within a border of grey: one pixel before, two behind it.
class Bordered {
 public:
  Bordered(std::span<const std::uint8_t> picture, int size) : row_bytes_((std::ptrdiff_t{size} + 3) * 3) {
    const std::size_t row = static_cast<std::size_t>(size) * 3;
    bytes_.assign(static_cast<std::size_t>((size + 3) * row_bytes_), beyond_picture);
    for (int y = 0; y < size; ++y)
      std::memcpy(bytes_.data() + (y + 1) * row_bytes_ + 3,
                  picture.data() + static_cast<std::size_t>(y) * row, row);
  }
  const std::uint8_t* pixel(std::int32_t x, std::int32_t y) const {
    return bytes_.data() + (y + 1) * row_bytes_ + (x + 1) * 3;
  }
  std::ptrdiff_t row_bytes() const { return row_bytes_; }

 private:
  std::ptrdiff_t row_bytes_;
  std::vector<std::uint8_t> bytes_;
};

/// Two of a row's pixels side by side in proportion, in steps.
std::int32_t across(const std::uint8_t* pixel, std::int32_t right) {
  return pixel[0] * (steps - right) + pixel[3] * right;
}

/// Two rows' in proportion, rounded.
std::uint8_t down(std::int32_t upper, std::int32_t lower, std::int32_t below) {
  return static_cast<std::uint8_t>((upper * (steps - below) + lower * below + step_round) >> (2 * step_bits));
}

std::vector<std::int32_t> columns_of(double per_column, int size) {
  std::vector<std::int32_t> columns;
  for (int x = 0; x < size; ++x) columns.push_back(fixed(per_column * x));
  return columns;
}

/// One row of a square: its reds, its greens, its blues.
using RowColours = std::vector<std::uint8_t>;

/// Makes the rows of a square that is turned: each pixel has a place of its own.
class TurnedRows {
 public:
  TurnedRows(const SquareView& view, std::span<const std::uint8_t> stored)
      : view_(view),
        picture_(stored, view.stored_size),
        columns_x_(columns_of(view.m[0], view.size)),
        columns_y_(columns_of(view.m[3], view.size)) {}

  void make(int y, RowColours& colours) const {
    const std::int32_t row_x = fixed(view_.m[1] * y + view_.m[2]);
    const std::int32_t row_y = fixed(view_.m[4] * y + view_.m[5]);
    const auto size = static_cast<std::size_t>(view_.size);
    for (std::size_t x = 0; x < size; ++x) {
      const std::int32_t at_x = in_steps(row_x + columns_x_[x], view_.stored_size);
      const std::int32_t at_y = in_steps(row_y + columns_y_[x], view_.stored_size);
      const std::int32_t right = at_x & (steps - 1), below = at_y & (steps - 1);
      const std::uint8_t* upper = picture_.pixel(at_x >> step_bits, at_y >> step_bits);
      const std::uint8_t* lower = upper + picture_.row_bytes();
      for (std::size_t c = 0; c < 3; ++c)
        colours[c * size + x] = down(across(upper + c, right), across(lower + c, right), below);
    }
  }

 private:
  const SquareView& view_;
  Bordered picture_;
  std::vector<std::int32_t> columns_x_;  ///< what a column adds to a row's place
  std::vector<std::int32_t> columns_y_;
};

/// Makes the rows of an upright square: all share their columns, and two of the picture's rows are met down.
class UprightRows {
 public:
  UprightRows(const SquareView& view, std::span<const std::uint8_t> stored)
      : view_(view), picture_(stored, view.stored_size), columns_(columns_of(view.m[0], view.size)) {
    for (std::int32_t& column : columns_) column = in_steps(fixed(view.m[2]) + column, view.stored_size);
    for (auto& row : rows_) row.resize(3 * columns_.size());
  }

  void make(int y, RowColours& colours) {
    const std::int32_t at = in_steps(fixed(view_.m[4] * y + view_.m[5]), view_.stored_size);
    const std::vector<std::int16_t>& upper = across_of(at >> step_bits);
    const std::vector<std::int16_t>& lower = across_of((at >> step_bits) + 1);
    const std::int32_t below = at & (steps - 1);
    for (std::size_t i = 0; i < colours.size(); ++i) colours[i] = down(upper[i], lower[i], below);
  }

 private:
  /// Of the last two rows asked for.
  const std::vector<std::int16_t>& across_of(std::int32_t y) {
    const auto place = static_cast<std::size_t>(y & 1);
    std::vector<std::int16_t>& row = rows_[place];
    if (std::exchange(kept_[place], y) == y) return row;
    const std::uint8_t* pixels = picture_.pixel(0, y);
    const std::size_t size = columns_.size();
    for (std::size_t x = 0; x < size; ++x) {
      const std::uint8_t* pixel = pixels + (columns_[x] >> step_bits) * 3;
      for (std::size_t c = 0; c < 3; ++c)
        row[c * size + x] = static_cast<std::int16_t>(across(pixel + c, columns_[x] & (steps - 1)));
    }
    return row;
  }

  const SquareView& view_;
  Bordered picture_;
  std::vector<std::int32_t> columns_;  ///< in steps
  std::array<std::vector<std::int16_t>, 2> rows_;
  std::array<std::int32_t, 2> kept_ = {-2, -2};  ///< their numbers; no row has this one
};

void hide(const SquareView& view, std::size_t y, RowColours& colours) {
  const auto size = static_cast<std::size_t>(view.size);
  for (std::size_t x = 0; x < size; ++x) {
    if (view.hidden[y * size + x] == 0) continue;
    for (std::size_t c = 0; c < 3; ++c) colours[c * size + x] = view.shape[c];
  }
}

template <typename Rows>
void make_rows(const SquareView& view, Rows rows, std::span<float> planes) {
  const auto size = static_cast<std::size_t>(view.size);
  RowColours colours(3 * size);
  for (std::size_t y = 0; y < size; ++y) {
    rows.make(static_cast<int>(y), colours);
    if (!view.hidden.empty()) hide(view, y, colours);
    for (std::size_t c = 0; c < 3; ++c) {
      const ColourLine line = view.lines[c];
      float* to = planes.data() + (c * size + y) * size;
      for (std::size_t x = 0; x < size; ++x)
        to[x] = std::clamp(static_cast<float>(colours[c * size + x]) * line.scale + line.offset, line.lowest,
                           line.highest);
    }
  }
}

}  // namespace

SeenSquare::SeenSquare(SquareView view) : view_(std::move(view)), wide_(WideSquare::of(view_)) {
  if (view_.size < 1 || view_.stored_size < 1)
    throw Error(fmt::format("seen square: expected sizes of at least 1 pixel, found {} of {}", view_.size,
                            view_.stored_size));
}

void SeenSquare::make(std::span<const std::uint8_t> stored, std::span<float> planes) const {
  const auto side = static_cast<std::size_t>(view_.size);
  const auto stored_side = static_cast<std::size_t>(view_.stored_size);
  if (stored.size() != stored_side * stored_side * 3 || planes.size() != side * side * 3)
    throw Error(fmt::format("seen square: {} bytes are no picture of {} pixels' side to make {} numbers of",
                            stored.size(), view_.stored_size, planes.size()));
  if (wide_) {
    wide_->make(view_, stored.data(), planes.data());
  } else if (view_.is_upright()) {
    make_rows(view_, UprightRows(view_, stored), planes);
  } else {
    make_rows(view_, TurnedRows(view_, stored), planes);
  }
}

}  // namespace solopose
