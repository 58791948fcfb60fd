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
  bool interlaced = false;
  AVRational pixel_aspect{1, 1};
  std::string encoder_params = {};  ///< x264's or x265's own, "name=value:name=value"
};

inline constexpr double test_fps = 25;

/// False when this FFmpeg has no such encoder.
bool has_encoder(const std::string& name);

void write_test_video(const std::filesystem::path& file, const TestVideo& video);

/// Copy the packets from the `first`-th on (in file order), without encoding anew. Times are moved so that
/// the first `hidden` frames shown lie before 0, where an mp4's edit list hides them, as when a phone cuts a
/// film.
void copy_packets_from(const std::filesystem::path& from, const std::filesystem::path& to,
                       const std::string& container, int first, int hidden = 0);

/// Parts of an mp4's frames played one after the other; -1: nothing is, for as long.
struct Edit {
  int first = 0;
  int frames = 0;
};
/// Give an mp4 that write_test_video wrote another edit list.
void set_edits(const std::filesystem::path& file, const std::vector<Edit>& edits);

/// A container that holds sound only.
void write_sound(const std::filesystem::path& file);

/// When the frames of a variable-rate test video are shown, seconds.
double variable_time_s(int frame);

/// As picture files: "mjpeg", "png", "libwebp", "tiff".
std::vector<std::uint8_t> encoded_picture(const Image& picture, const std::string& encoder);

/// The number of films whose eight bits stand across the top, as those of the shared cases have it.
int number_across_the_top(const Image& image);

/// A picture with a number drawn on it, and the number read back from one.
Image numbered_image(int number, int width, int height, PixelLayout layout);
int number_in(const Image& image);

/// A 24-bit bitmap with a number drawn on it.
void write_bitmap(const std::filesystem::path& file, int number, int width = 128, int height = 64);

}  // namespace solopose::testing
