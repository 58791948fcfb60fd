#include "core/camera/crop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/camera/resampling.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr std::size_t pose_size = std::size_t{joint_count} * 3;
constexpr float outside = 128;  ///< mid-grey

Eigen::Vector3d joint_of(std::span<const float> pose_mm, std::size_t joint) {
  const float* at = pose_mm.data() + joint * 3;
  return Eigen::Vector3f(at[0], at[1], at[2]).cast<double>();
}

void set_joint(std::vector<float>& pose_mm, std::size_t joint, const Eigen::Vector3d& point) {
  const bool known = point.allFinite();
  for (std::size_t axis = 0; axis < 3; ++axis) {
    pose_mm[joint * 3 + axis] = known ? static_cast<float>(point[static_cast<Eigen::Index>(axis)])
                                      : std::numeric_limits<float>::quiet_NaN();
  }
}

void require_pose(std::span<const float> pose_mm) {
  if (pose_mm.size() != pose_size) {
    throw Error(fmt::format("pose: expected {} numbers, found {}", pose_size, pose_mm.size()));
  }
}

void require_positive(const Crop& crop, double extent_mm) {
  if (!(crop.side_px > 0) || !std::isfinite(crop.side_px) || !crop.centre_px.allFinite()) {
    throw Error(fmt::format("crop: expected a square of a side above 0 pixels, found side {} around ({}, {})",
                            crop.side_px, crop.centre_px.x(), crop.centre_px.y()));
  }
  if (!(extent_mm > 0) || !std::isfinite(extent_mm)) {
    throw Error(fmt::format("crop: expected an extent above 0 mm, found {}", extent_mm));
  }
}

/// What one output pixel of an axis is the mean of: `weights` of the picture's pixels from `first` on, and
/// `beyond` of what lies outside.
struct Taps {
  int first = 0;
  std::vector<float> weights;
  float beyond = 1;
};

/// Pixel k reaches from k - 0.5 to k + 0.5. Output pixels wider than one of the picture are the mean of what
/// they cover; narrower ones the mean of a whole pixel's width around their middle, which is to interpolate
/// linearly.
std::vector<Taps> mean_taps_of(double centre, double side, int size, int pixels) {
  const double step = side / size;
  const double width = std::max(step, 1.0);
  std::vector<Taps> taps(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) {
    const double middle = centre + (i + 0.5 - 0.5 * size) * step;
    const double from = std::clamp(middle - width / 2, -0.5, pixels - 0.5);
    const double to = std::clamp(middle + width / 2, -0.5, pixels - 0.5);
    if (!(to > from)) continue;
    Taps& tap = taps[static_cast<std::size_t>(i)];
    tap.first = std::min(static_cast<int>(from + 0.5), pixels - 1);
    for (int pixel = tap.first; pixel < pixels && pixel - 0.5 < to; ++pixel) {
      const double covered = std::min(to, pixel + 0.5) - std::max(from, pixel - 0.5);
      tap.weights.push_back(static_cast<float>(std::max(covered, 0.0) / width));
    }
    tap.beyond = static_cast<float>(1 - (to - from) / width);
  }
  return taps;
}

