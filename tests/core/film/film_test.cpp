#include "core/film/film.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <csignal>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <Eigen/Geometry>

#include "core/film/film_endings.h"
#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;

/// A standing body, arms held out; z up, mm.
std::vector<float> standing_pose(double x_mm = 0) {
  constexpr std::array<std::array<double, 3>, joint_count> places{{{0, 0, 950},
                                                                   {120, 0, 930},
                                                                   {130, 0, 500},
                                                                   {130, 0, 80},
                                                                   {-120, 0, 930},
                                                                   {-130, 0, 500},
                                                                   {-130, 0, 80},
                                                                   {0, 0, 1450},
                                                                   {0, 0, 1650},
                                                                   {-180, 0, 1420},
                                                                   {-450, 0, 1420},
                                                                   {-700, 0, 1420},
                                                                   {180, 0, 1420},
                                                                   {450, 0, 1420},
                                                                   {700, 0, 1420}}};
  std::vector<float> pose;
  for (const auto& place : places) {
    pose.push_back(static_cast<float>(place[0] + x_mm));
    pose.push_back(static_cast<float>(place[1]));
    pose.push_back(static_cast<float>(place[2]));
  }
  return pose;
}

std::filesystem::path numbered_video(const TemporaryFolder& folder, int frames, int width = 128,
                                     int height = 64) {
  const auto file = folder / "video.mp4";
  write_test_video(file, {.frames = frames, .width = width, .height = height});
  return file;
}

/// One joint's place, all others missing: a single disc.
FilmSkeleton dot(std::int64_t first, std::vector<std::array<float, 2>> places) {
  FilmSkeleton skeleton;
  skeleton.first = first;
  skeleton.look.width = 4;
  skeleton.look.one_colour = true;
  skeleton.look.middle = {255, 0, 0};
  for (const auto& place : places) {
    const auto begin = skeleton.pixels.size();
    skeleton.pixels.resize(begin + 2 * joint_count, std::numeric_limits<float>::quiet_NaN());
    skeleton.pixels[begin] = place[0];
    skeleton.pixels[begin + 1] = place[1];
  }
  return skeleton;
}

Image read_png(const std::filesystem::path& file) { return VideoReader(file).frame(0); }

bool is_red(const Image& image, int x, int y) {
  const std::uint8_t* pixel = image.row(y) + 3 * x;
  return pixel[0] > 150 && pixel[1] < 110 && pixel[2] < 110;
}

TEST(Film, keeps_the_time_of_pictures_that_are_missing) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "pictures");
  for (const int number : {1, 2, 3, 5, 6})
    write_bitmap(folder / "pictures" / fmt::format("img_{:06}.bmp", number), number);
  make_film({.video = folder / "pictures", .out = folder / "film"}, {});
  for (int frame = 0; frame < 6; ++frame) {
    const Image picture = read_png(folder / "film" / fmt::format("{:06}.png", frame));
    EXPECT_EQ(number_in(picture), frame == 3 ? 0 : frame + 1) << frame;
    EXPECT_EQ(picture.width, 128);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "film" / "000006.png"));
}

TEST(Film, of_wide_pixels_is_as_wide_as_the_video_is_shown_and_its_skeletons_fit) {
  const TemporaryFolder folder;
  write_test_video(folder / "wide.mp4", {.frames = 3, .pixel_aspect = {4, 3}});
  make_film({.video = folder / "wide.mp4", .out = folder / "film", .skeletons = {dot(1, {{150, 30}})}}, {});
  const Image picture = read_png(folder / "film" / "000001.png");
  EXPECT_EQ(picture.width, 171);
  EXPECT_EQ(picture.height, 64);
  EXPECT_TRUE(is_red(picture, 150, 30));
}

TEST(Film, has_exactly_the_frames_order_and_rate_asked_for) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 300), .out = folder / "film.mp4"};
  options.first = 37;
  options.count = 120;
  options.frames_per_second = 12.5;
  make_film(options, {});
  VideoReader film(options.out);
  ASSERT_EQ(film.frames(), 120);
  EXPECT_NEAR(film.fps(), 12.5, 1e-6);
  for (int i = 0; i < 120; ++i) ASSERT_EQ(number_in(film.frame(i)), 37 + i);
}

TEST(Film, takes_the_whole_video_at_its_own_rate_by_default) {
  const TemporaryFolder folder;
  const FilmOptions options{.video = numbered_video(folder, 41), .out = folder / "film.mp4"};
  make_film(options, {});
  VideoReader film(options.out);
  EXPECT_EQ(film.frames(), 41);
  EXPECT_NEAR(film.fps(), test_fps, 1e-6);
  EXPECT_EQ(number_in(film.frame(40)), 40);
}

