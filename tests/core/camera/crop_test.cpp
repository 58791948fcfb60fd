#include "core/camera/crop.h"

#include <cmath>
#include <limits>
#include <random>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/camera/resampling.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr double extent_mm = 2600;
constexpr float missing = std::numeric_limits<float>::quiet_NaN();

Camera distorted_camera() {
  Camera camera;
  camera.width = 1920;
  camera.height = 1080;
  camera.intrinsics << 1310, 0, 950, 0, 1290, 545, 0, 0, 1;
  camera.distortion = {-0.11, 0.03, 0.0007, -0.0004, 0.001};
  return camera;
}

std::vector<float> random_pose(std::mt19937& random) {
  std::uniform_real_distribution<float> across(-1200, 1200), depth(3000, 8000), limb(-700, 700);
  const float pelvis[3] = {across(random), across(random) / 2, depth(random)};
  std::vector<float> pose;
  for (int joint = 0; joint < joint_count; ++joint) {
    for (const float middle : pelvis) pose.push_back(joint == 0 ? middle : middle + limb(random));
  }
  return pose;
}

float largest_difference(const std::vector<float>& a, const std::vector<float>& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  return largest;
}

Image noise(int width, int height, PixelLayout layout = PixelLayout::rgb24) {
  std::mt19937 random(3);
  Image image(width, height, layout);
  for (auto& byte : image.bytes) byte = static_cast<std::uint8_t>(random());
  return image;
}

/// The definition, pixel by pixel: the picture goes on in mid-grey; an output pixel is the mean over at least
/// a pixel's width.
double expected_pixel(const Image& image, const Crop& crop, int size, int x, int y, int channel) {
  const double step = crop.side_px / size;
  const double width = std::max(step, 1.0);
  const auto reach = [&](double centre, int i) { return centre + (i + 0.5 - size / 2.0) * step - width / 2; };
  const double left = reach(crop.centre_px.x(), x), top = reach(crop.centre_px.y(), y);
  double sum = 0;
  for (int v = static_cast<int>(std::floor(top)) - 1; v <= top + width + 1; ++v) {
    for (int u = static_cast<int>(std::floor(left)) - 1; u <= left + width + 1; ++u) {
      const double share = std::max(0.0, std::min(u + 0.5, left + width) - std::max(u - 0.5, left)) *
                           std::max(0.0, std::min(v + 0.5, top + width) - std::max(v - 0.5, top));
      const bool inside = u >= 0 && v >= 0 && u < image.width && v < image.height;
      sum += share * (inside ? image.row(v)[u * 3 + channel] : 128);
    }
  }
  return sum / (width * width);
}

void expect_as_defined(const Image& image, const Crop& crop, int size) {
  const Image result = cropped(image, crop, size);
  ASSERT_EQ(result.width, size);
  ASSERT_EQ(result.height, size);
  ASSERT_EQ(result.layout, PixelLayout::rgb24);
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        ASSERT_NEAR(result.row(y)[x * 3 + channel], expected_pixel(image, crop, size, x, y, channel), 0.51)
            << x << " " << y << " of a crop of side " << crop.side_px;
      }
    }
  }
}

TEST(Crop, camera_to_crop_and_back_is_the_same_pose) {
  const Camera camera = distorted_camera();
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const std::vector<float> pose = random_pose(random);
    const auto crop = crop_of_pose(camera, pose, extent_mm);
    ASSERT_TRUE(crop);
    const auto in_crop = crop_from_camera(camera, *crop, extent_mm, pose);
    EXPECT_LT(largest_difference(camera_from_crop(camera, *crop, extent_mm, in_crop), pose), 0.02);
    EXPECT_THAT(std::vector(in_crop.begin(), in_crop.begin() + 3),
                ::testing::Each(::testing::FloatNear(0, 1e-3f)));
  }
}

TEST(Crop, the_crops_borders_are_half_an_extent_away) {
  const Camera camera = distorted_camera();
  std::mt19937 random(2);
  const std::vector<float> pose = random_pose(random);
  const Crop crop = *crop_of_pose(camera, pose, extent_mm);
  std::vector<float> in_crop(45, 0);
  in_crop[3] = extent_mm / 2;
  in_crop[7] = -extent_mm / 2;
  const auto pixels = pixels_from_crop(crop, extent_mm, in_crop);
  EXPECT_NEAR(pixels[2], crop.centre_px.x() + crop.side_px / 2, 1e-3);
  EXPECT_NEAR(pixels[3], crop.centre_px.y(), 1e-3);
  EXPECT_NEAR(pixels[5], crop.centre_px.y() - crop.side_px / 2, 1e-3);
}

