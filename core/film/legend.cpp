#include "core/film/legend.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "core/film/stroke_painter.h"

namespace solopose {
namespace {

constexpr int font = cv::FONT_HERSHEY_SIMPLEX;
constexpr std::array<std::uint8_t, 3> white{255, 255, 255};
constexpr double plate_opacity = 0.6;

/// The font's own height is 22 units at scale 1.
double scale_for(int height_px) { return height_px / 22.0; }

int thickness_for(int height_px) { return std::max(1, static_cast<int>(std::lround(height_px / 11.0))); }

std::string in_ascii(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool follows = (byte & 0xC0U) == 0x80U;  // one "?" for a letter of several bytes
    if (!follows) plain += byte >= 0x20 && byte < 0x7F ? c : '?';
  }
  return plain;
}

void darken(Image& picture, int left, int top, int right, int bottom) {
  const int channels = bytes_per_pixel(picture.layout);
  for (int y = std::max(0, top); y < std::min(bottom, picture.height); ++y) {
    std::uint8_t* row = picture.row(y);
    for (int x = std::max(0, left) * channels; x < std::min(right, picture.width) * channels; ++x)
      if (channels == 3 || x % channels != 3)
        row[x] = static_cast<std::uint8_t>(std::lround((1 - plate_opacity) * row[x]));
  }
}

}  // namespace

int text_height_for(int picture_height) { return std::max(7, picture_height / 56); }

int text_width(const std::string& text, int height_px) {
  int below = 0;
  return cv::getTextSize(in_ascii(text), font, scale_for(height_px), thickness_for(height_px), &below).width;
}

void draw_text(Image& picture, const std::string& text, const Eigen::Vector2d& at, int height_px,
               const std::array<std::uint8_t, 3>& colour) {
  cv::Mat pixels(picture.height, picture.width, CV_8UC(bytes_per_pixel(picture.layout)),
                 picture.bytes.data());
  const bool blue_first = picture.layout == PixelLayout::bgra32;
  const cv::Scalar ink(colour[blue_first ? 2 : 0], colour[1], colour[blue_first ? 0 : 2], 255);
  cv::putText(pixels, in_ascii(text),
              {static_cast<int>(std::lround(at.x())), static_cast<int>(std::lround(at.y()))}, font,
              scale_for(height_px), ink, thickness_for(height_px), cv::LINE_AA);
}

void draw_legend(Image& picture, std::span<const LegendEntry> entries) {
  if (entries.empty()) return;
  const int letter = text_height_for(picture.height);
  const int line = letter * 8 / 5;
  const int pad = letter * 3 / 5;
  int widest = 0;
  for (const LegendEntry& entry : entries) widest = std::max(widest, text_width(entry.name, letter));
  const int left = letter;
  const int bottom = picture.height - letter;
  const int top = bottom - 2 * pad - line * static_cast<int>(entries.size()) + (line - letter);
  const int names = left + pad + letter + pad;
  darken(picture, left, top, names + widest + pad, bottom);
  int baseline = top + pad + letter;
  for (const LegendEntry& entry : entries) {
    const Eigen::Vector2d middle(left + pad + letter / 2.0, baseline - letter / 2.0);
    const Stroke disc{middle, middle, 0.9 * letter, {entry.colour[0], entry.colour[1], entry.colour[2], 255}};
    draw_strokes(picture, std::span(&disc, 1));
    draw_text(picture, entry.name, {names, baseline}, letter, white);
    baseline += line;
  }
}

}  // namespace solopose
