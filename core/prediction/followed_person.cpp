#include "core/prediction/followed_person.h"

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/prediction/crop_features.h"
#include "core/prediction/prediction_range.h"

namespace solopose {
namespace {

constexpr std::size_t decoded_bytes = std::size_t{192} << 20;  ///< a short video is decoded once for all

/// Crops count pixels from the middle of the first, turned ones from its corner.
TurnedCrop turned(const Crop& crop) { return {crop.centre_px + Eigen::Vector2d(0.5, 0.5), crop.side_px, 0}; }

/// Somebody who is where an order says.
PersonTrack track_of(const std::vector<Crop>& crops, std::int64_t first) {
  PersonTrack track;
  for (std::size_t i = 0; i < crops.size(); ++i)
    track.moments.push_back({first + static_cast<std::int64_t>(i), {turned(crops[i]), 1, std::nullopt}});
  return track;
}

/// A cache that cannot be written is no reason to give up what has been computed.
template <typename Write>
void try_to_keep(const JobContext& context, Write write) {
  try {
    write();
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& failure) {
    context.note(fmt::format("the landmarks are not kept: {}", failure.what()));
  }
}

}  // namespace

std::string people_in_words(std::size_t count) {
  return count == 1 ? "1 person" : grouped(static_cast<std::int64_t>(count)) + " people";
}

FollowedPerson::FollowedPerson(const PredictOptions& options, const JobContext& context)
    : options_(options),
      context_(context),
      weights_(require_landmark_weights()),
      video_(options.video, {.cache_bytes = decoded_bytes}, context),
      count_(frames_asked_for(options, video_)),
      cache_(cache()) {
  people_ = options.crops.empty() ? person_tracks(seen_people(), rate_of(video_))
                                  : std::vector{track_of(given_crops(options, count_), options.first)};
  choose();
}

LandmarkCache FollowedPerson::cache() const {
  if (options_.landmark_cache.empty()) return {{}, {}};
  constexpr int layout = 1;  ///< another one when what is kept, or how it is found, changes
  Fingerprint key;
  key.add(layout).add(std::string_view(fingerprint_of_video(video_, context_)));
  key.add(std::string_view(fingerprint_of_file(weights_.finder, context_)));
  key.add(std::string_view(fingerprint_of_file(weights_.landmarks, context_)));
  key.add(options_.first).add(count_);
  return {options_.landmark_cache, key.digits()};
}

const LandmarkNetwork& FollowedPerson::network() {
  if (!network_) network_.emplace(weights_.landmarks);
  return *network_;
}

std::vector<SeenPeople> FollowedPerson::seen_people() {
  if (auto kept = cache_.seen_people()) return std::move(*kept);
  std::vector<SeenPeople> seen =
      look_for_people(video_, options_.first, count_, PersonFinder(weights_.finder), network(), context_);
  try_to_keep(context_, [&] { cache_.keep(seen); });
  return seen;
}

void FollowedPerson::choose() {
  const auto chosen = chosen_person(people_, options_.person, picture_px(), rate_of(video_));
  if (!chosen) throw Error(nobody());
  chosen_ = *chosen;
}

std::string FollowedPerson::nobody() const {
  const std::string video = options_.video.string();
  if (!options_.person) {
    return fmt::format("{}: nobody was found in {} frames from {}; mark the person with a crop", video,
                       count_, options_.first);
  }
  const auto& [point, frame] = *options_.person;
  return fmt::format("{}: nobody was found at ({:.0f}, {:.0f}) in frame {}; in all frames there is {}", video,
                     point.x(), point.y(), frame, people_in_words(people_.size()));
}

LandmarkFilm FollowedPerson::landmarks(const LandmarkSink& sink) {
  if (auto kept = cache_.landmarks(people_, chosen_, static_cast<std::size_t>(count_)))
    return std::move(*kept);
  LandmarkFilm film =
      follow_landmarks(video_, options_.first, count_, people_, chosen_, network(), context_, sink);
  try_to_keep(context_, [&] { cache_.keep(people_, chosen_, film); });
  return film;
}

}  // namespace solopose
