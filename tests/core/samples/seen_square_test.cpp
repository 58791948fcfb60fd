#include "core/samples/seen_square.h"

#include <cmath>
#include <random>

#include <gmock/gmock.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::vector<std::uint8_t> noise(int size) {
  std::mt19937 random(7);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(3 * size * size));
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
  return bytes;
}

std::vector<float> made(const SquareView& view, const std::vector<std::uint8_t>& stored) {
  std::vector<float> planes(static_cast<std::size_t>(3 * view.size * view.size), -1);
  SeenSquare(view).make(stored, planes);
  return planes;
}

/// Interpolated in floating point, not on a grid.
double colour_at(const std::vector<std::uint8_t>& stored, int size, double x, double y, int channel) {
  const auto pixel = [&](double px, double py) {
    if (px < 0 || py < 0 || px >= size || py >= size) return 128.0;
    return static_cast<double>(stored[static_cast<std::size_t>((py * size + px) * 3 + channel)]);
  };
  const double left = std::floor(x), top = std::floor(y), right = x - left, below = y - top;
  return (pixel(left, top) * (1 - right) + pixel(left + 1, top) * right) * (1 - below) +
         (pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right) * below;
}

SquareView view_of(int stored_size, int size, double across, double down, double turn, double x, double y) {
  const double middle = (size - 1) / 2.0;
  const std::array<double, 4> m = {across * std::cos(turn), -down * std::sin(turn), across * std::sin(turn),
                                   down * std::cos(turn)};
  SquareView view;
  view.stored_size = stored_size;
  view.size = size;
  view.m = {m[0], m[1], x - (m[0] + m[1]) * middle, m[2], m[3], y - (m[2] + m[3]) * middle};
  return view;
}

/// A place is off by half a step, 1/64 pixel, at most on either axis, which is worth 255/64 of each.
void expect_interpolated(const SquareView& view) {
  const auto stored = noise(view.stored_size);
  const auto planes = made(view, stored);
  double worst = 0, sum = 0;
  for (int y = 0; y < view.size; ++y) {
    for (int x = 0; x < view.size; ++x) {
      const double from_x = view.m[0] * x + view.m[1] * y + view.m[2];
      const double from_y = view.m[3] * x + view.m[4] * y + view.m[5];
      for (int channel = 0; channel < 3; ++channel) {
        const double found = planes[static_cast<std::size_t>((channel * view.size + y) * view.size + x)];
        ASSERT_EQ(found, std::round(found));
        const double away = std::abs(found - colour_at(stored, view.stored_size, from_x, from_y, channel));
        worst = std::max(worst, away);
        sum += away;
      }
    }
  }
  EXPECT_LT(worst, 2 * 255.0 / 64 + 1);
  EXPECT_LT(sum / (3 * view.size * view.size), 1.5);
}

TEST(SeenSquare, is_interpolated_between_the_pictures_pixels) {
  for (const auto& [stored_size, size] :
       {std::pair(80, 64), std::pair(40, 24), std::pair(280, 224), std::pair(9, 8)}) {
    const double middle = (stored_size - 1) / 2.0;
    for (const double scale : {0.5, 0.93, 1.0, 1.06, 1.25, 1.4}) {
      for (const double mirror : {1.0, -1.0}) {
        for (const double turn : {0.0, 0.3}) {
          SCOPED_TRACE(
              fmt::format("{} of {}, scale {}, mirror {}, turn {}", size, stored_size, scale, mirror, turn));
          expect_interpolated(
              view_of(stored_size, size, mirror * scale, scale, turn, middle + 2.3, middle - 1.7));
        }
      }
    }
  }
}

TEST(SeenSquare, beyond_the_picture_is_grey_up_to_its_outermost_pixels) {
  const auto stored = noise(40);
  for (const double turn : {0.0, 0.3}) {
    for (const double away : {-30.0, -18.5, 17.25, 60.0, 1e9}) {
      expect_interpolated(view_of(40, 32, 1, 1, turn, away, 20));
      expect_interpolated(view_of(40, 32, -1, 1, turn, 20, away));
    }
    const auto grey = made(view_of(40, 32, 1, 1, turn, -1e30, 20), stored);
    EXPECT_THAT(grey, ::testing::Each(128.0f));
  }
}

/// By a hair's breadth another way is taken, which must not be seen.
TEST(SeenSquare, an_upright_one_has_the_colours_of_one_turned_by_nothing_to_the_bit) {
  const auto stored = noise(80);
  for (const int size : {64, 33, 7}) {
    for (const double scale : {0.94, 1.0, 1.06}) {
      for (const double mirror : {1.0, -1.0}) {
        SquareView upright = view_of(80, size, mirror * scale, scale, 0, 41.7, 37.2);
        upright.lines[1] = {.scale = 2, .offset = -100, .lowest = 0, .highest = 200};
        upright.hidden.assign(static_cast<std::size_t>(size * size), 0);
        for (std::size_t i = 3; i < upright.hidden.size(); i += 5) upright.hidden[i] = 255;
        upright.shape = {9, 99, 199};
        SquareView turned = upright;
        turned.m[1] = 1e-30;
        ASSERT_TRUE(upright.is_upright());
        ASSERT_FALSE(turned.is_upright());
        EXPECT_EQ(made(upright, stored), made(turned, stored));
      }
    }
  }
}

TEST(SeenSquare, of_other_sizes_is_refused) {
  const SquareView view = view_of(80, 64, 1, 1, 0, 40, 40);
  std::vector<float> planes(3 * 64 * 64);
  EXPECT_THROW(SeenSquare(view).make(noise(79), planes), Error);
  planes.pop_back();
  EXPECT_THROW(SeenSquare(view).make(noise(80), planes), Error);
  EXPECT_THROW(SeenSquare(view_of(80, 0, 1, 1, 0, 40, 40)), Error);
}

}  // namespace
}  // namespace solopose
