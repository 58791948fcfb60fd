#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// What a reader says while it opens.
struct Said {
  std::vector<std::string> lines;
  JobContext context() {
    return {.progress = {}, .stop = {}, .log = [this](const std::string& line) { lines.push_back(line); }};
  }
};

std::string bytes_of_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Every frame of a film in order, then 200 at random, none of them kept.
void expect_numbers(const fs::path& film, int first, int frames, double fps) {
  VideoReader reader(film, {.cache_bytes = 1});
  ASSERT_EQ(reader.frames(), frames) << film;
  EXPECT_DOUBLE_EQ(reader.fps(), fps) << film;
  EXPECT_FALSE(reader.variable_rate()) << film;
  std::vector<Image> pictures;
  for (int i = 0; i < frames; ++i) {
    pictures.push_back(reader.frame(i));
    ASSERT_EQ(number_across_the_top(pictures.back()), first + i) << film << " " << i;
    EXPECT_NEAR(reader.time_s(i), i / fps, 2e-3);
  }
  std::mt19937 random(3);
  for (int i = 0; i < 200; ++i) {
    const auto frame = random() % static_cast<unsigned int>(frames);
    ASSERT_EQ(reader.frame(frame).bytes, pictures[frame].bytes) << film << " " << frame;
  }
}

TEST(UsersFilms, cut_without_encoding_begin_where_their_edit_list_says) {
  REQUIRE_SHARED_CASE("trimmed-film");
  expect_numbers(shared_case("trimmed-film") / "cut.mp4", 33, 57, 30);
}

TEST(UsersFilms, interlaced_and_in_program_streams_lose_no_picture) {
  REQUIRE_SHARED_CASE("broadcast-films");
  const fs::path folder = shared_case("broadcast-films");
  expect_numbers(folder / "field.mts", 0, 75, 25);
  expect_numbers(folder / "field.mkv", 0, 75, 25);
  expect_numbers(folder / "program.mpg", 0, 75, 30);
}

TEST(UsersFilms, in_program_streams_keep_their_rate_wherever_they_are_cut) {
  if (!has_encoder("mpeg2video")) GTEST_SKIP() << "this FFmpeg has no mpeg2video";
  const TemporaryFolder folder;
  for (const bool interlaced : {false, true}) {
    write_test_video(folder / "whole.mpg", {.container = interlaced ? "vob" : "mpeg",
                                            .encoder = "mpeg2video",
                                            .frames = 120,
                                            .gop = 12,
                                            .b_frames = 2,
                                            .interlaced = interlaced});
    const std::string whole = bytes_of_file(folder / "whole.mpg");
    for (std::size_t cut = 1; cut < 48; ++cut) {
      std::ofstream(folder / "cut.mpg", std::ios::binary) << whole.substr(whole.size() * cut / 64);
      VideoReader reader(folder / "cut.mpg");
      EXPECT_DOUBLE_EQ(reader.fps(), test_fps) << cut;
      EXPECT_FALSE(reader.variable_rate()) << cut;
      for (int i = 0; i < reader.frames(); ++i) ASSERT_NEAR(reader.time_s(i), i / test_fps, 2e-3) << cut;
    }
  }
}

TEST(UsersFilms, with_wide_pixels_are_shown_wide) {
  REQUIRE_SHARED_CASE("wide-pixels");
  const fs::path film = shared_case("wide-pixels") / "wide.mp4";
  expect_numbers(film, 0, 20, 30);
  EXPECT_EQ(VideoReader(film).size(), (PictureSize{128, 72, 96, 72}));
}

