#include "core/samples/augmentation.h"

#include <cmath>
#include <numbers>
#include <random>

#include <gmock/gmock.h>

#include "core/models/clip_image.h"
#include "core/samples/seen_square.h"

namespace solopose {
namespace {

constexpr double extent_mm = 2600;
constexpr int image_size = 64;
constexpr int stored_size = 80;

AugmentationOptions all_on() {
  AugmentationOptions options;
  options.rotate_deg = 20;
  options.colour = 0;
  options.occlude = 0;
  return options;
}

Camera camera() {
  Camera made;
  made.width = 1000;
  made.height = 800;
  made.intrinsics << 900, 0, 480, 0, 905, 410, 0, 0, 1;
  made.distortion = {-0.1, 0.02, 0.001, 0, 0};
  return made;
}

std::vector<float> random_pose(std::mt19937& random) {
  std::uniform_real_distribution<float> place(-600, 600), limb(-700, 700);
  const float pelvis[3] = {place(random), place(random), 4500 + place(random)};
  std::vector<float> pose;
  for (int joint = 0; joint < joint_count; ++joint) {
    for (const float middle : pelvis) pose.push_back(joint == 0 ? middle : middle + limb(random));
  }
  return pose;
}

Eigen::Vector3d joint_of(std::span<const float> pose, std::size_t joint) {
  return {pose[joint * 3], pose[joint * 3 + 1], pose[joint * 3 + 2]};
}

float picture_value(float pixel, std::size_t channel) {
  return (pixel * clip_std[channel] + clip_mean[channel]) * 255;
}

std::vector<float> seen(std::span<const std::uint8_t> stored, const Augmentation& augmentation) {
  std::vector<float> pixels(3 * image_size * image_size);
  SeenSquare(seen_by(augmentation, stored_size, image_size)).make(stored, pixels);
  return pixels;
}

std::vector<std::uint8_t> noise() {
  std::mt19937 random(5);
  std::vector<std::uint8_t> bytes(3 * stored_size * stored_size);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

TEST(Augmentation, targets_are_those_of_the_crop_that_is_seen) {
  std::mt19937 random(1);
  for (std::uint64_t round = 0; round < 300; ++round) {
    SeededRandom draws(round);
    const Augmentation a = drawn_augmentation(all_on(), TargetFrame::camera, draws);
    const std::vector<float> pose = random_pose(random);
    const Crop plain = *crop_of_pose(camera(), pose, extent_mm);
    std::vector<float> targets = crop_from_camera(camera(), plain, extent_mm, pose);
    augment_crop_targets(a, extent_mm, targets);

    // From the crop: how far each joint's pixel is along the axes of the turned and mirrored square.
    const Crop crop = augmented_crop(plain, a);
    const Eigen::Vector2d right(std::cos(a.rotate_rad), std::sin(a.rotate_rad));
    const Eigen::Vector2d down(-right.y(), right.x());
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      const Eigen::Vector3d point = joint_of(pose, joint);
      const Eigen::Vector2d away = project_to_pixel(camera(), point) - crop.centre_px;
      const double mm_per_px = extent_mm / crop.side_px;
      const auto named =
          a.flip ? static_cast<std::size_t>(index_of(mirrored(static_cast<Joint>(joint)))) : joint;
      const Eigen::Vector3d target = joint_of(targets, named);
      EXPECT_NEAR(target.x(), away.dot(right) * mm_per_px * (a.flip ? -1 : 1), 0.01);
      EXPECT_NEAR(target.y(), away.dot(down) * mm_per_px, 0.01);
      EXPECT_NEAR(target.z(), point.z() - pose[2], 0.01);
    }
  }
}

TEST(Augmentation, shift_and_scale_alone_give_what_crop_from_camera_says_of_the_new_crop) {
  std::mt19937 random(2);
  AugmentationOptions options = all_on();
  options.flip = false;
  options.rotate_deg = 0;
  for (std::uint64_t round = 0; round < 100; ++round) {
    SeededRandom draws(round);
    const Augmentation a = drawn_augmentation(options, TargetFrame::camera, draws);
    const std::vector<float> pose = random_pose(random);
    const Crop plain = *crop_of_pose(camera(), pose, extent_mm);
    std::vector<float> targets = crop_from_camera(camera(), plain, extent_mm, pose);
    augment_crop_targets(a, extent_mm, targets);
    const auto expected = crop_from_camera(camera(), augmented_crop(plain, a), extent_mm, pose);
    for (std::size_t i = 0; i < targets.size(); ++i) EXPECT_NEAR(targets[i], expected[i], 0.01);
  }
}

TEST(Augmentation, a_spot_in_the_picture_goes_where_its_target_goes) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    SeededRandom draws(round);
    const Augmentation a = drawn_augmentation(all_on(), TargetFrame::camera, draws);
    const Eigen::Vector2d spot(25 + 30 * draws.unit(), 25 + 30 * draws.unit());  // stored pixels
    std::vector<std::uint8_t> stored(3 * stored_size * stored_size, 0);
    for (int y = 0; y < stored_size; ++y) {
      for (int x = 0; x < stored_size; ++x) {
        const double away = (Eigen::Vector2d(x, y) - spot).squaredNorm();
        stored[static_cast<std::size_t>((y * stored_size + x) * 3)] =
            static_cast<std::uint8_t>(std::lround(250 * std::exp(-away / 8)));
      }
    }
    std::vector<float> target(45, 0);
    const Eigen::Vector2d in_crop =
        (spot - Eigen::Vector2d::Constant((stored_size - 1) / 2.0)) * extent_mm / image_size;
    target[0] = static_cast<float>(in_crop.x());
    target[1] = static_cast<float>(in_crop.y());
    augment_crop_targets(a, extent_mm, target);

