#include "core/prediction/film_landmarks.h"

#include <algorithm>
#include <cmath>

#include "core/prediction/landmark_follower.h"

namespace solopose {
namespace {

constexpr double looks_per_second = 5;
constexpr double least_score = 0.5;  ///< MediaPipe's

/// A square of the picture, as high as it or as wide, so many pixels from its beginning.
Image square_of(const Image& picture, int offset) {
  const int side = std::min(picture.width, picture.height);
  const bool wide = picture.width > picture.height;
  Image square(side, side, picture.layout);
  const auto skipped = static_cast<std::size_t>(wide ? offset * bytes_per_pixel(picture.layout) : 0);
  for (int y = 0; y < side; ++y)
    std::copy_n(picture.row(wide ? y : y + offset) + skipped, square.row_bytes(), square.row(y));
  return square;
}

bool is_among(const std::vector<SeenPerson>& people, const TurnedCrop& crop) {
  constexpr double same = 0.3;  ///< sides of its crop
  return std::ranges::any_of(people, [&](const SeenPerson& other) {
    return (other.crop.centre_px - crop.centre_px).norm() < same * crop.side_px;
  });
}

/// Everybody in a picture whom the landmark network takes for a person, too: the finder also sees people in
/// walls. The finder looks at 224 x 224 pixels: where it sees nobody in the whole, small
/// people may be seen in squares of it that overlap by half.
std::vector<SeenPerson> people_in(const Image& picture, const PersonFinder& finder,
                                  const LandmarkNetwork& network) {
  std::vector<SeenPerson> people;
  const auto add = [&](const Image& searched, const Eigen::Vector2d& first_px) {
    for (const FoundPerson& person : finder.find(searched)) {
      TurnedCrop crop = person.crop;
      crop.centre_px += first_px;
      const BodyLandmarks body = network.read(picture, crop);
      crop = next_crop(body);
      if (body.score >= least_score && !is_among(people, crop))
        people.push_back({crop, body.score, body_colours(picture, crop)});
    }
  };
  add(picture, Eigen::Vector2d::Zero());
  const int side = std::min(picture.width, picture.height);
  const int longer = std::max(picture.width, picture.height);
  if (!people.empty() || longer < 5 * side / 4) return people;
  const int squares = 2 * longer / side;
  for (int i = 0; i < squares; ++i) {
    const int offset = i * (longer - side) / (squares - 1);
    const bool wide = picture.width > picture.height;
    add(square_of(picture, offset), wide ? Eigen::Vector2d(offset, 0) : Eigen::Vector2d(0, offset));
  }
  return people;
}

}  // namespace

double rate_of(const VideoReader& video) { return video.fps() > 0 ? video.fps() : 25; }

std::vector<SeenPeople> look_for_people(VideoReader& video, std::int64_t first, std::int64_t count,
                                        const PersonFinder& finder, const LandmarkNetwork& network,
                                        const JobContext& context) {
  const auto keep_going = [&context] { return !context.stop.stop_requested(); };
  const auto step = std::max<std::int64_t>(1, std::llround(rate_of(video) / looks_per_second));
  std::vector<SeenPeople> seen;
  for (std::int64_t frame = first; frame < first + count; frame += step) {
    context.throw_if_stopped();
    context.report({"Finding people", frame - first, count, "frames"});
    if (!video.has_picture(frame)) continue;
    const Image picture = video.frame(frame, PixelLayout::rgb24, keep_going);
    seen.push_back({frame, people_in(picture, finder, network)});
  }
  return seen;
}

LandmarkFilm follow_landmarks(VideoReader& video, std::int64_t first, std::int64_t count,
                              std::span<const PersonTrack> people, std::size_t chosen,
                              const LandmarkNetwork& network, const JobContext& context,
                              const LandmarkSink& sink) {
  const auto keep_going = [&context] { return !context.stop.stop_requested(); };
  LandmarkFollower follower(people, chosen, rate_of(video));
  LandmarkFilm film(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    context.throw_if_stopped();
    context.report({"Reading landmarks", i, count, "frames"});
    if (!video.has_picture(first + i)) continue;
    const Image picture = video.frame(first + i, PixelLayout::rgb24, keep_going);
    film[static_cast<std::size_t>(i)] =
        follower.next(first + i, [&](const TurnedCrop& crop) { return network.read(picture, crop); });
    if (sink) sink(std::span(film).first(static_cast<std::size_t>(i + 1)));
  }
  context.report({"Reading landmarks", count, count, "frames"});
  return film;
}

}  // namespace solopose
