#include "core/models/clip_image.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int fraction_bits = 22;  // 32 bits less 8 of a pixel less 2 for overshoot
constexpr double support = 2;      // pixels a cubic reaches to either side

double cubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/// What one output pixel of an axis is made of.
struct Taps {
  int first = 0;
  std::vector<std::int32_t> weights;
};

std::vector<Taps> taps_of(int from, int to) {
  const double scale = static_cast<double>(from) / to;
  const double stretch = std::max(scale, 1.0);
  std::vector<Taps> taps(static_cast<std::size_t>(to));
  for (int i = 0; i < to; ++i) {
    const double centre = (i + 0.5) * scale;
    const int first = std::max(0, static_cast<int>(centre - support * stretch + 0.5));
    const int end = std::min(from, static_cast<int>(centre + support * stretch + 0.5));
    std::vector<double> exact;
    double sum = 0;
    for (int x = first; x < end; ++x) {
      exact.push_back(cubic((x - centre + 0.5) / stretch));
      sum += exact.back();
    }
    Taps& tap = taps[static_cast<std::size_t>(i)];
    tap.first = first;
    for (const double weight : exact) {
      const double scaled = (sum != 0 ? weight / sum : weight) * (1 << fraction_bits);
      tap.weights.push_back(static_cast<std::int32_t>(scaled + (scaled < 0 ? -0.5 : 0.5)));
    }
  }
  return taps;
}

std::uint8_t rounded(std::int32_t sum) {
  return static_cast<std::uint8_t>(std::clamp(sum >> fraction_bits, 0, 255));
}

/// One pass: `lines` lines, `line_step` apart, of pixels `pixel_step` apart.
void resize_axis(std::span<const std::uint8_t> from, std::span<std::uint8_t> to,
                 const std::vector<Taps>& taps, int lines, std::size_t from_line, std::size_t to_line,
                 std::size_t pixel_step) {
  for (int line = 0; line < lines; ++line) {
    const std::uint8_t* source = from.data() + static_cast<std::size_t>(line) * from_line;
    std::uint8_t* target = to.data() + static_cast<std::size_t>(line) * to_line;
    for (std::size_t i = 0; i < taps.size(); ++i) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        std::int32_t sum = 1 << (fraction_bits - 1);
        const std::uint8_t* pixel = source + static_cast<std::size_t>(taps[i].first) * pixel_step + channel;
        for (const std::int32_t weight : taps[i].weights) {
          sum += weight * *pixel;
          pixel += pixel_step;
        }
        target[i * pixel_step + channel] = rounded(sum);
      }
    }
  }
}

void require_image(const RgbImage& image, int width, int height) {
  constexpr int most_pixels_a_side = 1 << 15;
  const auto allowed = [](int side) { return side > 0 && side <= most_pixels_a_side; };
  if (!allowed(image.width) || !allowed(image.height) || !allowed(width) || !allowed(height) ||
      image.pixels.size() !=
          static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3) {
    throw Error(fmt::format("image: expected {}x{} RGB pixels to resize to {}x{}, found {} bytes",
                            image.width, image.height, width, height, image.pixels.size()));
  }
}

}  // namespace

std::vector<std::uint8_t> resized_bicubic(const RgbImage& image, int width, int height) {
  require_image(image, width, height);
  const auto row = static_cast<std::size_t>(width) * 3;
  const auto image_row = static_cast<std::size_t>(image.width) * 3;
  std::vector<std::uint8_t> narrow(row * static_cast<std::size_t>(image.height));
  resize_axis(image.pixels, narrow, taps_of(image.width, width), image.height, image_row, row, 3);
  std::vector<std::uint8_t> result(row * static_cast<std::size_t>(height));
  resize_axis(narrow, result, taps_of(image.height, height), width, 3, 3, row);
  return result;
}

std::vector<float> clip_pixels(const RgbImage& image, int size) {
  require_image(image, size, size);
  const bool wide = image.width > image.height;
  const auto longer = [&](int side, int other) {
    return static_cast<int>(static_cast<std::int64_t>(size) * side / other);
  };
  const int width = wide ? longer(image.width, image.height) : size;
  const int height = wide ? size : longer(image.height, image.width);
  const std::vector<std::uint8_t> scaled = resized_bicubic(image, width, height);
  // Halves to even, as torchvision's CenterCrop (Python's round) has it.
  const auto left = static_cast<std::size_t>(std::lrint((width - size) / 2.0));
  const auto above = static_cast<std::size_t>(std::lrint((height - size) / 2.0));

  const auto side = static_cast<std::size_t>(size);
  std::vector<float> pixels(3 * side * side);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    for (std::size_t y = 0; y < side; ++y) {
      for (std::size_t x = 0; x < side; ++x) {
        const std::size_t from = ((y + above) * static_cast<std::size_t>(width) + x + left) * 3 + channel;
        pixels[(channel * side + y) * side + x] =
            (static_cast<float>(scaled[from]) / 255.0f - clip_mean[channel]) / clip_std[channel];
      }
    }
  }
  return pixels;
}

}  // namespace solopose