    const std::vector<float> pixels = seen(stored, a);
    Eigen::Vector2d sum = Eigen::Vector2d::Zero();
    double weights = 0;
    for (int y = 0; y < image_size; ++y) {
      for (int x = 0; x < image_size; ++x) {
        const auto at = static_cast<std::size_t>(y * image_size + x);
        const bool margin = picture_value(pixels[at + image_size * image_size], 1) > 1;  // grey, beyond
        const double weight = margin ? 0 : picture_value(pixels[at], 0);
        sum += weight * Eigen::Vector2d(x, y);
        weights += weight;
      }
    }
    const Eigen::Vector2d found =
        (sum / weights - Eigen::Vector2d::Constant((image_size - 1) / 2.0)) * extent_mm / image_size;
    EXPECT_NEAR(found.x(), target[0], 8) << "a pixel is 41 mm wide";
    EXPECT_NEAR(found.y(), target[1], 8);
  }
}

TEST(Augmentation, nothing_changed_is_the_middle_of_the_stored_picture) {
  const auto stored = noise();
  const auto pixels = seen(stored, {});
  for (std::size_t channel = 0; channel < 3; ++channel) {
    for (std::size_t y = 0; y < image_size; ++y) {
      for (std::size_t x = 0; x < image_size; ++x) {
        const float expected =
            (static_cast<float>(stored[((y + 8) * stored_size + x + 8) * 3 + channel]) / 255 -
             clip_mean[channel]) /
            clip_std[channel];
        ASSERT_NEAR(pixels[(channel * image_size + y) * image_size + x], expected, 1e-6);
      }
    }
  }
}

TEST(Augmentation, a_flip_alone_is_the_mirrored_picture_to_the_pixel) {
  const auto stored = noise();
  const auto plain = seen(stored, {});
  Augmentation flip;
  flip.flip = true;
  const auto flipped = seen(stored, flip);
  for (std::size_t row = 0; row < 3 * image_size; ++row) {
    for (std::size_t x = 0; x < image_size; ++x)
      ASSERT_EQ(flipped[row * image_size + x], plain[row * image_size + image_size - 1 - x]);
  }
}

TEST(Augmentation, mirrored_twice_is_the_same_pose_and_once_swaps_sides) {
  std::mt19937 random(3);
  const std::vector<float> pose = random_pose(random);
  const Eigen::Vector3d axis = Eigen::Vector3d(1, -2, 0.5).normalized();
  std::vector<float> changed = pose;
  mirror_poses(changed, axis);
  const Eigen::Vector3d wrist = joint_of(pose, static_cast<std::size_t>(index_of(Joint::left_wrist)));
  const Eigen::Vector3d other = joint_of(changed, static_cast<std::size_t>(index_of(Joint::right_wrist)));
  EXPECT_NEAR((other - (wrist - 2 * wrist.dot(axis) * axis)).norm(), 0, 0.01);
  EXPECT_NEAR(other.norm(), wrist.norm(), 0.01);
  mirror_poses(changed, axis);
  for (std::size_t i = 0; i < pose.size(); ++i) EXPECT_NEAR(changed[i], pose[i], 0.01);
}

