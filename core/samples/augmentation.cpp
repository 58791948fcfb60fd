#include "core/samples/augmentation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include "core/base/error.h"
#include "core/models/clip_image.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr std::size_t pose_size = std::size_t{joint_count} * 3;
constexpr double grey = 128;

double between(SeededRandom& random, double least, double most) {
  return least + (most - least) * random.unit();
}
double within(SeededRandom& random, double magnitude) { return between(random, -magnitude, magnitude); }

Occluder drawn_occluder(SeededRandom& random) {
  Occluder occluder;
  occluder.ellipse = random.below(2) == 1;
  occluder.x = random.unit();
  occluder.y = random.unit();
  occluder.width = between(random, 0.1, 0.4);
  occluder.height = between(random, 0.1, 0.4);
  for (auto& channel : occluder.colour) channel = static_cast<std::uint8_t>(random.below(256));
  return occluder;
}

void swap_sides(std::span<float> pose) {
  for (int joint = 0; joint < joint_count; ++joint) {
    const int other = index_of(mirrored(static_cast<Joint>(joint)));
    if (other <= joint) continue;
    std::swap_ranges(pose.begin() + joint * 3, pose.begin() + joint * 3 + 3, pose.begin() + other * 3);
  }
}

void require_poses(std::span<const float> poses_mm) {
  if (poses_mm.size() % pose_size != 0)
    throw Error(
        fmt::format("augmentation: expected poses of {} numbers, found {}", pose_size, poses_mm.size()));
}

/// From a pixel of the picture that is seen to the one of the stored picture it shows.
cv::Matx23d stored_from_seen(int stored_size, int image_size, const Augmentation& a) {
  const double mirror = a.flip ? -1 : 1;
  const double cosine = std::cos(a.rotate_rad) * a.scale;
  const double sine = std::sin(a.rotate_rad) * a.scale;
  const double seen_middle = (image_size - 1) / 2.0;
  const double x = (stored_size - 1) / 2.0 + a.shift.x() * image_size;
  const double y = (stored_size - 1) / 2.0 + a.shift.y() * image_size;
  const cv::Matx22d turn(mirror * cosine, -sine, mirror * sine, cosine);
  const cv::Vec2d moved = turn * cv::Vec2d(seen_middle, seen_middle);
  return {turn(0, 0), turn(0, 1), x - moved[0], turn(1, 0), turn(1, 1), y - moved[1]};
}

void draw(cv::Mat& picture, const Occluder& occluder) {
  const auto px = [&](double share) { return static_cast<int>(std::lround(share * picture.cols)); };
  const cv::Scalar colour(occluder.colour[0], occluder.colour[1], occluder.colour[2]);
  const cv::Size half(std::max(1, px(occluder.width / 2)), std::max(1, px(occluder.height / 2)));
  const cv::Point middle(px(occluder.x), px(occluder.y));
  if (occluder.ellipse) {
    cv::ellipse(picture, middle, half, 0, 0, 360, colour, cv::FILLED);
  } else {
    cv::rectangle(picture, middle - cv::Point(half), middle + cv::Point(half), colour, cv::FILLED);
  }
}

using Table = std::array<float, 256>;

Table table_of(const Augmentation& a, std::size_t channel) {
  Table table;
  for (std::size_t value = 0; value < table.size(); ++value) {
    const float seen = (static_cast<float>(value) - static_cast<float>(grey)) * a.gain[channel] +
                       static_cast<float>(grey) + a.offset[channel];
    table[value] = (std::clamp(seen, 0.0f, 255.0f) / 255.0f - clip_mean[channel]) / clip_std[channel];
  }
  return table;
}

}  // namespace

