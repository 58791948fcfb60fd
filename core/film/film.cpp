#include "core/film/film.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include "core/film/film_output.h"
#include "core/film/legend.h"
#include "core/film/stroke_painter.h"
#include "core/film/view_3d.h"
#include "core/video/video_reader.h"

namespace solopose {
namespace {

constexpr int largest_height = 8192;

/// The frames asked for, and what each picture of the film consists of.
struct FilmLayout {
  std::int64_t first = 0;
  std::int64_t count = 0;
  double scale = 1;  ///< of the video's picture
  int picture_width = 0;
  int view_width = 0;
  int height = 0;

  int width() const { return picture_width + view_width; }
};

FilmLayout layout_of(const FilmOptions& options, const VideoReader& video) {
  const auto refuse = [&](const char* field, const std::string& expected, const std::string& found) {
    throw FormatError(options.video, field, expected, found);
  };
  FilmLayout layout;
  layout.first = options.first;
  layout.count = options.count < 0 ? video.frames() - options.first : options.count;
  if (layout.first < 0 || layout.count < 1 || layout.first > video.frames() - layout.count) {
    refuse("film", fmt::format("frames within 0 to {}", video.frames() - 1),
           fmt::format("{} from {}", layout.count, layout.first));
  }
  if (options.height < 0 || options.height == 1 || options.height > largest_height)
    refuse("film's height", fmt::format("0 or 2 to {}", largest_height), std::to_string(options.height));
  layout.height = options.height == 0 ? video.height() : options.height;
  layout.scale = static_cast<double>(layout.height) / video.height();
  const int width = std::max(2, static_cast<int>(std::lround(layout.scale * video.width())));
  if (options.content != FilmContent::view_3d) layout.picture_width = width;
  if (options.content == FilmContent::view_3d) layout.view_width = width;
  if (options.content == FilmContent::side_by_side) layout.view_width = std::min(width, layout.height);
  return layout;
}

void check(const FilmSkeleton& skeleton) {
  constexpr std::size_t joints = joint_count;
  const std::size_t frames =
      std::max(skeleton.poses_mm.size() / (3 * joints), skeleton.pixels.size() / (2 * joints));
  const auto fits = [frames](const std::vector<float>& values, std::size_t record) {
    return values.empty() || values.size() == frames * record;
  };
  if (fits(skeleton.poses_mm, 3 * joints) && fits(skeleton.pixels, 2 * joints) &&
      fits(skeleton.confidences, joints))
    return;
  throw Error(fmt::format(
      "film: a skeleton: expected poses, pixels and confidences of equally many frames, found {}, {} and {} "
      "numbers",
      skeleton.poses_mm.size(), skeleton.pixels.size(), skeleton.confidences.size()));
}

Image scaled(const Image& frame, int width, int height) {
  if (frame.width == width && frame.height == height) return frame;
  Image result(width, height, frame.layout);
  const int type = CV_8UC(bytes_per_pixel(frame.layout));
  const cv::Mat from(frame.height, frame.width, type, const_cast<std::uint8_t*>(frame.bytes.data()));
  cv::Mat to(height, width, type, result.bytes.data());
  cv::resize(from, to, to.size(), 0, 0, height < frame.height ? cv::INTER_AREA : cv::INTER_LINEAR);
  return result;
}

/// In the place of one that is missing, so that the film keeps its time.
Image empty_picture(int width, int height) {
  constexpr std::uint8_t dark = 24;
  const std::string words = "no picture";
  Image picture(width, height, PixelLayout::rgb24);
  std::ranges::fill(picture.bytes, dark);
  const int letter = text_height_for(height);
  const double length = text_width(words, letter);
  draw_text(picture, words, {(width - length) / 2, (height + letter) / 2.0}, letter, {255, 255, 255});
  return picture;
}

void draw_on_picture(Image& picture, const FilmSkeleton& skeleton, std::int64_t number, double scale) {
  constexpr std::size_t joints = joint_count;
  const std::int64_t frame = number - skeleton.first;
  if (frame < 0 || frame >= static_cast<std::int64_t>(skeleton.pixels.size() / (2 * joints))) return;
  const auto at = static_cast<std::size_t>(frame);
  std::array<float, 2 * joints> pixels{};
  // The middle of the first pixel is 0, so a picture's corner is at -1/2.
  for (std::size_t i = 0; i < pixels.size(); ++i) {
    pixels[i] = static_cast<float>((double{skeleton.pixels[at * pixels.size() + i]} + 0.5) * scale - 0.5);
  }
  std::span<const float> confidences = skeleton.confidences;
  if (!confidences.empty()) confidences = confidences.subspan(at * joints, joints);
  SkeletonLook look = skeleton.look;
  look.width *= scale;
  draw_strokes(picture, skeleton_strokes(pixels, confidences, {}, look));
}

std::vector<LegendEntry> legend_of(const FilmOptions& options) {
  std::vector<LegendEntry> entries;
  const FilmSkeleton* sides = nullptr;
  for (const FilmSkeleton& skeleton : options.skeletons) {
    if (skeleton.name.empty()) continue;
    entries.push_back({skeleton.look.middle, skeleton.name});
    if (!skeleton.look.one_colour) sides = &skeleton;
  }
  if (sides != nullptr && !options.left_name.empty())
    entries.push_back({sides->look.left, options.left_name});
  if (sides != nullptr && !options.right_name.empty())
    entries.push_back({sides->look.right, options.right_name});
  return entries;
}

Image beside(const Image& left, const Image& right) {
  Image both(left.width + right.width, left.height, left.layout);
  for (int y = 0; y < both.height; ++y) {
    std::memcpy(both.row(y), left.row(y), left.row_bytes());
    std::memcpy(both.row(y) + left.row_bytes(), right.row(y), right.row_bytes());
  }
  return both;
}

}  // namespace

void make_film(const FilmOptions& options, const JobContext& context) {
  for (const FilmSkeleton& skeleton : options.skeletons) check(skeleton);
  std::error_code not_there;
  if (std::filesystem::equivalent(options.out, options.video, not_there))
    throw Error(fmt::format("{}: is the video itself; choose another name", options.out.string()));
  const JobContext quiet{.progress = {}, .stop = context.stop, .log = {}};
  VideoReader video(options.video, {}, quiet);
  const FilmLayout layout = layout_of(options, video);
  std::optional<View3d> view;
  if (layout.view_width > 0) view.emplace(options);
  const double rate = options.frames_per_second > 0 ? options.frames_per_second : video.fps();
  const auto output = open_film_output(options.out, layout.width(), layout.height, rate);

  const std::vector<LegendEntry> legend = legend_of(options);
  const auto keep_going = [&context] { return !context.stop.stop_requested(); };
  for (std::int64_t i = 0; i < layout.count; ++i) {
    context.throw_if_stopped();
    context.report({"Film", i, layout.count, "frames"});
    const std::int64_t number = layout.first + i;
    Image picture;
    if (layout.picture_width > 0) {
      picture = video.has_picture(number) ? scaled(video.frame(number, PixelLayout::rgb24, keep_going),
                                                   layout.picture_width, layout.height)
                                          : empty_picture(layout.picture_width, layout.height);
      for (const FilmSkeleton& skeleton : options.skeletons)
        draw_on_picture(picture, skeleton, number, layout.scale);
    }
    if (view) {
      const Image seen = view->picture(number, layout.view_width, layout.height, layout.scale);
      picture = layout.picture_width > 0 ? beside(picture, seen) : seen;
    }
    draw_legend(picture, legend);
    output->write(picture);
  }
  output->finish();
  context.report({"Film", layout.count, layout.count, "frames"});
}

}  // namespace solopose