TEST(Film, writes_pictures_named_in_order) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 30),
                      .out = folder / "pictures/"};  // as shells complete it
  options.first = 5;
  options.count = 11;
  make_film(options, {});
  VideoReader pictures(options.out);
  ASSERT_EQ(pictures.frames(), 11);
  for (int i = 0; i < 11; ++i) {
    EXPECT_TRUE(std::filesystem::exists(options.out / fmt::format("{:06}.png", i)));
    EXPECT_EQ(number_in(pictures.frame(i)), 5 + i);
  }
}

TEST(Film, draws_a_skeleton_where_its_pixels_say_in_the_frames_it_has) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 8, 160, 80), .out = folder / "pictures"};
  options.skeletons.push_back(dot(2, {{20, 30}, {60, 30}, {100, 30}}));
  make_film(options, {});
  VideoReader film(options.out);
  for (int frame = 0; frame < 8; ++frame) {
    const Image picture = film.frame(frame);
    for (int place = 0; place < 3; ++place)
      EXPECT_EQ(is_red(picture, 20 + 40 * place, 30), frame == 2 + place) << frame << " " << place;
  }
}

TEST(Film, scales_picture_and_skeleton_together) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 3, 160, 80), .out = folder / "pictures"};
  options.skeletons.push_back(dot(0, {{120, 20}, {120, 20}, {120, 20}}));
  options.height = 200;
  make_film(options, {});
  VideoReader film(options.out);
  EXPECT_EQ(film.width(), 400);
  EXPECT_EQ(film.height(), 200);
  EXPECT_TRUE(is_red(film.frame(1), 301, 51));
  EXPECT_EQ(number_in(film.frame(2)), 2);
}

TEST(Film, keeps_odd_sizes_in_pictures_and_pads_them_in_mp4) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 4, 160, 80), .out = folder / "pictures"};
  options.height = 61;
  make_film(options, {});
  VideoReader pictures(options.out);
  EXPECT_EQ(pictures.width(), 122);
  EXPECT_EQ(pictures.height(), 61);
  options.out = folder / "film.mp4";
  make_film(options, {});
  VideoReader film(options.out);
  EXPECT_EQ(film.height(), 62);
  EXPECT_EQ(film.frames(), 4);
}

TEST(Film, shows_the_person_in_the_middle_of_the_3d_view_head_up) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 3, 240, 200), .out = folder / "pictures"};
  options.content = FilmContent::view_3d;
  options.turn_deg = 0;
  options.tilt_deg = 0;
  FilmSkeleton person;
  person.look.one_colour = true;
  person.look.middle = {255, 0, 0};
  person.look.width = 4;
  for (int frame = 0; frame < 3; ++frame) {
    const auto pose = standing_pose(5000);  // the view goes where the person is
    person.poses_mm.insert(person.poses_mm.end(), pose.begin(), pose.end());
  }
  options.skeletons.push_back(person);
  make_film(options, {});
  VideoReader film(options.out);
  ASSERT_EQ(film.width(), 240);
  const Image picture = film.frame(1);
  // From ankles to head and wrist to wrist, 0.84 of the picture's narrower way: of its height.
  const double scale = 0.84 * 200 / (1650 - 80);
  const auto row_of = [scale](double height_mm) {
    return static_cast<int>(std::lround(99.5 - scale * (height_mm - (1650 + 80) / 2.0)));
  };
  const int wrist = static_cast<int>(std::lround(119.5 + scale * 700));
  EXPECT_TRUE(is_red(picture, 119, row_of(950)));
  EXPECT_TRUE(is_red(picture, 119, row_of(1650)));
  EXPECT_TRUE(is_red(picture, wrist, row_of(1420)));
  EXPECT_FALSE(is_red(picture, 119, row_of(1650) - 8));
}

TEST(Film, fills_a_3d_view_of_any_shape_with_the_person) {
  const TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair{100, 300}, {300, 100}, {200, 200}}) {
    FilmOptions options{.video = numbered_video(folder, 1, width, height)};
    options.out = folder / std::to_string(width);
    options.content = FilmContent::view_3d;
    FilmSkeleton person;
    person.look.one_colour = true;
    person.look.middle = {255, 0, 0};
    person.poses_mm = standing_pose();
    options.skeletons = {person};
    make_film(options, {});
    const Image picture = VideoReader(options.out).frame(0);
    Eigen::AlignedBox2i body;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        if (is_red(picture, x, y)) body.extend(Eigen::Vector2i(x, y));
    const double share = std::max(static_cast<double>(body.sizes().x()) / width,
                                  static_cast<double>(body.sizes().y()) / height);
    EXPECT_GT(share, 0.75) << width;
    EXPECT_LT(share, 0.95) << width;
    EXPECT_NEAR(body.center().x(), width / 2, 0.1 * width);
    EXPECT_NEAR(body.center().y(), height / 2, 0.1 * height);
  }
}

