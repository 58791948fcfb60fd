#include "core/landmarks/turned_crop.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/landmarks/body_landmarks.h"
#include "core/skeleton/joint_set.h"

namespace solopose::testing {
namespace {

constexpr double quarter = std::numbers::pi / 2;

/// Red grows to the right by 10 a pixel, green downwards; blue is 200.
Image ramps(int width, int height, PixelLayout layout = PixelLayout::rgb24) {
  Image image(width, height, layout);
  const bool rgb = layout == PixelLayout::rgb24;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      std::uint8_t* pixel = image.row(y) + x * bytes_per_pixel(layout);
      pixel[rgb ? 0 : 2] = static_cast<std::uint8_t>(10 * x);
      pixel[1] = static_cast<std::uint8_t>(10 * y);
      pixel[rgb ? 2 : 0] = 200;
    }
  }
  return image;
}

TEST(TurnedCropTest, a_quarter_turn_brings_the_squares_x_down_the_picture) {
  const TurnedCrop crop{{100, 50}, 20, quarter};
  EXPECT_LT((picture_point(crop, {1, 0.5}) - Eigen::Vector2d(100, 60)).norm(), 1e-12);
  EXPECT_LT((picture_point(crop, {0.5, 0}) - Eigen::Vector2d(110, 50)).norm(), 1e-12);
}

TEST(TurnedCropTest, points_go_there_and_back) {
  const TurnedCrop crop{{-3, 77}, 12.5, 0.7};
  const Eigen::Vector2d point(0.2, 1.7);
  EXPECT_LT((crop_point(crop, picture_point(crop, point)) - point).norm(), 1e-12);
}

TEST(TurnedCropTest, a_body_is_upright_in_the_crop_around_it) {
  const Eigen::Vector2d hips(300, 200);
  for (const double angle : {0.0, 0.4, 2.0, -3.0}) {
    const Eigen::Vector2d head = hips + 80 * Eigen::Vector2d(std::sin(angle), -std::cos(angle));
    const TurnedCrop crop = crop_around(hips, head);
    EXPECT_NEAR(crop.side_px, 200, 1e-9);
    EXPECT_LT((crop_point(crop, head) - Eigen::Vector2d(0.5, 0.1)).norm(), 1e-12) << angle;
  }
}

TEST(TurnedCropTest, a_crop_of_the_whole_picture_is_the_picture) {
  for (const PixelLayout layout : {PixelLayout::rgb24, PixelLayout::bgra32}) {
    const auto numbers = sampled(ramps(4, 4, layout), {{2, 2}, 4, 0}, 4, Beyond::black, 0, 255);
    for (int y = 0; y < 4; ++y) {
      for (int x = 0; x < 4; ++x) {
        EXPECT_NEAR(numbers[(y * 4 + x) * 3], 10 * x, 1e-4);
        EXPECT_NEAR(numbers[(y * 4 + x) * 3 + 1], 10 * y, 1e-4);
        EXPECT_NEAR(numbers[(y * 4 + x) * 3 + 2], 200, 1e-4);
      }
    }
  }
}

TEST(TurnedCropTest, inside_a_ramp_every_sample_is_where_it_was_taken) {
  const TurnedCrop crop{{11.3, 10.1}, 6, 0.9};
  constexpr int size = 7;
  const auto numbers = sampled(ramps(24, 20), crop, size, Beyond::edge, 0, 255);
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const Eigen::Vector2d point = picture_point(crop, Eigen::Vector2d(x + 0.5, y + 0.5) / size);
      EXPECT_NEAR(numbers[(y * size + x) * 3], 10 * (point.x() - 0.5), 1e-3);
      EXPECT_NEAR(numbers[(y * size + x) * 3 + 1], 10 * (point.y() - 0.5), 1e-3);
    }
  }
}

TEST(TurnedCropTest, beyond_the_picture_it_is_black_or_the_edge_goes_on) {
  const TurnedCrop outside{{-50, 2}, 2, 0};
  EXPECT_THAT(sampled(ramps(4, 4), outside, 1, Beyond::black, -1, 1), ::testing::ElementsAre(-1, -1, -1));
  const auto edge = sampled(ramps(4, 4), outside, 1, Beyond::edge, 0, 255);
  EXPECT_NEAR(edge[0], 0, 1e-4);
  EXPECT_NEAR(edge[1], 15, 1e-4);
  EXPECT_NEAR(edge[2], 200, 1e-4);
}

TEST(TurnedCropTest, squares_that_are_none_are_refused) {
  const Image picture = ramps(4, 4);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(sampled(picture, {{2, 2}, 0, 0}, 4, Beyond::edge, 0, 1), Error);
  EXPECT_THROW(sampled(picture, {{nan, 2}, 4, 0}, 4, Beyond::edge, 0, 1), Error);
  EXPECT_THROW(sampled(picture, {{2, 2}, 4, nan}, 4, Beyond::edge, 0, 1), Error);
  EXPECT_THROW(sampled(Image(), {{2, 2}, 4, 0}, 4, Beyond::edge, 0, 1), Error);
}

TEST(BodyLandmarksTest, mirrored_landmarks_have_the_same_name_of_the_other_side) {
  const auto set = joint_set_named("mediapipe33");
  ASSERT_EQ(set->size(), landmark_count);
  for (int i = 0; i < landmark_count; ++i) {
    std::string mirrored = set->joints[i];
    if (i > 0) mirrored[0] = mirrored[0] == 'l' ? 'r' : 'l';
    EXPECT_EQ(set->joints[mirrored_landmark[i]], mirrored);
  }
}

}  // namespace
}  // namespace solopose::testing
