#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/video/video_reader.h"
#include "core/video/video_writer.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;

template <typename Work>
std::string message_of(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

std::string message_of_opening(const std::filesystem::path& file) {
  return message_of([&] { VideoReader reader(file); });
}

std::string random_bytes(std::size_t count) {
  std::mt19937 random(11);
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

TEST(HostileVideo, is_refused_by_a_message_that_names_it) {
  const TemporaryFolder folder;
  EXPECT_THAT(message_of_opening(folder / "missing.mp4"), HasSubstr("missing.mp4: there is no such file"));
  for (const auto* name : {"noise.mp4", "noise.mkv", "noise.ts", "noise.jpg"}) {
    std::ofstream(folder / name, std::ios::binary) << random_bytes(20000);
    EXPECT_THAT(message_of_opening(folder / name), HasSubstr(name));
  }
  std::ofstream(folder / "empty.mp4").close();
  EXPECT_THAT(message_of_opening(folder / "empty.mp4"), HasSubstr("empty.mp4: cannot be read as a video"));
  write_sound(folder / "sound.mkv");
  EXPECT_THAT(message_of_opening(folder / "sound.mkv"),
              HasSubstr("sound.mkv: streams: expected a video stream"));
  std::filesystem::create_directory(folder / "nothing");
  EXPECT_THAT(message_of_opening(folder / "nothing"), HasSubstr("nothing: pictures: expected jpg"));
}

TEST(HostileVideo, that_lists_other_files_does_not_open_them) {
  const TemporaryFolder folder;
  write_test_video(folder / "other.ts", {.container = "mpegts", .frames = 5});
  const std::string other = (folder / "other.ts").string();
  std::ofstream(folder / "list.mp4") << "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n"
                                     << other << "\n#EXT-X-ENDLIST\n";
  std::ofstream(folder / "concat.mp4") << "ffconcat version 1.0\nfile other.ts\n";
  EXPECT_THAT(message_of_opening(folder / "list.mp4"), HasSubstr("list.mp4: cannot be read as a video"));
  EXPECT_THAT(message_of_opening(folder / "concat.mp4"), HasSubstr("concat.mp4: cannot be read as a video"));
}

TEST(HostileVideo, truncated_before_its_table_is_refused) {
  const TemporaryFolder folder;
  const auto file = folder / "cut.mp4";
  write_test_video(file, {.frames = 60});
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_THAT(message_of_opening(file), HasSubstr("cut.mp4: cannot be read as a video"));
}

TEST(HostileVideo, truncated_after_its_table_plays_as_far_as_it_goes) {
  const TemporaryFolder folder;
  const auto file = folder / "cut.mp4";
  VideoWriter writer(file, {.width = 128, .height = 64});
  for (int i = 0; i < 120; ++i) writer.write(numbered_image(i, 128, 64, PixelLayout::rgb24));
  writer.finish();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) * 6 / 10);
  VideoReader reader(file);
  ASSERT_GT(reader.frames(), 20);
  ASSERT_LT(reader.frames(), 120);
  EXPECT_EQ(number_in(reader.frame(10)), 10);
  // Frames whose references were cut off may be missing at the end, never before it.
  for (int i = 0; i + 8 < reader.frames(); ++i) ASSERT_EQ(number_in(reader.frame(i)), i);
  for (int i = 0; i < reader.frames(); ++i) message_of([&] { reader.frame(i); });
}

TEST(HostileVideo, with_damage_inside_gives_frames_or_messages) {
  const TemporaryFolder folder;
  for (const auto& [container, name] :
       {std::pair{"matroska", "damaged.mkv"}, {"mpegts", "damaged.ts"}, {"avi", "damaged.avi"}}) {
    const auto file = folder / name;
    write_test_video(file, {.container = container, .frames = 100, .gop = 20});
    const auto size = std::filesystem::file_size(file);
    for (unsigned int seed = 1; seed <= 5; ++seed) {
      std::mt19937 random(seed);
      std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
      for (int i = 0; i < 20; ++i) {
        bytes.seekp(static_cast<std::streamoff>(random() % size));
        bytes.put(static_cast<char>(random()));
      }
      bytes.close();
      message_of([&] {
        VideoReader reader(file);
        for (std::int64_t i = reader.frames() - 1; i >= 0; i -= 7) message_of([&] { reader.frame(i); });
      });
    }
  }
}