TEST(UsersFilms, without_a_container_are_refused_in_one_line_that_helps) {
  REQUIRE_SHARED_CASE("bare-stream");
  try {
    VideoReader reader(shared_case("bare-stream") / "bare.h264");
    FAIL() << "it has no times";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("bare.h264: is a bare h264 stream"));
    EXPECT_THAT(error.what(), HasSubstr("ffmpeg -framerate 30 -i \"bare.h264\" \"bare.mp4\""));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST(UsersFilms, without_a_container_are_refused_whatever_they_are_called) {
  const TemporaryFolder folder;
  for (const auto& [container, encoder] :
       {std::pair{"h264", "libx264"}, {"hevc", "libx265"}, {"mpeg2video", "mpeg2video"}, {"m4v", "mpeg4"}}) {
    if (!has_encoder(encoder)) continue;
    for (const auto* name : {"bare.mp4", "bare.bin", "bare.m2v"}) {
      write_test_video(folder / name,
                       {.container = container, .encoder = encoder, .frames = 40, .b_frames = 0});
      try {
        VideoReader reader(folder / name);
        FAIL() << container << " as " << name;
      } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("is a bare")) << container << " as " << name;
      }
    }
  }
}

TEST(UsersFilms, with_percent_signs_in_their_names_are_those_files) {
  REQUIRE_SHARED_CASE("percent-in-a-name");
  for (const auto* name : {"50% cam1.mp4", "50% cam2.mp4"})
    expect_numbers(shared_case("percent-in-a-name") / "videos" / name, 0, 90, 30);
}

TEST(UsersPictures, missing_on_the_way_keep_their_time) {
  REQUIRE_SHARED_CASE("gaps");
  Said said;
  VideoReader reader(shared_case("gaps") / "pictures", {}, said.context());
  ASSERT_EQ(reader.frames(), 12);
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(reader.has_picture(i), i != 4) << i;
    if (i != 4) {
      EXPECT_EQ(number_across_the_top(reader.frame(i)), i + 1) << i;
    }
  }
  EXPECT_THROW(reader.frame(4), Error);
  EXPECT_THAT(said.lines, ElementsAre(HasSubstr("1 of 12 numbered pictures")));
  EXPECT_THAT(said.lines.front(), HasSubstr("frame 4"));
}

TEST(UsersPictures, have_no_companions) {
  REQUIRE_SHARED_CASE("companion-files");
  Said said;
  VideoReader reader(shared_case("companion-files") / "pictures", {}, said.context());
  ASSERT_EQ(reader.frames(), 4);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(number_across_the_top(reader.frame(i)), i + 1);
  EXPECT_THAT(said.lines, ElementsAre());
}

TEST(UsersPictures, are_shown_upright) {
  REQUIRE_SHARED_CASE("child-and-turned-pictures");
  VideoReader reader(shared_case("child-and-turned-pictures") / "turned");
  ASSERT_EQ(reader.frames(), 3);
  EXPECT_EQ(reader.width(), 72);
  EXPECT_EQ(reader.height(), 96);
  for (int i = 0; i < 3; ++i) {
    const Image picture = reader.frame(i);
    EXPECT_EQ(picture.width, 72);
    EXPECT_EQ(picture.height, 96);
    EXPECT_EQ(number_across_the_top(picture), i + 1);
  }
}

TEST(UsersPictures, in_a_folder_with_a_colon_are_found_by_every_path) {
  REQUIRE_SHARED_CASE("child-and-turned-pictures");
  const fs::path folder = shared_case("child-and-turned-pictures");
  const fs::path before = fs::current_path();
  const fs::path absolute = fs::absolute(folder / "cam:1");
  fs::current_path(folder);
  for (const fs::path& path : {absolute, fs::path("cam:1"), fs::path("./cam:1/")}) {
    VideoReader reader(path);
    EXPECT_EQ(reader.frames(), 3) << path;
    for (int i = 0; i < 3; ++i) EXPECT_EQ(number_across_the_top(reader.frame(i)), i + 1) << path;
  }
  EXPECT_EQ(number_across_the_top(VideoReader("cam:1/img_000002.jpg").frame(0)), 2);
  fs::current_path(before);
}

}  // namespace
}  // namespace solopose::testing