Augmentation drawn_augmentation(const AugmentationOptions& options, TargetFrame frame, SeededRandom& random) {
  Augmentation a;
  // Every number is drawn whatever the options say: switching one off leaves the others as they are.
  a.flip = random.below(2) == 1 && options.flip;
  a.shift.x() = within(random, options.shift);
  a.shift.y() = within(random, options.shift);
  a.scale = 1 + within(random, options.scale);
  a.rotate_rad = within(random, options.rotate_deg) * std::numbers::pi / 180;
  if (frame == TargetFrame::universal) a.rotate_rad = 0;
  const double contrast = 1 + within(random, options.colour);
  const double brightness = grey * within(random, options.colour);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const double tint = 1 + within(random, options.colour / 3);
    a.gain[channel] = static_cast<float>(contrast * tint);
    a.offset[channel] = static_cast<float>(brightness * tint + grey * (tint - 1));
  }
  const bool occluded = random.unit() < options.occlude;
  const Occluder occluder = drawn_occluder(random);
  if (occluded) a.occluder = occluder;
  return a;
}

Crop augmented_crop(const Crop& plain, const Augmentation& augmentation) {
  return {.centre_px = plain.centre_px + augmentation.shift * plain.side_px,
          .side_px = plain.side_px * augmentation.scale};
}

void augment_crop_targets(const Augmentation& a, double extent_mm, std::span<float> targets_mm) {
  require_poses(targets_mm);
  const double cosine = std::cos(a.rotate_rad) / a.scale;
  const double sine = std::sin(a.rotate_rad) / a.scale;
  for (std::size_t i = 0; i < targets_mm.size(); i += 3) {
    const double x = targets_mm[i] - a.shift.x() * extent_mm;
    const double y = targets_mm[i + 1] - a.shift.y() * extent_mm;
    targets_mm[i] = static_cast<float>(cosine * x + sine * y);
    targets_mm[i + 1] = static_cast<float>(cosine * y - sine * x);
  }
  if (a.flip) mirror_poses(targets_mm, Eigen::Vector3d::UnitX());
}

void mirror_poses(std::span<float> poses_mm, const Eigen::Vector3d& axis) {
  require_poses(poses_mm);
  const Eigen::Vector3f along = axis.cast<float>();
  for (std::size_t i = 0; i < poses_mm.size(); i += 3) {
    Eigen::Map<Eigen::Vector3f> point(poses_mm.data() + i);
    point -= 2 * point.dot(along) * along;
  }
  for (std::size_t pose = 0; pose < poses_mm.size(); pose += pose_size) {
    swap_sides(poses_mm.subspan(pose, pose_size));
  }
}

void augmented_pixels(std::span<const std::uint8_t> stored, int stored_size, int image_size,
                      const Augmentation& a, std::span<float> pixels) {
  const auto area = static_cast<std::size_t>(image_size) * static_cast<std::size_t>(image_size);
  const auto stored_area = static_cast<std::size_t>(stored_size) * static_cast<std::size_t>(stored_size);
  if (image_size < 1 || stored_size < image_size || stored.size() != stored_area * 3 ||
      pixels.size() != area * 3)
    throw Error(fmt::format("augmentation: {} bytes are no picture of {} pixels' side to make one of {} of",
                            stored.size(), stored_size, image_size));
  // OpenCV has no matrix of constant bytes; this one is only read.
  const cv::Mat from(stored_size, stored_size, CV_8UC3, const_cast<std::uint8_t*>(stored.data()));
  cv::Mat seen;
  if (a.moves_crop()) {
    cv::warpAffine(from, seen, stored_from_seen(stored_size, image_size, a), {image_size, image_size},
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar::all(grey));
  } else {
    const int margin = (stored_size - image_size) / 2;
    seen = from({margin, margin, image_size, image_size});
  }
  if (a.occluder) {
    if (!a.moves_crop()) seen = seen.clone();
    draw(seen, *a.occluder);
  }
  const Table red = table_of(a, 0), green = table_of(a, 1), blue = table_of(a, 2);
  float* to = pixels.data();
  for (int y = 0; y < image_size; ++y) {
    const std::uint8_t* pixel = seen.ptr<std::uint8_t>(y);
    for (int x = 0; x < image_size; ++x, pixel += 3, ++to) {
      to[0] = red[pixel[0]];
      to[area] = green[pixel[1]];
      to[2 * area] = blue[pixel[2]];
    }
  }
}

void grey_pixels(std::span<float> pixels) {
  const std::size_t area = pixels.size() / 3;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const float value = table_of({}, channel)[static_cast<std::size_t>(grey)];
    std::ranges::fill(pixels.subspan(channel * area, area), value);
  }
}

}  // namespace solopose
