#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>
#include <tuple>

#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

/// No cache to speak of: every random frame is a seek of its own.
const VideoReaderOptions without_cache{.cache_bytes = 1, .pictures_fps = 30};

/// The 200 seeks of the promise: random frames, with the first, the last and neighbours among them.
void expect_exact(const std::filesystem::path& file, int frames, int first_number = 0) {
  VideoReader reader(file, without_cache);
  ASSERT_EQ(reader.frames(), frames) << file;
  std::mt19937 random(7);
  std::uniform_int_distribution<int> any(0, frames - 1);
  int wrong = 0;
  for (int i = 0; i < 200; ++i) {
    const int wanted = i == 0 ? frames - 1 : i == 1 ? 0 : any(random);
    wrong += number_in(reader.frame(wanted)) != first_number + wanted;
  }
  EXPECT_EQ(wrong, 0) << file;
  for (int i = 0; i < frames; ++i)
    ASSERT_EQ(number_in(reader.frame(i)), first_number + i) << file << " played in order";
}

struct Case {
  std::string name;
  TestVideo video;
  std::string ending;
};

class EveryContainer : public ::testing::TestWithParam<Case> {};

TEST_P(EveryContainer, gives_the_frame_asked_for_in_200_random_seeks) {
  const auto& [name, video, ending] = GetParam();
  if (!has_encoder(video.encoder)) GTEST_SKIP() << "this FFmpeg has no " << video.encoder;
  const TemporaryFolder folder;
  const auto file = folder / ("numbers." + ending);
  write_test_video(file, video);
  expect_exact(file, video.frames);
}

INSTANTIATE_TEST_SUITE_P(
    , EveryContainer,
    ::testing::Values(
        Case{"mp4_b_frames_gop_250", {}, "mp4"}, Case{"mp4_gop_12", {.gop = 12}, "mp4"},
        Case{"mp4_open_gop", {.gop = 24, .open_gop = true}, "mp4"},
        Case{"mp4_10_bit", {.gop = 30, .pixels = AV_PIX_FMT_YUV420P10}, "mp4"},
        Case{
            "mp4_444_odd_size", {.width = 127, .height = 63, .gop = 30, .pixels = AV_PIX_FMT_YUV444P}, "mp4"},
        Case{"mp4_variable_rate", {.gop = 40, .variable_rate = true}, "mp4"},
        Case{"mkv", {.container = "matroska"}, "mkv"},
        Case{"mkv_variable_rate", {.container = "matroska", .gop = 40, .variable_rate = true}, "mkv"},
        Case{"avi_mpeg4_b_frames", {.container = "avi", .encoder = "mpeg4", .gop = 50, .b_frames = 2}, "avi"},
        Case{"avi_h264_b_frames", {.container = "avi", .gop = 50}, "avi"},
        Case{"ts", {.container = "mpegts"}, "ts"},
        Case{"ts_gop_20", {.container = "mpegts", .gop = 20}, "ts"},
        Case{"ts_interlaced_open_gop",
             {.container = "mpegts", .frames = 120, .gop = 20, .open_gop = true, .interlaced = true},
             "mts"},
        Case{
            "mkv_interlaced", {.container = "matroska", .frames = 120, .gop = 20, .interlaced = true}, "mkv"},
        Case{"mp4_gradual_refresh",
             {.frames = 120, .gop = 20, .b_frames = 0, .encoder_params = "intra-refresh=1"},
             "mp4"},
        Case{"ts_gradual_refresh",
             {.container = "mpegts",
              .frames = 120,
              .gop = 20,
              .b_frames = 0,
              .encoder_params = "intra-refresh=1"},
             "ts"},
        Case{"mov", {.container = "mov", .gop = 30}, "mov"},
        Case{"flv", {.container = "flv", .gop = 30}, "flv"},
        Case{"nut", {.container = "nut", .gop = 30}, "nut"},
        Case{"hevc_open_gop",
             {.encoder = "libx265", .frames = 100, .encoder_params = "keyint=20:min-keyint=20:open-gop=1"},
             "mp4"},
        Case{"hevc_tiny_gop", {.encoder = "libx265", .frames = 100, .encoder_params = "keyint=3"}, "mp4"},
        Case{"hevc_radl_ts",
             {.container = "mpegts",
              .encoder = "libx265",
              .frames = 100,
              .encoder_params = "keyint=20:min-keyint=20:open-gop=0:radl=2"},
             "ts"},
        Case{"mpeg2_program_stream",
             {.container = "mpeg", .encoder = "mpeg2video", .frames = 120, .gop = 15, .b_frames = 2},
             "mpg"},
        Case{"mpeg2_interlaced_vob",
             {.container = "vob",
              .encoder = "mpeg2video",
              .frames = 120,
              .gop = 15,
              .b_frames = 2,
              .interlaced = true},
             "vob"},
        Case{"mpeg2_ts",
             {.container = "mpegts", .encoder = "mpeg2video", .frames = 120, .gop = 15, .b_frames = 2},
             "ts"},
        Case{"mpeg1_program_stream",
             {.container = "mpeg", .encoder = "mpeg1video", .frames = 120, .gop = 15, .b_frames = 2},
             "mpg"},
        Case{"wmv", {.container = "asf", .encoder = "wmv2", .frames = 120, .gop = 20, .b_frames = 0}, "wmv"},
        Case{"mp4_mpeg4", {.encoder = "mpeg4", .frames = 120, .gop = 20, .b_frames = 2}, "mp4"},
        Case{"theora",
             {.container = "ogg", .encoder = "libtheora", .frames = 120, .gop = 20, .b_frames = 0},
             "ogv"},
        Case{"avi_mjpeg",
             {.container = "avi",
              .encoder = "mjpeg",
              .frames = 60,
              .b_frames = 0,
              .pixels = AV_PIX_FMT_YUVJ420P},
             "avi"},
        Case{"mov_palette",
             {.container = "mov", .encoder = "qtrle", .frames = 60, .gop = 20, .pixels = AV_PIX_FMT_GRAY8},
             "mov"},
        Case{"webm_vp9", {.container = "webm", .encoder = "libvpx-vp9", .gop = 60, .b_frames = 0}, "webm"},
        Case{"webm_vp8", {.container = "webm", .encoder = "libvpx", .gop = 60, .b_frames = 0}, "webm"}),
    [](const auto& tested) { return tested.param.name; });

