#include <sys/stat.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/video/picture_numbers.h"
#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Bytes = std::vector<std::uint8_t>;

/// A folder of pictures, each with its own number drawn on it, and how it plays.
class PictureFolder : public ::testing::Test {
 protected:
  void add(const std::string& name, int number) { write_bitmap(folder_ / name, number); }
  /// The numbers seen, frame by frame; -1 where there is no picture.
  std::vector<int> played() {
    said_.clear();
    VideoReader reader(
        folder_.path(), {},
        {.progress = {}, .stop = {}, .log = [this](const std::string& line) { said_ += line + "\n"; }});
    std::vector<int> numbers;
    for (int i = 0; i < reader.frames(); ++i)
      numbers.push_back(reader.has_picture(i) ? number_in(reader.frame(i)) : -1);
    return numbers;
  }

  TemporaryFolder folder_;
  std::string said_;
};

TEST_F(PictureFolder, numbered_without_zeros_from_any_number_on) {
  for (const int first : {0, 1, 8, 100}) {
    const TemporaryFolder folder;
    for (int i = 0; i < 12; ++i) write_bitmap(folder / (std::to_string(first + i) + ".bmp"), i);
    VideoReader reader(folder.path());
    ASSERT_EQ(reader.frames(), 12) << first;
    for (int i = 0; i < 12; ++i) EXPECT_EQ(number_in(reader.frame(i)), i) << first;
  }
}

TEST_F(PictureFolder, keeps_the_time_of_all_that_is_missing) {
  for (const int number : {1, 2, 3, 6, 7, 8, 9, 10, 15, 16, 17, 18})
    add("cam2_img_" + std::to_string(number) + ".bmp", number);
  EXPECT_THAT(played(), ElementsAre(1, 2, 3, -1, -1, 6, 7, 8, 9, 10, -1, -1, -1, -1, 15, 16, 17, 18));
  EXPECT_THAT(said_, HasSubstr("6 of 18 numbered pictures are missing"));
  EXPECT_THAT(said_, HasSubstr("frames 3 to 4, 10 to 13"));
}

TEST_F(PictureFolder, without_gaps_says_nothing) {
  for (int i = 0; i < 12; ++i) add("img_" + std::to_string(i) + (i % 3 == 0 ? ".BMP" : ".bmp"), i);
  EXPECT_EQ(std::ssize(played()), 12);
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(PictureFolder, whose_numbers_lie_far_apart_does_not_become_a_million_frames) {
  add("img_1.bmp", 1);
  add("img_2.bmp", 2);
  add("img_1000000.bmp", 3);
  EXPECT_THAT(played(), ElementsAre(1, 2, 3));
  EXPECT_THAT(said_, HasSubstr("3 pictures are numbered from 1 to 1000000, too far apart for gaps"));
}

TEST_F(PictureFolder, of_times_or_every_tenth_picture_plays_them_one_after_the_other) {
  for (int i = 0; i < 6; ++i) add("1700000000" + std::to_string(100 + 33 * i) + "123456.bmp", i);
  EXPECT_THAT(played(), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(said_, HasSubstr("played one after the other"));
}

TEST_F(PictureFolder, of_names_of_several_kinds_says_that_it_cannot_tell) {
  for (int i = 0; i < 3; ++i) {
    add("left_" + std::to_string(i) + ".bmp", i);
    add("right_" + std::to_string(i) + ".bmp", 10 + i);
  }
  EXPECT_THAT(played(), ElementsAre(0, 1, 2, 10, 11, 12));
  EXPECT_THAT(said_, HasSubstr("left_0.bmp to right_2.bmp"));
}

TEST_F(PictureFolder, with_a_number_twice_is_refused) {
  add("img_1.bmp", 1);
  add("img_2.bmp", 2);
  add("img_002.bmp", 3);
  try {
    played();
    FAIL() << "which of them is it?";
  } catch (const FormatError& error) {
    EXPECT_THAT(error.what(), HasSubstr("expected one for each number, found img_002.bmp and img_2.bmp"));
  }
}

TEST_F(PictureFolder, passes_over_what_is_no_picture) {
  for (int i = 0; i < 3; ++i) add("img_" + std::to_string(i) + ".bmp", i);
  std::ofstream(folder_ / "._img_0.bmp") << "Mac's";
  std::ofstream(folder_ / ".hidden.bmp") << "hidden";
  fs::create_directory(folder_ / "img_3.bmp");
  ASSERT_EQ(mkfifo((folder_ / "img_4.bmp").c_str(), 0600), 0);
  EXPECT_THAT(played(), ElementsAre(0, 1, 2));
  EXPECT_THAT(said_, IsEmpty());
}

TEST_F(PictureFolder, takes_any_name_as_it_is) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path());
  for (const auto* name :
       {"file:x", "concat:a|b", "http://x", "cam:1", "50%d", "a*b?", "#1 ", "subfile,,start,0,,:a"}) {
    const fs::path inside = fs::path(name);
    fs::create_directories(inside);
    write_bitmap(inside / "img_%06d.bmp", 7);
    EXPECT_EQ(number_in(VideoReader(inside).frame(0)), 7) << name;
    EXPECT_EQ(number_in(VideoReader(fs::absolute(inside)).frame(0)), 7) << name;
    EXPECT_EQ(number_in(VideoReader(inside / "img_%06d.bmp").frame(0)), 7) << name;
    write_test_video(folder_ / "film.mp4", {.frames = 5});
    fs::rename("film.mp4", inside / "film %03d.mp4");
    EXPECT_EQ(VideoReader(inside / "film %03d.mp4").frames(), 5) << name;
  }
  fs::current_path(before);
}

