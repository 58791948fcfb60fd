#include "core/film/stroke_painter.h"

#include <algorithm>
#include <cmath>

namespace solopose {
namespace {

/// The pixels of a row or the rows of a picture that something between two places may touch.
struct Range {
  int begin = 0;
  int end = 0;
};

Range pixels_between(double low, double high, int size) {
  const double begin = std::clamp(std::floor(low), 0.0, static_cast<double>(size));
  const double end = std::clamp(std::ceil(high) + 1, 0.0, static_cast<double>(size));
  return {static_cast<int>(begin), static_cast<int>(end)};
}

void blend(std::uint8_t* pixel, PixelLayout layout, const std::array<std::uint8_t, 4>& rgba, double cover) {
  const double alpha = cover * rgba[3] / 255;
  const bool blue_first = layout == PixelLayout::bgra32;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    std::uint8_t& value = pixel[blue_first ? 2 - channel : channel];
    value = static_cast<std::uint8_t>(std::lround(value + alpha * (rgba[channel] - value)));
  }
}

/// A segment with everything nearer than `radius` to it.
class Capsule {
 public:
  explicit Capsule(const Stroke& stroke)
      : from_(stroke.from),
        along_(stroke.to - stroke.from),
        length2_(along_.squaredNorm()),
        radius_(stroke.width / 2) {}

  double reach() const { return radius_ + 0.5; }

  /// How much of a pixel it covers, 0 to 1, taking the pixel for a disc of its own size.
  double cover(double x, double y) const {
    const Eigen::Vector2d to_pixel = Eigen::Vector2d(x, y) - from_;
    const double t = length2_ > 0 ? std::clamp(to_pixel.dot(along_) / length2_, 0.0, 1.0) : 0.0;
    const double distance = (to_pixel - t * along_).norm();
    const double most = std::min(1.0, stroke_width());
    return std::clamp(radius_ - distance + 0.5, 0.0, most);
  }

  Range rows(int height) const {
    const double other = from_.y() + along_.y();
    return pixels_between(std::min(from_.y(), other) - reach(), std::max(from_.y(), other) + reach(), height);
  }

  /// Of the columns only those near the part of the segment that passes this row.
  Range columns(int row, int width) const {
    double first = 0;
    double last = 1;
    if (std::abs(along_.y()) > 1e-9) {
      first = (row - reach() - from_.y()) / along_.y();
      last = (row + reach() - from_.y()) / along_.y();
      if (first > last) std::swap(first, last);
      first = std::clamp(first, 0.0, 1.0);
      last = std::clamp(last, 0.0, 1.0);
    }
    const double a = from_.x() + first * along_.x();
    const double b = from_.x() + last * along_.x();
    return pixels_between(std::min(a, b) - reach(), std::max(a, b) + reach(), width);
  }

 private:
  double stroke_width() const { return 2 * radius_; }

  Eigen::Vector2d from_;
  Eigen::Vector2d along_;
  double length2_;
  double radius_;
};

void draw(Image& picture, const Stroke& stroke) {
  if (!stroke.from.allFinite() || !stroke.to.allFinite() || !(stroke.width > 0)) return;
  const Capsule capsule(stroke);
  const Range rows = capsule.rows(picture.height);
  for (int y = rows.begin; y < rows.end; ++y) {
    const Range columns = capsule.columns(y, picture.width);
    for (int x = columns.begin; x < columns.end; ++x) {
      const double cover = capsule.cover(x, y);
      if (cover > 0)
        blend(picture.row(y) + x * bytes_per_pixel(picture.layout), picture.layout, stroke.rgba, cover);
    }
  }
}

}  // namespace

void draw_strokes(Image& picture, std::span<const Stroke> strokes) {
  for (const Stroke& stroke : strokes) draw(picture, stroke);
}

}  // namespace solopose