TEST(StreamCopiedCut, starts_at_its_first_key_frame) {
  const TemporaryFolder folder;
  const auto whole = folder / "whole.mp4";
  write_test_video(whole, {.frames = 250, .gop = 50});
  // Packets in file order: the second key frame's is the 50th.
  for (const auto& [container, ending] : {std::pair{"mp4", "mp4"}, {"matroska", "mkv"}, {"mpegts", "ts"}}) {
    const auto cut = folder / (std::string("cut.") + ending);
    copy_packets_from(whole, cut, container, 50);
    expect_exact(cut, 200, 50);
  }
}

TEST(StreamCopiedCut, hides_what_its_edit_list_cuts_off_and_shows_all_the_rest) {
  const TemporaryFolder folder;
  for (const bool open_gop : {false, true}) {
    for (const int hidden : {1, 7, 33, 60}) {
      write_test_video(folder / "whole.mp4", {.frames = 150, .gop = 50, .open_gop = open_gop});
      for (const auto* container : {"mp4", "mov"}) {
        copy_packets_from(folder / "whole.mp4", folder / "cut.mp4", container, 0, hidden);
        expect_exact(folder / "cut.mp4", 150 - hidden, hidden);
      }
    }
  }
}

TEST(StreamCopiedCut, of_hevc_hides_no_more_than_its_edit_list_says) {
  if (!has_encoder("libx265")) GTEST_SKIP() << "this FFmpeg has no libx265";
  const TemporaryFolder folder;
  write_test_video(
      folder / "whole.mp4",
      {.encoder = "libx265", .frames = 100, .encoder_params = "keyint=20:min-keyint=20:open-gop=1"});
  copy_packets_from(folder / "whole.mp4", folder / "cut.mp4", "mp4", 0, 27);
  expect_exact(folder / "cut.mp4", 73, 27);
}