TEST(Crop, pixels_are_where_the_camera_sees_the_joints) {
  const Camera camera = distorted_camera();
  std::mt19937 random(4);
  for (int round = 0; round < 100; ++round) {
    const std::vector<float> pose = random_pose(random);
    const Crop crop = *crop_of_pose(camera, pose, extent_mm);
    const auto pixels = pixels_from_crop(crop, extent_mm, crop_from_camera(camera, crop, extent_mm, pose));
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      const Eigen::Vector2d seen =
          project_to_pixel(camera, {pose[joint * 3], pose[joint * 3 + 1], pose[joint * 3 + 2]});
      EXPECT_NEAR(pixels[joint * 2], seen.x(), 1e-2);
      EXPECT_NEAR(pixels[joint * 2 + 1], seen.y(), 1e-2);
    }
  }
}

TEST(Crop, a_missing_joint_stays_missing_and_a_missing_pelvis_is_said) {
  const Camera camera = distorted_camera();
  std::mt19937 random(5);
  std::vector<float> pose = random_pose(random);
  const Crop crop = *crop_of_pose(camera, pose, extent_mm);
  pose[3 * 4 + 1] = missing;
  const auto in_crop = crop_from_camera(camera, crop, extent_mm, pose);
  for (std::size_t axis = 0; axis < 3; ++axis) EXPECT_TRUE(std::isnan(in_crop[12 + axis]));
  for (std::size_t i = 15; i < 45; ++i) EXPECT_TRUE(std::isfinite(in_crop[i]));
  const auto back = camera_from_crop(camera, crop, extent_mm, in_crop);
  EXPECT_TRUE(std::isnan(back[12]));
  pose[0] = missing;
  EXPECT_FALSE(crop_of_pose(camera, pose, extent_mm));
  EXPECT_THROW(crop_from_camera(camera, crop, extent_mm, pose), Error);
}

TEST(Crop, nobody_behind_the_camera_has_a_crop) {
  std::mt19937 random(6);
  std::vector<float> pose = random_pose(random);
  for (std::size_t joint = 0; joint < joint_count; ++joint) pose[joint * 3 + 2] *= -1;
  EXPECT_FALSE(crop_of_pose(distorted_camera(), pose, extent_mm));
}

TEST(Crop, pictures_are_the_mean_of_what_each_pixel_covers) {
  const Image image = noise(90, 61);
  for (const double side : {7.3, 16.0, 40.0, 57.9, 200.5}) {
    for (const Eigen::Vector2d& centre :
         {Eigen::Vector2d(44.2, 30.7), Eigen::Vector2d(2, 58), Eigen::Vector2d(88.6, -3)}) {
      expect_as_defined(image, {.centre_px = centre, .side_px = side}, 16);
    }
  }
}

TEST(Crop, crops_beyond_the_picture_tiny_and_huge_are_pictures_too) {
  const Image image = noise(50, 40);
  for (const Crop& crop : {Crop{{1e12, -1e12}, 30}, Crop{{-60, 20}, 50}, Crop{{25, 20}, 1e15}}) {
    EXPECT_THAT(cropped(image, crop, 8).bytes, ::testing::Each(128)) << crop.side_px;
  }
  const Image tiny = cropped(image, {{20, 10}, 1e-9}, 4);
  for (int i = 0; i < 16; ++i) EXPECT_EQ(tiny.bytes[static_cast<std::size_t>(i) * 3], image.row(10)[60]);
}

TEST(Crop, the_middle_of_a_larger_crop_is_the_smaller_one) {
  const Image image = noise(300, 200);
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(0, 200), side(30, 300);
  for (int round = 0; round < 20; ++round) {
    const Crop plain{{place(random), place(random)}, side(random)};
    const Image small = cropped(image, plain, 64);
    const Image large = cropped(image, {plain.centre_px, plain.side_px * 80 / 64}, 80);
    for (int y = 0; y < 64; ++y) {
      for (int x = 0; x < 64 * 3; ++x) ASSERT_NEAR(small.row(y)[x], large.row(y + 8)[x + 24], 1);
    }
  }
}

TEST(Crop, a_picture_for_the_screen_gives_the_same_crop) {
  const Image rgb = noise(70, 50);
  Image screen(70, 50, PixelLayout::bgra32);
  for (std::size_t i = 0; i < 70 * 50; ++i) {
    for (std::size_t c = 0; c < 3; ++c) screen.bytes[i * 4 + c] = rgb.bytes[i * 3 + 2 - c];
    screen.bytes[i * 4 + 3] = 255;
  }
  const Crop crop{{30.3, 20.8}, 41.7};
  EXPECT_EQ(cropped(rgb, crop, 24).bytes, cropped(screen, crop, 24).bytes);
}

