#include "core/video/thumbnail_strip.h"

#include <cstdlib>
#include <set>

#include <gtest/gtest.h>

#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

constexpr std::size_t plenty = 64 << 20;

bool always() { return true; }

/// Every frame has a thumbnail nearer than the spacing, and it carries the number that it says.
void expect_near(const ThumbnailStrip& strip, std::int64_t frames, std::int64_t first_number = 0) {
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const Thumbnail found = strip.nearest(frame);
    ASSERT_TRUE(found.image) << frame;
    ASSERT_LT(std::abs(found.number - frame), strip.spacing()) << frame;
    ASSERT_EQ(number_in(*found.image), first_number + found.number) << "near " << frame;
  }
}

struct Case {
  std::string name;
  TestVideo video;
  std::string ending;
};

class ThumbnailsOf : public ::testing::TestWithParam<Case> {};

TEST_P(ThumbnailsOf, lie_near_every_frame_and_show_what_they_say) {
  const auto& [name, video, ending] = GetParam();
  if (!has_encoder(video.encoder)) GTEST_SKIP() << "this FFmpeg has no " << video.encoder;
  const TemporaryFolder folder;
  const auto file = folder / ("numbers." + ending);
  write_test_video(file, video);
  const VideoReader reader(file);
  for (const double spacing_s : {0.5, 0.12}) {
    ThumbnailStrip strip(reader.info(), {plenty, 64, spacing_s});
    EXPECT_EQ(strip.spacing(), std::llround(spacing_s * reader.fps()));
    strip.build(*reader.sketching_source(), always);
    EXPECT_TRUE(strip.complete());
    const Thumbnail some = strip.nearest(40);
    EXPECT_EQ(some.image->width, 64);
    EXPECT_EQ(some.image->height, 32);
    expect_near(strip, reader.frames());
  }
}

INSTANTIATE_TEST_SUITE_P(
    , ThumbnailsOf,
    ::testing::Values(
        Case{"mp4_b_frames_gop_250", {}, "mp4"}, Case{"mp4_gop_12", {.gop = 12}, "mp4"},
        Case{"mp4_open_gop", {.gop = 24, .open_gop = true}, "mp4"},
        Case{"mp4_10_bit", {.gop = 30, .pixels = AV_PIX_FMT_YUV420P10}, "mp4"},
        Case{"mkv_variable_rate", {.container = "matroska", .gop = 40, .variable_rate = true}, "mkv"},
        Case{"avi_mpeg4_b_frames", {.container = "avi", .encoder = "mpeg4", .gop = 50, .b_frames = 2}, "avi"},
        Case{"avi_h264_b_frames", {.container = "avi", .gop = 50}, "avi"},
        Case{"ts_gop_20", {.container = "mpegts", .gop = 20}, "ts"},
        Case{"webm_vp9", {.container = "webm", .encoder = "libvpx-vp9", .gop = 60, .b_frames = 0}, "webm"},
        Case{"webm_vp8", {.container = "webm", .encoder = "libvpx", .gop = 60, .b_frames = 0}, "webm"}),
    [](const auto& tested) { return tested.param.name; });

TEST(ThumbnailStrip, keeps_within_its_memory_by_lying_farther_apart) {
  const TemporaryFolder folder;
  write_test_video(folder / "numbers.mp4", {.gop = 30});
  const VideoReader reader(folder / "numbers.mp4");
  constexpr std::size_t one = 64 * 32 * 3;
  for (const std::size_t most : {one, 7 * one, 11 * one + 5}) {
    ThumbnailStrip strip(reader.info(), {most, 64, 0.01});
    strip.build(*reader.sketching_source(), always);
    EXPECT_LE(strip.bytes(), most);
    EXPECT_GT(2 * strip.bytes(), most);
    EXPECT_GE(strip.spacing(), static_cast<std::int64_t>(300 * one / most));
    expect_near(strip, 300);
  }
}

TEST(ThumbnailStrip, key_frames_come_first_and_cost_one_decoding_each) {
  const TemporaryFolder folder;
  write_test_video(folder / "numbers.mp4", {.gop = 60});
  const VideoReader reader(folder / "numbers.mp4");
  const auto source = reader.sketching_source();
  ThumbnailStrip strip(reader.info(), {plenty, 64, 0.5});
  EXPECT_FALSE(strip.nearest(0).image);
  int left = 5;
  strip.build(*source, [&left] { return left-- > 0; });
  EXPECT_FALSE(strip.complete());
  std::set<std::int64_t> numbers;
  for (std::int64_t frame = 0; frame < 300; ++frame) numbers.insert(strip.nearest(frame).number);
  EXPECT_EQ(numbers, (std::set<std::int64_t>{0, 60, 120, 180, 240}));
  EXPECT_LE(source->decode_calls(), 5 * 6) << "a decoder may want to see a few packets more";
}

TEST(ThumbnailStrip, sketching_leaves_the_exact_reader_alone) {
  const TemporaryFolder folder;
  write_test_video(folder / "numbers.mp4", {});
  VideoReader reader(folder / "numbers.mp4");
  EXPECT_EQ(number_in(reader.frame(120)), 120);
  const std::int64_t calls = reader.decode_calls();
  ThumbnailStrip strip(reader.info(), {plenty, 64, 0.5});
  strip.build(*reader.sketching_source(), always);
  EXPECT_EQ(reader.decode_calls(), calls);
  EXPECT_EQ(number_in(reader.frame(121)), 121);
}

TEST(ThumbnailStrip, is_upright_where_the_file_is_turned) {
  const TemporaryFolder folder;
  write_test_video(folder / "turned.mp4", {.frames = 30, .clockwise_degrees = 90});
  const VideoReader reader(folder / "turned.mp4");
  ThumbnailStrip strip(reader.info(), {plenty, 64, 0.5});
  strip.build(*reader.sketching_source(), always);
  EXPECT_EQ(strip.nearest(3).image->width, 32);
  EXPECT_EQ(strip.nearest(3).image->height, 64);
}

TEST(ThumbnailStrip, a_folder_of_pictures_has_one_too) {
  const TemporaryFolder folder;
  for (int i = 0; i < 40; ++i) write_bitmap(folder / ("img_" + std::to_string(i) + ".bmp"), i);
  const VideoReader reader(folder / ".");
  ThumbnailStrip strip(reader.info(), {plenty, 320, 0.2});
  strip.build(*reader.sketching_source(), always);
  EXPECT_EQ(strip.nearest(20).image->width, 128) << "small pictures stay as they are";
  expect_near(strip, 40);
}

TEST(ThumbnailStrip, damaged_stretches_stay_empty_and_the_rest_is_there) {
  const TemporaryFolder folder;
  for (int i = 0; i < 10; ++i) write_bitmap(folder / ("img_" + std::to_string(i) + ".bmp"), i);
  const VideoReader reader(folder / ".");
  std::filesystem::remove(folder / "img_4.bmp");
  ThumbnailStrip strip(reader.info(), {plenty, 320, 0.01});
  strip.build(*reader.sketching_source(), always);
  EXPECT_NE(strip.nearest(4).number, 4);
  EXPECT_EQ(std::abs(strip.nearest(4).number - 4), 1);
  EXPECT_EQ(strip.nearest(9).number, 9);
}

}  // namespace
}  // namespace solopose::testing