TEST(EditList, of_several_parts_plays_them_one_after_the_other) {
  const TemporaryFolder folder;
  const auto file = folder / "edited.mp4";
  const std::vector<std::vector<Edit>> lists{{{10, 20}, {63, 20}}, {{10, 20}, {10, 20}},
                                             {{60, 20}, {13, 20}}, {{5, 10}, {25, 10}, {99, 10}},
                                             {{95, 25}},           {{-1, 25}, {0, 120}}};
  for (const auto& edits : lists) {
    write_test_video(file, {.frames = 120, .gop = 20});
    set_edits(file, edits);
    std::vector<int> wanted;
    for (const Edit& edit : edits)
      for (int i = 0; edit.first >= 0 && i < edit.frames; ++i) wanted.push_back(edit.first + i);
    VideoReader reader(file, without_cache);
    ASSERT_EQ(reader.frames(), std::ssize(wanted));
    for (int i = 0; i < 200; ++i) {
      const int frame = i * 37 % static_cast<int>(wanted.size());
      ASSERT_EQ(number_in(reader.frame(frame)), wanted[static_cast<std::size_t>(frame)]) << frame;
    }
  }
}

TEST(StreamCopiedCut, in_an_open_gop_leaves_out_what_leans_on_the_pictures_before) {
  const TemporaryFolder folder;
  write_test_video(folder / "whole.mp4", {.frames = 150, .gop = 50, .open_gop = true});
  VideoReader whole(folder / "whole.mp4");
  // The second key frame is sent before those shown just ahead of it, which need the first's.
  copy_packets_from(folder / "whole.mp4", folder / "cut.mkv", "matroska", 50);
  VideoReader cut(folder / "cut.mkv", without_cache);
  const int first = number_in(cut.frame(0));
  EXPECT_GE(first, 50);
  ASSERT_EQ(cut.frames(), 150 - first);
  for (int i = 0; i < cut.frames(); ++i) ASSERT_EQ(cut.frame(i).bytes, whole.frame(first + i).bytes) << i;
}

TEST(JoinedStreams, whose_times_start_anew_keep_all_their_frames_in_order) {
  const TemporaryFolder folder;
  write_test_video(folder / "a.ts", {.container = "mpegts", .frames = 60, .gop = 20});
  {
    std::ofstream twice(folder / "twice.ts", std::ios::binary);
    for (int i = 0; i < 2; ++i) twice << std::ifstream(folder / "a.ts", std::ios::binary).rdbuf();
  }
  std::string said;
  VideoReader reader(folder / "twice.ts", without_cache,
                     {.progress = {}, .stop = {}, .log = [&](const std::string& line) { said += line; }});
  ASSERT_EQ(reader.frames(), 120);
  EXPECT_DOUBLE_EQ(reader.fps(), test_fps);
  EXPECT_NE(said.find("start anew"), std::string::npos) << said;
  for (int i = 0; i < 120; ++i) {
    const int frame = i * 49 % 120;
    ASSERT_EQ(number_in(reader.frame(frame)), frame % 60) << frame;
  }
}

TEST(WidePixels, are_shown_as_wide_as_they_are) {
  const TemporaryFolder folder;
  const std::vector<std::pair<AVRational, int>> shapes{
      {{4, 3}, 171}, {{8, 9}, 114}, {{2, 1}, 256}, {{1, 1}, 128}};
  for (const auto& [aspect, width] : shapes) {
    for (const auto* container : {"mp4", "matroska", "mpegts"}) {
      write_test_video(folder / "wide", {.container = container, .frames = 9, .pixel_aspect = aspect});
      VideoReader reader(folder / "wide");
      EXPECT_EQ(reader.size(), (PictureSize{width, 64, 128, 64})) << container;
      const Image picture = reader.frame(6);
      EXPECT_EQ(picture.width, width);
      EXPECT_EQ(picture.height, 64);
      EXPECT_EQ(number_in(picture), 6);
    }
  }
  write_test_video(folder / "turned.mp4", {.frames = 3, .clockwise_degrees = 90, .pixel_aspect = {4, 3}});
  VideoReader turned(folder / "turned.mp4");
  EXPECT_EQ(turned.size(), (PictureSize{64, 171, 64, 128}));
  EXPECT_EQ(turned.frame(0).width, 64);
  EXPECT_EQ(turned.frame(0).height, 171);
  write_test_video(folder / "absurd.mkv", {.container = "matroska", .frames = 3, .pixel_aspect = {1000, 1}});
  EXPECT_EQ(VideoReader(folder / "absurd.mkv").width(), 128) << "no camera has such pixels";
}