/// Keys 1981, equation 4.
double cubic(double x) {
  x = std::abs(x);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

std::vector<Taps> cubic_taps_of(double centre, double side, int size, int pixels) {
  const double step = side / size;
  const double width = std::max(step, 1.0);
  std::vector<Taps> taps(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) {
    const double middle = centre + (i + 0.5 - 0.5 * size) * step;
    // Far beyond the picture nothing is looked at.
    if (middle < -2 * width - 1 || middle > pixels + 2 * width) continue;
    Taps& tap = taps[static_cast<std::size_t>(i)];
    const auto first = static_cast<int>(std::ceil(middle - 2 * width));
    const auto last = static_cast<int>(std::floor(middle + 2 * width));
    tap.first = std::clamp(first, 0, pixels - 1);
    double sum = 0, inside = 0;
    for (int pixel = first; pixel <= last; ++pixel) {
      const double weight = cubic((pixel - middle) / width);
      sum += weight;
      if (pixel < 0 || pixel >= pixels) continue;
      inside += weight;
      tap.weights.push_back(static_cast<float>(weight));
    }
    for (float& weight : tap.weights) weight = static_cast<float>(weight / sum);
    tap.beyond = static_cast<float>(1 - inside / sum);
  }
  return taps;
}

/// The taps of both axes, for a picture's size.
struct CropTaps {
  std::vector<Taps> across;
  std::vector<Taps> down;
};

CropTaps taps_of(const Crop& crop, int size, Resampling resampling, int width, int height) {
  constexpr int largest = 1 << 14;
  require_positive(crop, 1);
  if (size < 1 || size > largest)
    throw Error(fmt::format("crop: expected a size of 1 to {} pixels, found {}", largest, size));
  if (width < 1 || height < 1) throw Error("crop: the picture has no pixels");
  const auto along = resampling == Resampling::bicubic ? cubic_taps_of : mean_taps_of;
  return {along(crop.centre_px.x(), crop.side_px, size, width),
          along(crop.centre_px.y(), crop.side_px, size, height)};
}

/// First pixel and end of what taps look at.
std::array<int, 2> reach_of(const std::vector<Taps>& taps) {
  std::array<int, 2> reach = {0, 0};
  for (const Taps& tap : taps) {
    if (tap.weights.empty()) continue;
    const int end = tap.first + static_cast<int>(tap.weights.size());
    reach = reach[1] == 0 ? std::array{tap.first, end}
                          : std::array{std::min(reach[0], tap.first), std::max(reach[1], end)};
  }
  return reach;
}

PictureBox box_of(const CropTaps& taps) {
  const auto [left, right] = reach_of(taps.across);
  const auto [top, bottom] = reach_of(taps.down);
  if (left == right || top == bottom) return {};
  return {left, top, right, bottom};
}

void require_within(const PictureBox& box, const Image& image, int left, int top) {
  const bool within = box.left >= left && box.top >= top && box.right <= left + image.width &&
                      box.bottom <= top + image.height;
  if (box.right > box.left && !within)
    throw Error(fmt::format("crop: pixels ({}, {}) to ({}, {}) are looked at, found ({}, {}) to ({}, {})",
                            box.left, box.top, box.right, box.bottom, left, top, left + image.width,
                            top + image.height));
}

/// sums += weight * bytes, a loop without branches.
void add_weighted(const std::uint8_t* bytes, float weight, std::vector<float>& sums) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += weight * static_cast<float>(bytes[i]);
}

/// Sums of rows, from pixel `left` on, to `taps.size()` red, green and blue bytes.
template <std::size_t Bytes, std::size_t Red, std::size_t Blue>
void shrink_row(const std::vector<float>& sums, int left, const std::vector<Taps>& taps, std::uint8_t* to) {
  const auto rounded = [](float sum) {
    return static_cast<std::uint8_t>(std::clamp(sum + 0.5F, 0.0F, 255.0F));
  };
  for (const Taps& tap : taps) {
    float red = tap.beyond * outside, green = red, blue = red;
    const float* pixel =
        sums.data() + static_cast<std::size_t>(tap.weights.empty() ? 0 : tap.first - left) * Bytes;
    for (const float weight : tap.weights) {
      red += weight * pixel[Red];
      green += weight * pixel[1];
      blue += weight * pixel[Blue];
      pixel += Bytes;
    }
    *to++ = rounded(red);
    *to++ = rounded(green);
    *to++ = rounded(blue);
  }
}

/// Down first, in long loops over whole rows, then across what is left. `image` begins at (left, top) of the
/// picture that the taps are for.
Image resampled(const Image& image, int left, int top, const CropTaps& taps) {
  const PictureBox box = box_of(taps);
  require_within(box, image, left, top);
  const auto bytes = static_cast<std::size_t>(bytes_per_pixel(image.layout));
  const int size = static_cast<int>(taps.down.size());
  Image result(size, size, PixelLayout::rgb24);
  std::vector<float> sums(static_cast<std::size_t>(box.right - box.left) * bytes);
  for (int y = 0; y < size; ++y) {
    const Taps& tap = taps.down[static_cast<std::size_t>(y)];
    std::ranges::fill(sums, tap.beyond * outside);
    for (std::size_t k = 0; k < tap.weights.size() && !sums.empty(); ++k) {
      const std::uint8_t* row = image.row(tap.first + static_cast<int>(k) - top);
      add_weighted(row + static_cast<std::size_t>(box.left - left) * bytes, tap.weights[k], sums);
    }
    const bool rgb = image.layout == PixelLayout::rgb24;
    if (sums.empty()) {
      std::ranges::fill_n(result.row(y), std::ssize(taps.across) * 3, static_cast<std::uint8_t>(outside));
    } else if (rgb) {
      shrink_row<3, 0, 2>(sums, box.left, taps.across, result.row(y));
    } else {
      shrink_row<4, 2, 0>(sums, box.left, taps.across, result.row(y));
    }
  }
  return result;
}

}  // namespace