TEST(Crop, a_part_that_has_what_is_looked_at_gives_the_crop_of_the_whole_to_the_byte) {
  Image picture(90, 70, PixelLayout::rgb24);
  std::mt19937 random(3);
  for (auto& byte : picture.bytes) byte = static_cast<std::uint8_t>(random());
  for (const Resampling resampling : {Resampling::mean, Resampling::bicubic}) {
    for (const Crop& crop : {Crop{{40, 30}, 25}, Crop{{40, 30}, 9}, Crop{{5, 66}, 60}, Crop{{88, 1}, 31.5}}) {
      const PictureBox box = looked_at(crop, 16, resampling, 90, 70);
      PicturePart part{Image(box.right - box.left, box.bottom - box.top, PixelLayout::rgb24), box.left,
                       box.top, 90, 70};
      for (int y = 0; y < part.image.height; ++y)
        std::copy_n(picture.row(box.top + y) + 3 * box.left, part.image.row_bytes(), part.image.row(y));
      EXPECT_EQ(cropped(part, crop, 16, resampling).bytes, cropped(picture, crop, 16, resampling).bytes);
      ++part.left;
      EXPECT_THROW(cropped(part, crop, 16, resampling), Error);
    }
    const Crop beyond{{-500, 30}, 25};
    const PictureBox nothing = looked_at(beyond, 16, resampling, 90, 70);
    EXPECT_EQ(nothing.left, nothing.right);
    EXPECT_THAT(cropped(PicturePart{{}, 0, 0, 90, 70}, beyond, 16, resampling).bytes, ::testing::Each(128));
  }
}

TEST(Crop, a_crop_without_a_side_is_refused) {
  const Image image = noise(10, 10);
  const double infinite = std::numeric_limits<double>::infinity();
  for (const Crop& crop :
       {Crop{{5, 5}, 0}, Crop{{5, 5}, -3}, Crop{{5, 5}, infinite}, Crop{{infinite, 5}, 3}}) {
    EXPECT_THROW(cropped(image, crop, 8), Error);
  }
  EXPECT_THROW(cropped(image, {{5, 5}, 4}, 0), Error);
  EXPECT_THROW(cropped(Image(), {{5, 5}, 4}, 8), Error);
}

/// As Pillow 13 resizes these pictures (Image.BICUBIC), which rounds between its two passes.
TEST(Crop, bicubic_pixels_are_pillows) {
  const auto picture = [](int size) {
    Image image(size, size, PixelLayout::rgb24);
    for (int y = 0; y < size; ++y) {
      for (int x = 0; x < size; ++x)
        for (int c = 0; c < 3; ++c)
          image.row(y)[3 * x + c] = static_cast<std::uint8_t>((x * 7 + y * 13 + x * y) % 256);
    }
    return image;
  };
  const auto whole = [&](int from, int to) {
    return cropped(picture(from), {{0.5 * (from - 1), 0.5 * (from - 1)}, static_cast<double>(from)}, to,
                   Resampling::bicubic);
  };
  const auto expect = [](const Image& image, int y, int first, const std::vector<int>& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      EXPECT_NEAR(image.row(y)[3 * (first + static_cast<int>(i))], values[i], 1) << y << " " << i;
  };
  const Image smaller = whole(60, 16);
  expect(smaller, 5, 4, {160, 107, 134, 133, 115, 128, 117, 131});
  expect(smaller, 8, 4, {126, 141, 141, 127, 113, 138, 123, 125});
  const Image larger = whole(20, 50);
  expect(larger, 20, 16, {190, 196, 202, 206, 213, 221, 235, 249, 255, 255});
  expect(larger, 27, 16, {251, 203, 143, 88, 31, 1, 13, 34, 44, 51});
}

TEST(Crop, bicubic_crops_are_grey_outside_and_plain_pictures_stay_plain) {
  Image image(40, 30, PixelLayout::rgb24);
  std::ranges::fill(image.bytes, std::uint8_t{128});
  for (const double side : {5.0, 20.0, 90.0, 400.0})
    EXPECT_THAT(cropped(image, {{20, 10}, side}, 9, Resampling::bicubic).bytes, ::testing::Each(128)) << side;
  std::ranges::fill(image.bytes, std::uint8_t{200});
  EXPECT_THAT(cropped(image, {{20, 15}, 8}, 24, Resampling::bicubic).bytes, ::testing::Each(200));
  EXPECT_THAT(cropped(image, {{1e6, 15}, 8}, 4, Resampling::bicubic).bytes, ::testing::Each(128));
  EXPECT_THAT(cropped(image, {{500, -500}, 100}, 4, Resampling::bicubic).bytes, ::testing::Each(128));
}

}  // namespace
}  // namespace solopose