TEST(StreamCopiedCut, inside_a_gop_leaves_out_what_cannot_be_decoded) {
  const TemporaryFolder folder;
  const auto whole = folder / "whole.ts";
  write_test_video(whole, {.container = "mpegts", .frames = 250, .gop = 50});
  const auto cut = folder / "cut.mkv";
  copy_packets_from(whole, cut, "matroska", 70);
  expect_exact(cut, 150, 100);
}

TEST(VideoReader, knows_constant_and_variable_times) {
  const TemporaryFolder folder;
  const auto constant = folder / "constant.mkv";
  const auto variable = folder / "variable.mkv";
  write_test_video(constant, {.container = "matroska", .frames = 90});
  write_test_video(variable, {.container = "matroska", .frames = 90, .variable_rate = true});
  const VideoReader even(constant);
  EXPECT_FALSE(even.variable_rate());
  EXPECT_DOUBLE_EQ(even.fps(), test_fps);
  EXPECT_NEAR(even.time_s(75), 3.0, 1e-3);
  const VideoReader uneven(variable);
  EXPECT_TRUE(uneven.variable_rate());
  EXPECT_NEAR(uneven.fps(), 89 / variable_time_s(89), 1e-6);
  for (int i = 0; i < 90; ++i) {
    EXPECT_NEAR(uneven.time_s(i), variable_time_s(i), 1e-9);
    EXPECT_EQ(uneven.frame_at(uneven.time_s(i)), i);
    EXPECT_EQ(uneven.frame_at(uneven.time_s(i) + 0.005), i);
  }
  EXPECT_EQ(uneven.frame_at(-1), 0);
  EXPECT_EQ(uneven.frame_at(1e9), 89);
}

TEST(VideoReader, turns_pictures_upright) {
  const TemporaryFolder folder;
  for (const int degrees : {90, 180, 270}) {
    const auto file = folder / "turned.mp4";
    write_test_video(file, {.frames = 3, .clockwise_degrees = degrees});
    VideoReader reader(file);
    const Image shown = reader.frame(2, PixelLayout::bgra32);
    EXPECT_EQ(shown.width, reader.width());
    ASSERT_EQ(shown.width, degrees == 180 ? 128 : 64);
    ASSERT_EQ(shown.height, degrees == 180 ? 64 : 128);
    // Number 2 is one white block, centred at (24, 16) of the file's 128 x 64.
    const int x = degrees == 90 ? 63 - 16 : degrees == 180 ? 127 - 24 : 16;
    const int y = degrees == 90 ? 24 : degrees == 180 ? 63 - 16 : 127 - 24;
    for (int at_y = 0; at_y < shown.height; at_y += 4)
      for (int at_x = 0; at_x < shown.width; at_x += 4) {
        const bool inside =
            std::abs(at_x - x) < (degrees == 180 ? 6 : 12) && std::abs(at_y - y) < (degrees == 180 ? 12 : 6);
        const bool outside = std::abs(at_x - x) > (degrees == 180 ? 10 : 18) ||
                             std::abs(at_y - y) > (degrees == 180 ? 18 : 10);
        const int green = shown.row(at_y)[4 * at_x + 1];
        if (inside) {
          EXPECT_GT(green, 200) << degrees << ": " << at_x << ", " << at_y;
        }
        if (outside) {
          EXPECT_LT(green, 50) << degrees << ": " << at_x << ", " << at_y;
        }
      }
  }
}

TEST(VideoReader, fills_rows_of_any_length_to_their_end) {
  const TemporaryFolder folder;
  for (const int width : {120, 126, 128, 130, 136}) {
    write_test_video(folder / "wide.mp4", {.frames = 129, .width = width});
    VideoReader reader(folder / "wide.mp4");
    for (const PixelLayout layout : {PixelLayout::rgb24, PixelLayout::bgra32}) {
      const Image image = reader.frame(128, layout);  // white in the last of eight columns of the upper half
      ASSERT_EQ(image.bytes.size(), image.row_bytes() * static_cast<std::size_t>(image.height));
      for (const int y : {0, 13, 29}) {
        const std::uint8_t* last = image.row(y) + (width - 1) * bytes_per_pixel(layout);
        EXPECT_GT(*std::min_element(last, last + 3), 240) << width << " " << y;
        EXPECT_LT(*image.row(y), 15) << width << " " << y;
      }
      EXPECT_LT(image.row(63)[(width - 1) * bytes_per_pixel(layout)], 15) << width;
    }
  }
}

