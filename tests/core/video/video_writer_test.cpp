#include "core/video/video_writer.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;

TEST(VideoWriter, writes_every_frame_once_at_the_rate_asked_for) {
  const TemporaryFolder folder;
  for (const double fps : {25.0, 30000.0 / 1001, 59.94, 12.5}) {
    const auto file = folder / "film.mp4";
    VideoWriter writer(file, {.width = 128, .height = 64, .fps = fps});
    for (int i = 0; i < 70; ++i)
      writer.write(numbered_image(i, 128, 64, i % 2 ? PixelLayout::rgb24 : PixelLayout::bgra32));
    writer.finish();
    VideoReader reader(file);
    ASSERT_EQ(reader.frames(), 70);
    EXPECT_NEAR(reader.fps(), fps, 1e-3);
    EXPECT_FALSE(reader.variable_rate());
    for (int i = 0; i < 70; ++i) ASSERT_EQ(number_in(reader.frame(i)), i);
    EXPECT_EQ(reader.codec(), writer.encoder() == "mpeg4" ? "mpeg4" : "h264");
  }
}

TEST(VideoWriter, pads_odd_sides_and_cuts_nothing_off) {
  const TemporaryFolder folder;
  const auto file = folder / "odd.mp4";
  VideoWriter writer(file, {.width = 127, .height = 63});
  for (int i = 0; i < 3; ++i) writer.write(numbered_image(0xffff, 127, 63, PixelLayout::rgb24));
  writer.finish();
  VideoReader reader(file);
  EXPECT_EQ(reader.width(), 128);
  EXPECT_EQ(reader.height(), 64);
  const Image image = reader.frame(1);
  EXPECT_GT(image.row(63)[3 * 127 + 1], 240);
}

TEST(VideoWriter, keeps_colours) {
  const TemporaryFolder folder;
  const auto file = folder / "colours.mp4";
  Image image(64, 64, PixelLayout::rgb24);
  for (std::size_t i = 0; i < image.bytes.size(); i += 3) {
    image.bytes[i] = 200;
    image.bytes[i + 1] = 60;
    image.bytes[i + 2] = 30;
  }
  VideoWriter writer(file, {.width = 64, .height = 64});
  writer.write(image);
  writer.finish();
  VideoReader reader(file);
  const Image rgb = reader.frame(0);
  const Image bgra = reader.frame(0, PixelLayout::bgra32);
  EXPECT_NEAR(rgb.row(30)[90], 200, 4);
  EXPECT_NEAR(rgb.row(30)[91], 60, 4);
  EXPECT_NEAR(rgb.row(30)[92], 30, 4);
  EXPECT_NEAR(bgra.row(30)[120], 30, 4);
  EXPECT_NEAR(bgra.row(30)[122], 200, 4);
  EXPECT_EQ(bgra.row(30)[123], 255);
}

TEST(VideoWriter, leaves_nothing_when_it_is_not_finished) {
  const TemporaryFolder folder;
  {
    VideoWriter writer(folder / "film.mp4", {.width = 128, .height = 64});
    for (int i = 0; i < 60; ++i) writer.write(numbered_image(i, 128, 64, PixelLayout::rgb24));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(VideoWriter, lists_the_encoders_that_do_not_work) {
  const TemporaryFolder folder;
  try {
    VideoWriter writer(folder / "film.mp4",
                       {.width = 128, .height = 64, .encoders = {"h264_none", "png_none"}});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("film.mp4: no video encoder works here"));
    EXPECT_THAT(error.what(), HasSubstr("h264_none: not in this FFmpeg; png_none: not in this FFmpeg"));
  }
}

TEST(VideoWriter, refuses_wrong_sizes_rates_and_places) {
  const TemporaryFolder folder;
  EXPECT_THROW(VideoWriter(folder / "a.mp4", {.width = 0, .height = 64}), Error);
  EXPECT_THROW(VideoWriter(folder / "a.mp4", {.width = 64, .height = 64, .fps = 0}), Error);
  EXPECT_THROW(VideoWriter(folder / "none" / "a.mp4", {.width = 64, .height = 64}), Error);
  VideoWriter writer(folder / "a.mp4", {.width = 64, .height = 64});
  EXPECT_THROW(writer.write(Image(32, 64, PixelLayout::rgb24)), Error);
  EXPECT_THROW(writer.finish(), Error);
}

}  // namespace
}  // namespace solopose::testing
