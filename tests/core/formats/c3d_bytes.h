#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace solopose::testing {

/// Puts a C3D file together by the format's document, for any processor.
struct C3dBytes {
  int processor = 84;     ///< 84 Intel, 85 DEC, 86 MIPS
  double scale = -1;      ///< negative: floats
  int analog_values = 0;  ///< a frame, all of them 7
  double rate = 50;
  std::string units = "mm";
  std::vector<std::string> labels;
  std::size_t labels_in_one = 255;
  int header_frames = -1;  ///< -1: as many as there are
  std::string extra;       ///< parameters of group 1 (POINT), as `parameter` makes them
  /// Per frame and point x, y, z, word 4.
  std::vector<std::vector<std::array<float, 4>>> frames;

  std::string word(int value) const {
    const char low = static_cast<char>(value & 255);
    const char high = static_cast<char>((value >> 8) & 255);
    return processor == 86 ? std::string{high, low} : std::string{low, high};
  }
  std::string real(float value) const {
    const auto bits = std::bit_cast<std::uint32_t>(processor == 85 ? value * 4 : value);
    const int low = static_cast<int>(bits & 65535);
    const int high = static_cast<int>(bits >> 16);
    return processor == 84 ? word(low) + word(high) : word(high) + word(low);
  }
  std::string parameter(const std::string& name, int type, const std::vector<int>& axes,
                        const std::string& data) const {
    std::string body{static_cast<char>(type), static_cast<char>(axes.size())};
    for (const int axis : axes) body += static_cast<char>(axis);
    body += data + '\0';
    return std::string{static_cast<char>(name.size()), 1} + name + word(static_cast<int>(body.size()) + 2) +
           body;
  }
  std::string padded(std::string text) const {
    text.resize((text.size() + 511) / 512 * 512, '\0');
    return text;
  }

  std::string label_parameters() const {
    std::string all;
    for (std::size_t first = 0; first < labels.size(); first += labels_in_one) {
      const std::size_t count = std::min(labels_in_one, labels.size() - first);
      std::string texts;
      for (std::size_t i = first; i < first + count; ++i)
        texts += labels[i] + std::string(16 - labels[i].size(), ' ');
      const std::string number = first == 0 ? "" : std::to_string(first / labels_in_one + 1);
      all += parameter("LABELS" + number, -1, {16, static_cast<int>(count)}, texts);
    }
    return all;
  }

  std::string bytes() const {
    const auto points = static_cast<int>(labels.size());
    std::string section{1, 0x50, 9, static_cast<char>(processor)};
    section += parameter("USED", 2, {}, word(points));
    section += label_parameters();  // before its group, as some writers have it
    section += std::string{5, -1} + "POINT" + word(3) + '\0';
    section += parameter("SCALE", 4, {}, real(static_cast<float>(scale)));
    section += parameter("RATE", 4, {}, real(static_cast<float>(rate)));
    if (!units.empty()) section += parameter("UNITS", -1, {static_cast<int>(units.size())}, units);
    section = padded(section + extra + std::string(2, '\0'));
    const auto count = header_frames < 0 ? static_cast<int>(frames.size()) : header_frames;
    std::string header = std::string{2, 0x50} + word(points) + word(analog_values) + word(1) + word(count) +
                         word(10) + real(static_cast<float>(scale)) +
                         word(static_cast<int>(section.size() / 512) + 2) + word(1) +
                         real(static_cast<float>(rate));
    std::string data;
    for (const auto& frame : frames) {
      for (const auto& point : frame) {
        for (int axis = 0; axis < 3; ++axis) {
          const float value = point[static_cast<std::size_t>(axis)];
          data += scale < 0 ? real(value) : word(static_cast<int>(std::lround(value / scale)));
        }
        data += scale < 0 ? real(point[3]) : word(static_cast<int>(point[3]));
      }
      for (int i = 0; i < analog_values; ++i) data += scale < 0 ? real(7) : word(7);
    }
    return padded(header) + section + padded(data);
  }
};

}  // namespace solopose::testing
