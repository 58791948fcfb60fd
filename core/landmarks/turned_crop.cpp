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

/// One row of samples: along the way from `first`, by `step` for each.
class RowSampler {
 public:
  RowSampler(const Image& picture, Beyond beyond, float low, float high)
      : picture_(picture),
        pixel_bytes_(bytes_per_pixel(picture.layout)),
        red_(picture.layout == PixelLayout::rgb24 ? 0 : 2),
        beyond_(beyond),
        low_(low),
        scale_((high - low) / 255.0F) {}

  void sample(const Eigen::Vector2d& point, float* rgb) const {
    // Pixel (0, 0) has its middle at (0.5, 0.5). Far outside all points look alike.
    const float x =
        std::clamp(static_cast<float>(point.x()) - 0.5F, -2.0F, static_cast<float>(picture_.width) + 1);
    const float y =
        std::clamp(static_cast<float>(point.y()) - 0.5F, -2.0F, static_cast<float>(picture_.height) + 1);
    const auto column = static_cast<int>(std::floor(x));
    const auto row = static_cast<int>(std::floor(y));
    const float right = x - static_cast<float>(column);
    const float down = y - static_cast<float>(row);
    const std::uint8_t* const corners[] = {pixel(column, row), pixel(column + 1, row), pixel(column, row + 1),
                                           pixel(column + 1, row + 1)};
    const float weights[] = {(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down};
    for (int channel = 0; channel < 3; ++channel) {
      const int at = red_ == 0 ? channel : 2 - channel;
      float sum = 0;
      for (int i = 0; i < 4; ++i) sum += weights[i] * static_cast<float>(corners[i][at]);
      rgb[channel] = low_ + scale_ * sum;
    }
  }

 private:
  const std::uint8_t* pixel(int column, int row) const {
    static constexpr std::uint8_t black[4] = {};
    const bool inside = column >= 0 && row >= 0 && column < picture_.width && row < picture_.height;
    if (!inside && beyond_ == Beyond::black) return black;
    return picture_.row(std::clamp(row, 0, picture_.height - 1)) +
           static_cast<std::ptrdiff_t>(std::clamp(column, 0, picture_.width - 1)) * pixel_bytes_;
  }

  const Image& picture_;
  int pixel_bytes_;
  int red_;
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
  const RowSampler sampler(picture, beyond, low, high);
  const Eigen::Vector2d first = picture_point(crop, Eigen::Vector2d::Constant(0.5 / size));
  const Eigen::Matrix2d steps = turn(crop) * (crop.side_px / size);
  std::vector<float> numbers(static_cast<std::size_t>(size) * size * 3);
  float* rgb = numbers.data();
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column, rgb += 3)
      sampler.sample(first + steps * Eigen::Vector2d(column, row), rgb);
  }
  return numbers;
}

}  // namespace solopose