TEST(Film, names_what_it_shows_in_a_corner_and_nowhere_else) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 1, 640, 360), .out = folder / "plain"};
  options.skeletons = {dot(0, {{300, 100}})};
  options.skeletons.front().look.one_colour = false;
  make_film(options, {});
  options.skeletons.front().name = "pr\u00e9diction";
  options.left_name = "left";
  options.right_name = "right";
  options.out = folder / "named";
  make_film(options, {});
  const Image plain = VideoReader(folder / "plain").frame(0);
  const Image named = VideoReader(folder / "named").frame(0);
  Eigen::AlignedBox2i changed;
  for (int y = 0; y < 360; ++y)
    for (int x = 0; x < 640; ++x)
      if (!std::equal(plain.row(y) + 3 * x, plain.row(y) + 3 * x + 3, named.row(y) + 3 * x))
        changed.extend(Eigen::Vector2i(x, y));
  ASSERT_FALSE(changed.isEmpty());
  EXPECT_GT(changed.min().x(), 0);
  EXPECT_LT(changed.max().x(), 160);
  EXPECT_GT(changed.min().y(), 280);
  EXPECT_LT(changed.max().y(), 359);
}

TEST(Film, turns_any_up_to_the_top) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 1, 240, 200), .out = folder / "pictures"};
  options.content = FilmContent::view_3d;
  options.turn_deg = 0;
  FilmSkeleton z_up;
  z_up.poses_mm = standing_pose();
  FilmSkeleton y_down = z_up;  // as a camera sees it
  y_down.up = {0, -1, 0};
  for (std::size_t i = 0; i < y_down.poses_mm.size(); i += 3) {
    y_down.poses_mm[i + 1] = -z_up.poses_mm[i + 2];
    y_down.poses_mm[i + 2] = z_up.poses_mm[i + 1];
  }
  options.skeletons = {z_up};
  make_film(options, {});
  options.skeletons = {y_down};
  options.out = folder / "others";
  make_film(options, {});
  const Image expected = VideoReader(folder / "pictures").frame(0);
  const Image found = VideoReader(folder / "others").frame(0);
  int different = 0;
  for (std::size_t i = 0; i < expected.bytes.size(); ++i)
    different += std::abs(expected.bytes[i] - found.bytes[i]) > 2;
  EXPECT_EQ(different, 0);
}

TEST(Film, stands_picture_and_3d_view_side_by_side) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 5, 128, 64), .out = folder / "film.mp4"};
  options.content = FilmContent::side_by_side;
  FilmSkeleton person;
  for (int i = 0; i < 5; ++i) {
    const auto pose = standing_pose();
    person.poses_mm.insert(person.poses_mm.end(), pose.begin(), pose.end());
  }
  options.skeletons.push_back(person);
  make_film(options, {});
  VideoReader film(options.out);
  ASSERT_EQ(film.frames(), 5);
  EXPECT_EQ(film.width(), 128 + 64);
  EXPECT_EQ(film.height(), 64);
  const Image both = film.frame(3);
  Image left(128, 64, PixelLayout::rgb24);
  for (int y = 0; y < 64; ++y) std::copy_n(both.row(y), left.row_bytes(), left.row(y));
  EXPECT_EQ(number_in(left), 3);
}

TEST(Film, draws_no_endless_ground_for_people_who_are_anywhere) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 3), .out = folder / "film.mp4"};
  options.content = FilmContent::view_3d;
  FilmSkeleton& person = options.skeletons.emplace_back();
  person.poses_mm.assign(3 * joint_count * 3, 0);
  for (std::size_t i = 0; i < person.poses_mm.size(); ++i) person.poses_mm[i] = i % 2 == 0 ? 1e30F : -1e30F;
  make_film(options, {});
  EXPECT_EQ(VideoReader(options.out).frames(), 3);
}

TEST(Film, survives_people_without_a_single_joint) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 2), .out = folder / "pictures"};
  options.content = FilmContent::side_by_side;
  FilmSkeleton nobody;
  nobody.poses_mm.assign(2 * 3 * joint_count, std::numeric_limits<float>::quiet_NaN());
  nobody.pixels.assign(2 * 2 * joint_count, std::numeric_limits<float>::infinity());
  options.skeletons = {nobody, FilmSkeleton()};
  make_film(options, {});
  EXPECT_EQ(VideoReader(options.out).frames(), 2);
}