TEST_F(PictureFolder, listens_while_it_is_looked_through) {
  for (int i = 0; i < 3; ++i) add("img_" + std::to_string(i) + ".bmp", i);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(VideoReader(folder_.path(), {}, {.progress = {}, .stop = stop.get_token(), .log = {}}),
               Cancelled);
}

TEST(Video, is_read_from_files_only_and_stops_when_told_to) {
  const TemporaryFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe.mp4").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((folder / "pipe.png").c_str(), 0600), 0);
  for (const fs::path& place : {folder / "pipe.mp4", folder / "pipe.png", fs::path("/dev/zero")}) {
    try {
      VideoReader reader(place);
      FAIL() << place;
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(place.string()));
    }
  }
  write_test_video(folder / "film.mp4", {.frames = 30});
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(VideoReader(folder / "film.mp4", {}, {.progress = {}, .stop = stop.get_token(), .log = {}}),
               Cancelled);
}

/// What Exif's orientations mean: the sides of the upright picture that the first stored row and column show
/// (CIPA DC-008, table of tag 0x0112).
struct Orientation {
  int number;
  char first_row;
  char first_column;
};
constexpr Orientation orientations[] = {{1, 't', 'l'}, {2, 't', 'r'}, {3, 'b', 'r'}, {4, 'b', 'l'},
                                        {5, 'l', 't'}, {6, 'r', 't'}, {7, 'r', 'b'}, {8, 'l', 'b'}};

Image stored_as(const Orientation& orientation, const Image& upright) {
  const bool lying = orientation.first_row == 'l' || orientation.first_row == 'r';
  Image stored(lying ? upright.height : upright.width, lying ? upright.width : upright.height,
               upright.layout);
  for (int row = 0; row < stored.height; ++row)
    for (int column = 0; column < stored.width; ++column) {
      const auto place = [&](char side, int at, int& x, int& y) {
        if (side == 't') y = at;
        if (side == 'b') y = upright.height - 1 - at;
        if (side == 'l') x = at;
        if (side == 'r') x = upright.width - 1 - at;
      };
      int x = 0, y = 0;
      place(orientation.first_row, row, x, y);
      place(orientation.first_column, column, x, y);
      std::memcpy(stored.row(row) + 3 * column, upright.row(y) + 3 * x, 3);
    }
  return stored;
}

/// A TIFF structure of one entry, as Exif has it.
Bytes exif(int orientation, bool big_endian) {
  const auto value = static_cast<std::uint8_t>(orientation);
  if (big_endian)
    return {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0};
  return {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0};
}

void insert(Bytes& file, std::size_t at, const Bytes& bytes) {
  file.insert(file.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin(), bytes.end());
}

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

Bytes jpeg_of(const Image& image, const Bytes& exif) {
  Bytes file = encoded_picture(image, "mjpeg");
  const auto length = static_cast<std::uint8_t>(2 + 6 + exif.size());
  insert(file, 2, joined({{0xFF, 0xE1, 0, length, 'E', 'x', 'i', 'f', 0, 0}, exif}));
  return file;
}

Bytes png_of(const Image& image, const Bytes& exif) {
  Bytes file = encoded_picture(image, "png");
  constexpr std::size_t after_header = 8 + 25;
  // Its check sum is not looked at.
  insert(file, after_header,
         joined({{0, 0, 0, static_cast<std::uint8_t>(exif.size()), 'e', 'X', 'I', 'f'}, exif, {0, 0, 0, 0}}));
  return file;
}