std::optional<Crop> crop_of_pose(const Camera& camera, std::span<const float> pose_in_camera_mm,
                                 double extent_mm) {
  require_pose(pose_in_camera_mm);
  const Eigen::Vector3d pelvis = joint_of(pose_in_camera_mm, index_of(Joint::pelvis));
  if (!pelvis.allFinite() || !(pelvis.z() > 0)) return std::nullopt;
  const Eigen::Vector2d centre_px = project_to_pixel(camera, pelvis);
  const Crop crop{.centre_px = centre_px, .side_px = focal_px_at(camera, centre_px) * extent_mm / pelvis.z()};
  if (!crop.centre_px.allFinite() || !std::isfinite(crop.side_px) || !(crop.side_px > 0)) return std::nullopt;
  return crop;
}

std::vector<float> crop_from_camera(const Camera& camera, const Crop& crop, double extent_mm,
                                    std::span<const float> pose_in_camera_mm) {
  require_pose(pose_in_camera_mm);
  require_positive(crop, extent_mm);
  const Eigen::Vector3d pelvis = joint_of(pose_in_camera_mm, index_of(Joint::pelvis));
  if (!pelvis.allFinite()) throw Error("crop: the pose's pelvis is missing: no depth to be relative to");
  std::vector<float> pose(pose_size);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d point = joint_of(pose_in_camera_mm, joint);
    const Eigen::Vector2d place =
        (project_to_pixel(camera, point) - crop.centre_px) * (extent_mm / crop.side_px);
    set_joint(pose, joint, {place.x(), place.y(), point.z() - pelvis.z()});
  }
  return pose;
}

std::vector<float> camera_from_crop(const Camera& camera, const Crop& crop, double extent_mm,
                                    std::span<const float> pose_in_crop_mm) {
  require_pose(pose_in_crop_mm);
  require_positive(crop, extent_mm);
  const double pelvis_depth = focal_px_at(camera, crop.centre_px) * extent_mm / crop.side_px;
  std::vector<float> pose(pose_size);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d in_crop = joint_of(pose_in_crop_mm, joint);
    const double depth = pelvis_depth + in_crop.z();
    if (!in_crop.allFinite() || !(depth > 0)) {
      set_joint(pose, joint, Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN()));
      continue;
    }
    const Eigen::Vector2d pixel = crop.centre_px + in_crop.head<2>() * (crop.side_px / extent_mm);
    set_joint(pose, joint, unproject_pixel(camera, pixel, depth));
  }
  return pose;
}

std::vector<float> pixels_from_crop(const Crop& crop, double extent_mm,
                                    std::span<const float> pose_in_crop_mm) {
  require_pose(pose_in_crop_mm);
  require_positive(crop, extent_mm);
  std::vector<float> pixels(std::size_t{joint_count} * 2);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector2d pixel =
        crop.centre_px + joint_of(pose_in_crop_mm, joint).head<2>() * (crop.side_px / extent_mm);
    pixels[joint * 2] = static_cast<float>(pixel.x());
    pixels[joint * 2 + 1] = static_cast<float>(pixel.y());
  }
  return pixels;
}

Image cropped(const Image& picture, const Crop& crop, int size, Resampling resampling) {
  return resampled(picture, 0, 0, taps_of(crop, size, resampling, picture.width, picture.height));
}

PictureBox looked_at(const Crop& crop, int size, Resampling resampling, int width, int height) {
  return box_of(taps_of(crop, size, resampling, width, height));
}

Image cropped(const PicturePart& part, const Crop& crop, int size, Resampling resampling) {
  return resampled(part.image, part.left, part.top, taps_of(crop, size, resampling, part.width, part.height));
}

Image cropped(const Image& picture, const Crop& crop, int size) {
  return cropped(picture, crop, size, Resampling::mean);
}

}  // namespace solopose
