#include "core/samples/augmentation.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

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
std::array<double, 6> stored_from_seen(int stored_size, int image_size, const Augmentation& a) {
  const double mirror = a.flip ? -1 : 1;
  const double cosine = std::cos(a.rotate_rad) * a.scale;
  const double sine = std::sin(a.rotate_rad) * a.scale;
  const double seen_middle = (image_size - 1) / 2.0;
  const double x = (stored_size - 1) / 2.0 + a.shift.x() * image_size;
  const double y = (stored_size - 1) / 2.0 + a.shift.y() * image_size;
  const std::array<double, 4> turn = {mirror * cosine, -sine, mirror * sine, cosine};
  return {turn[0], turn[1], x - (turn[0] + turn[1]) * seen_middle,
          turn[2], turn[3], y - (turn[2] + turn[3]) * seen_middle};
}

/// (size, size), 255 where it hides something.
std::vector<std::uint8_t> hidden_by(const Occluder& occluder, int size) {
  std::vector<std::uint8_t> hidden(static_cast<std::size_t>(size) * static_cast<std::size_t>(size));
  cv::Mat picture(size, size, CV_8UC1, hidden.data());
  const auto px = [&](double share) { return static_cast<int>(std::lround(share * size)); };
  const cv::Size half(std::max(1, px(occluder.width / 2)), std::max(1, px(occluder.height / 2)));
  const cv::Point middle(px(occluder.x), px(occluder.y));
  if (occluder.ellipse) {
    cv::ellipse(picture, middle, half, 0, 0, 360, cv::Scalar(255), cv::FILLED);
  } else {
    cv::rectangle(picture, middle - cv::Point(half), middle + cv::Point(half), cv::Scalar(255), cv::FILLED);
  }
  return hidden;
}

/// gain * (value - grey) + grey + offset, from 0 to 255; then clip_mean and clip_std taken out.
ColourLine line_of(const Augmentation& a, std::size_t channel) {
  const double mean = static_cast<double>(clip_mean[channel]),
               deviation = static_cast<double>(clip_std[channel]);
  const double gain = static_cast<double>(a.gain[channel]), offset = static_cast<double>(a.offset[channel]);
  const auto normal = [&](double colour) { return static_cast<float>((colour / 255 - mean) / deviation); };
  return {.scale = static_cast<float>(gain / 255 / deviation),
          .offset = normal(grey - gain * grey + offset),
          .lowest = normal(0),
          .highest = normal(255)};
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

SquareView seen_by(const Augmentation& a, int stored_size, int image_size) {
  SquareView view;
  view.stored_size = stored_size;
  view.size = image_size;
  view.m = stored_from_seen(stored_size, image_size, a);
  view.lines = {line_of(a, 0), line_of(a, 1), line_of(a, 2)};
  if (!a.occluder) return view;
  view.hidden = hidden_by(*a.occluder, image_size);
  view.shape = a.occluder->colour;
  return view;
}

void grey_pixels(std::span<float> pixels) {
  const std::size_t area = pixels.size() / 3;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const ColourLine line = line_of({}, channel);
    const float value = static_cast<float>(grey) * line.scale + line.offset;
    std::ranges::fill(pixels.subspan(channel * area, area), value);
  }
}

}  // namespace solopose