/// An uncompressed one: header, directory, bits a channel, pixels.
Bytes tiff_of(const Image& image, int orientation) {
  Bytes file{'I', 'I', 42, 0, 8, 0, 0, 0};
  const auto put = [&](std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) file.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  };
  constexpr std::uint32_t entries = 9, directory = 8 + 2 + 12 * entries + 4, pixels = directory + 6;
  const auto entry = [&](std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value) {
    put(tag, 2), put(type, 2), put(count, 4), put(value, 4);
  };
  put(entries, 2);
  entry(256, 4, 1, static_cast<std::uint32_t>(image.width));
  entry(257, 4, 1, static_cast<std::uint32_t>(image.height));
  entry(258, 3, 3, directory);
  entry(259, 3, 1, 1);
  entry(262, 3, 1, 2);
  entry(273, 4, 1, pixels);
  entry(274, 3, 1, static_cast<std::uint32_t>(orientation));
  entry(277, 3, 1, 3);
  entry(279, 4, 1, static_cast<std::uint32_t>(image.bytes.size()));
  put(0, 4);
  for (int i = 0; i < 3; ++i) put(8, 2);
  return joined({file, image.bytes});
}

TEST(TurnedPicture, is_shown_upright_whichever_way_its_file_says_so) {
  const TemporaryFolder folder;
  const Image upright = numbered_image(0b1011'0010'0110'1101, 128, 64, PixelLayout::rgb24);
  const int number = number_in(upright);
  const auto expect_upright = [&](const std::string& name, const Bytes& bytes, int orientation) {
    std::ofstream(folder / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    VideoReader reader(folder / name);
    EXPECT_EQ(reader.width(), 128) << name << orientation;
    EXPECT_EQ(reader.height(), 64) << name << orientation;
    const Image shown = reader.frame(0);
    ASSERT_EQ(shown.width, 128) << name << orientation;
    EXPECT_EQ(number_in(shown), number) << name << orientation;
    EXPECT_EQ(number_in(reader.frame(0, PixelLayout::bgra32)), number) << name << orientation;
  };
  for (const Orientation& orientation : orientations) {
    const Image stored = stored_as(orientation, upright);
    for (const bool big_endian : {false, true}) {
      expect_upright("a.jpg", jpeg_of(stored, exif(orientation.number, big_endian)), orientation.number);
      expect_upright("a.png", png_of(stored, exif(orientation.number, big_endian)), orientation.number);
    }
    expect_upright("a.tif", tiff_of(stored, orientation.number), orientation.number);
    expect_upright("png.jpg", png_of(stored, exif(orientation.number, true)), orientation.number);
  }
}

TEST(TurnedPicture, with_an_orientation_that_makes_no_sense_stays_as_it_is) {
  const TemporaryFolder folder;
  const Image picture = numbered_image(77, 128, 64, PixelLayout::rgb24);
  Bytes endless = exif(6, false);
  endless[8] = 0xFF;  // more entries than there is room for
  endless[10] = 0;
  Bytes outside = exif(6, true);
  outside[5] = 0xFF;  // a directory beyond the end
  for (const Bytes& senseless : {exif(0, false), exif(9, true), endless, outside, Bytes{'I', 'I'}, Bytes{}}) {
    const Bytes file = jpeg_of(picture, senseless);
    std::ofstream(folder / "a.jpg", std::ios::binary)
        .write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
    VideoReader reader(folder / "a.jpg");
    EXPECT_EQ(reader.width(), 128);
    EXPECT_EQ(number_in(reader.frame(0)), 77);
  }
}

TEST(TurnedPicture, among_others_keeps_its_own_turn) {
  const TemporaryFolder folder;
  for (int i = 0; i < 8; ++i) {
    const Image upright = numbered_image(i, 128, 64, PixelLayout::rgb24);
    const Bytes file = jpeg_of(stored_as(orientations[i], upright), exif(orientations[i].number, false));
    std::ofstream(folder / (std::to_string(i) + ".jpg"), std::ios::binary)
        .write(reinterpret_cast<const char*>(file.data()), static_cast<std::streamsize>(file.size()));
  }
  VideoReader reader(folder.path());
  ASSERT_EQ(reader.frames(), 8);
  for (int i = 7; i >= 0; --i) EXPECT_EQ(number_in(reader.frame(i)), i);
}

}  // namespace
}  // namespace solopose::testing