TEST(Augmentation, missing_joints_stay_missing) {
  std::vector<float> targets(90, 5);
  targets[9] = targets[10] = targets[11] = std::numeric_limits<float>::quiet_NaN();
  Augmentation a;
  a.flip = true;
  a.scale = 1.1;
  augment_crop_targets(a, extent_mm, targets);
  const auto mirror = static_cast<std::size_t>(index_of(mirrored(static_cast<Joint>(3)))) * 3;
  for (std::size_t i = 0; i < 90; ++i) EXPECT_EQ(std::isnan(targets[i]), i >= mirror && i < mirror + 3) << i;
}

TEST(Augmentation, draws_stay_within_the_options_and_follow_from_the_seed) {
  AugmentationOptions options;
  options.rotate_deg = 15;
  bool flipped = false, straight = false;
  int occluded = 0;
  for (std::uint64_t round = 0; round < 1000; ++round) {
    SeededRandom draws(round), again(round), universal(round);
    const Augmentation a = drawn_augmentation(options, TargetFrame::camera, draws);
    const Augmentation b = drawn_augmentation(options, TargetFrame::camera, again);
    EXPECT_EQ(a.shift, b.shift);
    EXPECT_EQ(a.gain, b.gain);
    EXPECT_LE(a.shift.cwiseAbs().maxCoeff(), options.shift);
    EXPECT_LE(std::abs(a.scale - 1), options.scale);
    EXPECT_LE(std::abs(a.rotate_rad), 15 * std::numbers::pi / 180);
    (a.flip ? flipped : straight) = true;
    occluded += a.occluder.has_value() ? 1 : 0;
    EXPECT_EQ(drawn_augmentation(options, TargetFrame::universal, universal).rotate_rad, 0);
  }
  EXPECT_TRUE(flipped && straight);
  EXPECT_NEAR(occluded, 1000 * options.occlude, 60);
}

TEST(Augmentation, without_magnitudes_nothing_changes) {
  const AugmentationOptions off{
      .flip = false, .shift = 0, .scale = 0, .rotate_deg = 0, .colour = 0, .occlude = 0};
  SeededRandom draws(4);
  const auto stored = noise();
  EXPECT_EQ(seen(stored, drawn_augmentation(off, TargetFrame::camera, draws)), seen(stored, {}));
}

TEST(Augmentation, colours_turn_around_mid_grey_and_stay_in_range) {
  const auto stored = noise();
  const auto plain = seen(stored, {});
  Augmentation a;
  a.gain = {1.3f, 0.7f, 1};
  a.offset = {0, 20, -40};
  const auto coloured = seen(stored, a);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const std::size_t channel = i / (image_size * image_size);
    const float expected =
        (picture_value(plain[i], channel) - 128) * a.gain[channel] + 128 + a.offset[channel];
    ASSERT_NEAR(picture_value(coloured[i], channel), std::clamp(expected, 0.0f, 255.0f), 0.01);
  }
}

TEST(Augmentation, a_shape_hides_its_part_and_nothing_else) {
  const auto stored = noise();
  const auto plain = seen(stored, {});
  for (const bool ellipse : {false, true}) {
    Augmentation a;
    a.occluder = {
        .ellipse = ellipse, .x = 0.5, .y = 0.25, .width = 0.25, .height = 0.125, .colour = {9, 99, 199}};
    const auto hidden = seen(stored, a);
    int changed = 0;
    for (std::size_t at = 0; at < image_size * image_size; ++at) {
      const auto x = static_cast<int>(at % image_size), y = static_cast<int>(at / image_size);
      const bool near = std::abs(x - 32) <= 9 && std::abs(y - 16) <= 5;
      if (!near) {
        EXPECT_EQ(hidden[at], plain[at]);
      }
      if (x == 32 && y == 16) {
        EXPECT_NEAR(picture_value(hidden[at + image_size * image_size], 1), 99, 0.01);
      }
      changed += hidden[at] != plain[at] ? 1 : 0;
    }
    EXPECT_GT(changed, 70);
  }
}

}  // namespace
}  // namespace solopose