/// Whatever is converted of a frame, its pixels are those of the whole.
TEST(VideoReader, parts_have_the_pixels_of_the_whole) {
  const TemporaryFolder folder;
  std::mt19937 random(9);
  for (const auto& [pixels, width, height] :
       {std::tuple(AV_PIX_FMT_YUV420P, 320, 192), std::tuple(AV_PIX_FMT_YUV422P, 200, 130),
        std::tuple(AV_PIX_FMT_YUV444P, 127, 63), std::tuple(AV_PIX_FMT_YUV444P, 264, 150),
        std::tuple(AV_PIX_FMT_YUV420P10, 320, 192)}) {
    const auto file = folder / fmt::format("{}_{}.mp4", static_cast<int>(pixels), width);
    TestVideo film{.frames = 4, .width = width, .height = height};
    film.pixels = pixels;
    write_test_video(file, film);
    VideoReader reader(file);
    PicturePart part;
    for (int i = 0; i < 40; ++i) {
      const auto some = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
      PictureBox box{some(width), some(height), 0, 0};
      box.right = box.left + 1 + some(width - box.left);
      box.bottom = box.top + 1 + some(height - box.top);
      const Image whole = reader.frame(i % 4);
      reader.read_part(i % 4, box, part);
      ASSERT_EQ(part.width, width);
      ASSERT_EQ(part.height, height);
      ASSERT_TRUE(part.left <= box.left && part.top <= box.top && part.left + part.image.width >= box.right &&
                  part.top + part.image.height >= box.bottom);
      for (int y = 0; y < part.image.height; ++y)
        ASSERT_TRUE(std::equal(part.image.row(y), part.image.row(y) + part.image.row_bytes(),
                               whole.row(part.top + y) + 3 * part.left))
            << width << " wide, row " << y;
    }
  }
}

TEST(VideoReader, stepping_back_costs_no_more_than_stepping_forward) {
  const TemporaryFolder folder;
  const auto file = folder / "long_gop.mp4";
  write_test_video(file, {});
  VideoReader reader(file);
  reader.frame(150);
  const auto start = reader.decode_calls();
  for (int i = 151; i <= 200; ++i) reader.frame(i);
  const auto forward = reader.decode_calls() - start;
  for (int i = 199; i >= 100; --i) EXPECT_EQ(number_in(reader.frame(i)), i);
  const auto back = reader.decode_calls() - start - forward;
  EXPECT_GE(forward, 40);
  EXPECT_LE(back, forward);
}

TEST(VideoReader, keeps_its_memory_over_many_random_seeks) {
  const TemporaryFolder folder;
  const auto file = folder / "seeks.mp4";
  write_test_video(file, {.frames = 200, .width = 320, .height = 240, .gop = 20});
  constexpr std::size_t budget = 2 << 20;
  VideoReader reader(file, {.cache_bytes = budget, .pictures_fps = 30});
  std::mt19937 random(3);
  std::uniform_int_distribution<int> any(0, 199);
  for (int i = 0; i < 600; ++i) {
    const int wanted = any(random);
    ASSERT_EQ(number_in(reader.frame(wanted)), wanted);
    ASSERT_LE(reader.cached_bytes(), budget);
  }
  EXPECT_GT(reader.cached_bytes(), budget / 2);
}

TEST(RealVideo, opens_with_the_counts_of_its_recording) {
  REQUIRE_SHARED_DATA();
  for (int camera = 1; camera <= 4; ++camera) {
    VideoReader reader(shared_data() / "pose2sim" / "videos" / ("cam0" + std::to_string(camera) + ".mp4"));
    EXPECT_EQ(reader.frames(), 100);
    EXPECT_EQ(reader.frame(99).width, reader.width());
    EXPECT_FALSE(reader.variable_rate());
  }
  for (const auto* name : {"basketball.mp4", "sports2d_walk.mp4"}) {
    VideoReader reader(shared_data() / "video" / name);
    EXPECT_GT(reader.frames(), 30) << name;
    EXPECT_NEAR(reader.time_s(reader.frames() - 1), static_cast<double>(reader.frames() - 1) / reader.fps(),
                0.1);
    const Image last = reader.frame(reader.frames() - 1);
    EXPECT_EQ(last.bytes.size(), static_cast<std::size_t>(3 * reader.width() * reader.height()));
  }
}

}  // namespace
}  // namespace solopose::testing
