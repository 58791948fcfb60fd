#include "core/prediction/film_landmarks.h"

#include <algorithm>
#include <cmath>

#include "core/prediction/landmark_follower.h"

namespace solopose {
namespace {

constexpr double looks_per_second = 5;

}  // namespace

double rate_of(const VideoReader& video) { return video.fps() > 0 ? video.fps() : 25; }

std::vector<PersonTrack> find_people(VideoReader& video, std::int64_t first, std::int64_t count,
                                     const PersonFinder& finder, const JobContext& context) {
  const auto keep_going = [&context] { return !context.stop.stop_requested(); };
  const auto step = std::max<std::int64_t>(1, std::llround(rate_of(video) / looks_per_second));
  std::vector<SeenPeople> seen;
  for (std::int64_t frame = first; frame < first + count; frame += step) {
    context.throw_if_stopped();
    context.report({"Finding people", frame - first, count, "frames"});
    if (!video.has_picture(frame)) continue;
    const Image picture = video.frame(frame, PixelLayout::rgb24, keep_going);
    SeenPeople& now = seen.emplace_back();
    now.frame = frame;
    for (const FoundPerson& person : finder.find(picture))
      now.people.push_back({person.crop, person.score, body_colours(picture, person.crop)});
  }
  return person_tracks(seen, rate_of(video));
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