TEST(HostileVideo, deleted_or_changed_while_open_gives_a_message) {
  const TemporaryFolder folder;
  const auto deleted = folder / "deleted.mp4";
  const auto cut = folder / "cut.mp4";
  write_test_video(deleted, {});
  std::filesystem::copy_file(deleted, cut);
  VideoReader reader(deleted);
  reader.frame(10);
  std::filesystem::remove(deleted);
  EXPECT_THAT(message_of([&] { reader.frame(200); }), HasSubstr("deleted.mp4: can no longer be read"));
  EXPECT_EQ(number_in(reader.frame(10)), 10) << "what is cached stays";
  VideoReader shrunk(cut);
  std::filesystem::resize_file(cut, 2000);
  EXPECT_THAT(message_of([&] { shrunk.frame(200); }), HasSubstr("cut.mp4: has changed since it was opened"));
}

TEST(SmallVideo, of_one_frame_plays) {
  const TemporaryFolder folder;
  for (const auto& [container, name] :
       {std::pair{"mp4", "one.mp4"}, {"matroska", "one.mkv"}, {"mpegts", "one.ts"}}) {
    write_test_video(folder / name, {.container = container, .frames = 1});
    VideoReader reader(folder / name);
    ASSERT_EQ(reader.frames(), 1) << name;
    EXPECT_EQ(number_in(reader.frame(0)), 0);
    EXPECT_GT(reader.fps(), 0);
    EXPECT_THAT(message_of([&] { reader.frame(1); }), HasSubstr("frame: expected one from 0 to 0, found 1"));
    EXPECT_THAT(message_of([&] { reader.frame(-1); }), HasSubstr("found -1"));
  }
}

TEST(ImageFolder, plays_its_pictures_in_the_order_of_their_numbers) {
  const TemporaryFolder folder;
  for (const int number : {1, 2, 9, 10, 11, 100})
    write_bitmap(folder / ("img_" + std::to_string(number) + ".bmp"), number);
  std::ofstream(folder / "notes.txt") << "not a picture";
  VideoReader reader(folder.path(), {.pictures_fps = 50});
  ASSERT_EQ(reader.frames(), 6);
  EXPECT_DOUBLE_EQ(reader.time_s(5), 0.1);
  const int order[] = {1, 2, 9, 10, 11, 100};
  for (int i = 5; i >= 0; --i) EXPECT_EQ(number_in(reader.frame(i)), order[i]);
}

TEST(ImageFolder, takes_names_with_percent_signs_as_they_are) {
  const TemporaryFolder folder;
  write_bitmap(folder / "img_%06d.bmp", 77);
  EXPECT_EQ(number_in(VideoReader(folder / "img_%06d.bmp").frame(0)), 77);
}

TEST(ImageFolder, names_the_picture_that_is_wrong) {
  const TemporaryFolder folder;
  for (int i = 0; i < 4; ++i) write_bitmap(folder / ("img_00000" + std::to_string(i) + ".bmp"), i);
  write_bitmap(folder / "img_000001.bmp", 1, 64, 64);
  VideoReader reader(folder.path());
  EXPECT_THAT(message_of([&] { reader.frame(1); }),
              HasSubstr("img_000001.bmp: size: expected 128 x 64 as in the first picture, found 64 x 64"));
  std::filesystem::remove(folder / "img_000002.bmp");
  EXPECT_THAT(message_of([&] { reader.frame(2); }), HasSubstr("img_000002.bmp: cannot be read as a picture"));
  EXPECT_EQ(number_in(reader.frame(3)), 3);
}

}  // namespace
}  // namespace solopose::testing
