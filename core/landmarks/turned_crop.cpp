#include "core/landmarks/turned_crop.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

#include "core/base/error.h"

namespace solopose {
namespace {

Eigen::Matrix2d turn(const TurnedCrop& crop) { return Eigen::Rotation2Dd(crop.angle_rad).toRotationMatrix(); }

void require_positive(const TurnedCrop& crop, int size) {
  const bool finite =
      crop.centre_px.allFinite() && std::isfinite(crop.side_px) && std::isfinite(crop.angle_rad);
  if (!finite || crop.side_px <= 0) throw Error("crop: expected a finite square of positive side");
  if (size <= 0) throw Error("crop: expected a positive size");
}

/// The four pixels around a point, and how far it is from the first towards the others, 0 to 1.
struct Corners {
  const std::uint8_t* pixels[4];  ///< first row, then the next
  float right;
  float down;
};

class Sampler {
 public:
  Sampler(const Image& picture, Beyond beyond, float low, float high)
      : picture_(picture),
        pixel_bytes_(bytes_per_pixel(picture.layout)),
        red_first_(picture.layout == PixelLayout::rgb24),
        beyond_(beyond),
        low_(low),
        scale_((high - low) / 255.0F) {}

  /// A point as (column, row), whole numbers at the pixels' middles.
  void sample(float column, float row, float* rgb) const {
    const bool inside = column >= 0 && row >= 0 && column < static_cast<float>(picture_.width - 1) &&
                        row < static_cast<float>(picture_.height - 1);
    const Corners corners = inside ? corners_inside(column, row) : corners_anywhere(column, row);
    for (int channel = 0; channel < 3; ++channel) {
      const int byte = red_first_ ? channel : 2 - channel;
      const auto value = [&](int i) { return static_cast<float>(corners.pixels[i][byte]); };
      const float upper = value(0) + corners.right * (value(1) - value(0));
      const float lower = value(2) + corners.right * (value(3) - value(2));
      rgb[channel] = low_ + scale_ * (upper + corners.down * (lower - upper));
    }
  }

 private:
  Corners corners_inside(float column, float row) const {
    const auto whole_column = static_cast<int>(column);
    const auto whole_row = static_cast<int>(row);
    const std::uint8_t* first =
        picture_.row(whole_row) + static_cast<std::ptrdiff_t>(whole_column) * pixel_bytes_;
    const std::uint8_t* below = first + picture_.row_bytes();
    return {{first, first + pixel_bytes_, below, below + pixel_bytes_},
            column - static_cast<float>(whole_column),
            row - static_cast<float>(whole_row)};
  }

  Corners corners_anywhere(float column, float row) const {
    // Far outside all points look alike.
    column = std::clamp(column, -2.0F, static_cast<float>(picture_.width) + 1);
    row = std::clamp(row, -2.0F, static_cast<float>(picture_.height) + 1);
    const auto left = static_cast<int>(std::floor(column));
    const auto top = static_cast<int>(std::floor(row));
    return {{pixel(left, top), pixel(left + 1, top), pixel(left, top + 1), pixel(left + 1, top + 1)},
            column - static_cast<float>(left),
            row - static_cast<float>(top)};
  }

  const std::uint8_t* pixel(int column, int row) const {
    static constexpr std::uint8_t black[4] = {};
    const bool inside = column >= 0 && row >= 0 && column < picture_.width && row < picture_.height;
    if (!inside && beyond_ == Beyond::black) return black;
    return picture_.row(std::clamp(row, 0, picture_.height - 1)) +
           static_cast<std::ptrdiff_t>(std::clamp(column, 0, picture_.width - 1)) * pixel_bytes_;
  }

  const Image& picture_;
  int pixel_bytes_;
  bool red_first_;
  Beyond beyond_;
  float low_;
  float scale_;
};

}  // namespace

Eigen::Vector2d picture_point(const TurnedCrop& crop, const Eigen::Vector2d& in_crop) {
  return crop.centre_px + turn(crop) * (in_crop - Eigen::Vector2d::Constant(0.5)) * crop.side_px;
}

Eigen::Vector2d crop_point(const TurnedCrop& crop, const Eigen::Vector2d& in_picture) {
  return turn(crop).transpose() * (in_picture - crop.centre_px) / crop.side_px +
         Eigen::Vector2d::Constant(0.5);
}

TurnedCrop crop_around(const Eigen::Vector2d& centre_px, const Eigen::Vector2d& on_circle_px) {
  constexpr double larger = 1.25;
  const Eigen::Vector2d up = on_circle_px - centre_px;
  return {centre_px, larger * 2 * up.norm(), std::atan2(up.y(), up.x()) + std::numbers::pi / 2};
}

std::vector<float> sampled(const Image& picture, const TurnedCrop& crop, int size, Beyond beyond, float low,
                           float high) {
  require_positive(crop, size);
  if (picture.width <= 0 || picture.height <= 0) throw Error("picture: expected at least one pixel");
  const Sampler sampler(picture, beyond, low, high);
  // The middle of pixel (0, 0) is at (0.5, 0.5).
  const Eigen::Vector2d first =
      picture_point(crop, Eigen::Vector2d::Constant(0.5 / size)) - Eigen::Vector2d::Constant(0.5);
  const Eigen::Matrix2d steps = turn(crop) * (crop.side_px / size);
  std::vector<float> numbers(static_cast<std::size_t>(size) * size * 3);
  float* rgb = numbers.data();
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column, rgb += 3) {
      const Eigen::Vector2f point = (first + steps * Eigen::Vector2d(column, row)).cast<float>();
      sampler.sample(point.x(), point.y(), rgb);
    }
  }
  return numbers;
}

}  // namespace solopose
