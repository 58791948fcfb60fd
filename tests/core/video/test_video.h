#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/video/image.h"
#include "core/video/libav.h"

namespace solopose::testing {

/// A video whose every frame carries its number as 8 x 2 black and white blocks, one a bit.
struct TestVideo {
  std::string container = "mp4";
  std::string encoder = "libx264";
  int frames = 300;
  int width = 128;
  int height = 64;
  int gop = 250;
  int b_frames = 3;
  bool variable_rate = false;
  bool open_gop = false;
  AVPixelFormat pixels = AV_PIX_FMT_YUV420P;
  int clockwise_degrees = 0;
};

inline constexpr double test_fps = 25;

/// False when this FFmpeg has no such encoder.
bool has_encoder(const std::string& name);

void write_test_video(const std::filesystem::path& file, const TestVideo& video);

/// Copy the packets from the `first`-th on (in file order), without encoding anew.
void copy_packets_from(const std::filesystem::path& from, const std::filesystem::path& to,
                       const std::string& container, int first);

/// A container that holds sound only.
void write_sound(const std::filesystem::path& file);

/// When the frames of a variable-rate test video are shown, seconds.
double variable_time_s(int frame);

/// A picture with a number drawn on it, and the number read back from one.
Image numbered_image(int number, int width, int height, PixelLayout layout);
int number_in(const Image& image);

/// A 24-bit bitmap with a number drawn on it.
void write_bitmap(const std::filesystem::path& file, int number, int width = 128, int height = 64);

}  // namespace solopose::testing