TEST(Film, leaves_nothing_when_cancelled) {
  const TemporaryFolder folder;
  const TemporaryFolder films;
  FilmOptions options{.video = numbered_video(folder, 100)};
  for (const char* name : {"film.mp4", "pictures"}) {
    options.out = films / name;
    std::stop_source stop;
    std::int64_t reported = 0;
    JobContext context;
    context.stop = stop.get_token();
    context.progress = [&](const Progress& progress) {
      if (progress.total != 100) return;  // reading the video's index
      reported = progress.done;
      if (progress.done == 40) stop.request_stop();
    };
    EXPECT_THROW(make_film(options, context), Cancelled);
    EXPECT_EQ(reported, 40);
    EXPECT_TRUE(std::filesystem::is_empty(films.path())) << name;
  }
}

/// A limit of the files' sizes stands for the full disk.
TEST(Film, that_has_no_room_is_an_error_by_name_and_leaves_nothing) {
  const TemporaryFolder folder;
  const TemporaryFolder films;
  const auto video = numbered_video(folder, 30);
  for (const char* name : {"film.mp4", "pictures"}) {
    for (const rlim_t most_bytes : {rlim_t{10}, rlim_t{300}, rlim_t{1000}}) {
      const std::filesystem::path out = films / name;
      const pid_t child = ::fork();
      if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{most_bytes, most_bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        try {
          make_film({.video = video, .out = out}, {});
        } catch (const Error& error) {
          const std::string said = error.what();
          ::_exit(said.starts_with(out.string()) && said.find("cannot be written") != std::string::npos ? 7
                                                                                                        : 2);
        }
        ::_exit(0);
      }
      int status = 0;
      ::waitpid(child, &status, 0);
      EXPECT_TRUE(WIFEXITED(status)) << name << ' ' << most_bytes;
      const bool whole = WEXITSTATUS(status) == 0;  // small pictures fit
      EXPECT_TRUE(whole || WEXITSTATUS(status) == 7) << name << ' ' << most_bytes;
      EXPECT_EQ(std::filesystem::exists(out), whole);
      EXPECT_FALSE(whole && most_bytes == 10);
      std::filesystem::remove_all(out);
      EXPECT_TRUE(std::filesystem::is_empty(films.path())) << name;
    }
  }
}

TEST(Film, never_writes_into_a_folder_that_holds_something) {
  const TemporaryFolder folder;
  FilmOptions options{.video = numbered_video(folder, 3), .out = folder.path()};
  EXPECT_THROW(make_film(options, {}), Error);
  EXPECT_TRUE(std::filesystem::exists(folder / "video.mp4"));
}

TEST(Film, never_takes_the_place_of_its_own_video) {
  const TemporaryFolder folder;
  const auto video = numbered_video(folder, 5);
  const auto size = std::filesystem::file_size(video);
  EXPECT_THROW(make_film({.video = video, .out = folder / "." / "video.mp4"}, {}), Error);
  EXPECT_EQ(std::filesystem::file_size(video), size);
}

TEST(Film, of_another_kind_is_refused_before_there_is_anything_to_write) {
  for (const char* name : {"o.avi", "o.MOV", "o.gif"}) EXPECT_THROW(film_endings(name), Error) << name;
  EXPECT_EQ(film_endings("o.MP4"), std::vector<std::string>{".mp4"});
  EXPECT_TRUE(film_endings("pictures").empty());
}

TEST(Film, says_what_is_wrong) {
  const TemporaryFolder folder;
  const FilmOptions good{.video = numbered_video(folder, 10), .out = folder / "film.mp4"};
  const auto message = [](const FilmOptions& options) -> std::string {
    try {
      make_film(options, {});
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  };
  FilmOptions bad = good;
  bad.first = 5;
  bad.count = 6;
  EXPECT_THAT(message(bad), HasSubstr("frames within 0 to 9, found 6 from 5"));
  bad = good;
  bad.count = 0;
  EXPECT_THAT(message(bad), HasSubstr("frames within"));
  bad = good;
  bad.out = folder / "film.avi";
  EXPECT_THAT(message(bad), HasSubstr(".mp4"));
  bad = good;
  bad.video = folder / "nowhere.mp4";
  EXPECT_THAT(message(bad), HasSubstr("nowhere.mp4"));
  bad = good;
  bad.out = folder / "no-folder" / "film.mp4";
  EXPECT_THAT(message(bad), HasSubstr("film.mp4"));
  bad = good;
  bad.skeletons.emplace_back().pixels.resize(31);
  EXPECT_THAT(message(bad), HasSubstr("skeleton"));
  bad = good;
  bad.content = FilmContent::view_3d;
  bad.skeletons.emplace_back().poses_mm = standing_pose();
  bad.skeletons.back().up.setZero();
  EXPECT_THAT(message(bad), HasSubstr("up"));
  EXPECT_FALSE(std::filesystem::exists(good.out));
}

}  // namespace
}  // namespace solopose::testing
