#include "core/prediction/predict_by_landmarks.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/landmarks/landmark_weights.h"
#include "core/prediction/film_landmarks.h"
#include "core/prediction/landmark_prediction.h"
#include "core/prediction/measured_traits.h"
#include "core/prediction/prediction_range.h"

namespace solopose {
namespace {

constexpr std::size_t decoded_bytes = std::size_t{192} << 20;  ///< a short video is decoded once for all
constexpr std::int64_t first_answer = 64;  ///< frames read before there is something to show

/// Crops count pixels from the middle of the first, turned ones from its corner.
TurnedCrop turned(const Crop& crop) { return {crop.centre_px + Eigen::Vector2d(0.5, 0.5), crop.side_px, 0}; }

/// Somebody who is where an order says.
PersonTrack track_of(const std::vector<Crop>& crops, std::int64_t first) {
  PersonTrack track;
  for (std::size_t i = 0; i < crops.size(); ++i)
    track.moments.push_back({first + static_cast<std::int64_t>(i), {turned(crops[i]), 1, std::nullopt}});
  return track;
}

PersonPath path_of(const PersonTrack& track) {
  PersonPath path;
  for (const auto& [frame, seen] : track.moments) {
    path.frames.push_back(frame);
    path.crops.push_back({seen.crop.centre_px - Eigen::Vector2d(0.5, 0.5), seen.crop.side_px});
  }
  return path;
}

std::string people_in_words(std::size_t count) {
  return count == 1 ? "1 person" : grouped(static_cast<std::int64_t>(count)) + " people";
}

/// The frames to come are missing, and their crops as the last.
void lengthen(Prediction& prediction, std::size_t frames) {
  constexpr float missing = std::numeric_limits<float>::quiet_NaN();
  prediction.poses_mm.resize(frames * 3 * joint_count, missing);
  prediction.pixels.resize(frames * 2 * joint_count, missing);
  prediction.confidences.resize(frames * joint_count, missing);
  prediction.crops.resize(frames, Crop(prediction.crops.back()));
  prediction.exchanged.resize(frames);
}

/// One prediction under way.
class ByLandmarks {
 public:
  ByLandmarks(const PredictOptions& options, const PredictionSink& sink, const JobContext& context)
      : options_(options),
        sink_(sink),
        context_(context),
        weights_(require_landmark_weights()),
        network_(weights_.landmarks),
        model_(options.model, options.clip_weights, options.device),
        video_(options.video, {.cache_bytes = decoded_bytes}, context),
        count_(frames_asked_for(options, video_)) {}

  Prediction run() {
    find();
    std::int64_t next_answer = first_answer;
    const auto on_the_way = [&](std::span<const std::optional<BodyLandmarks>> so_far) {
      if (!sink_ || std::ssize(so_far) < next_answer) return;
      next_answer *= 2;
      show(so_far);
    };
    const LandmarkFilm film =
        follow_landmarks(video_, options_.first, count_, people_, chosen_, network_, context_, on_the_way);
    Prediction prediction = answered(film, context_);
    if (sink_) sink_(prediction, 0, count_);
    remark(prediction);
    return prediction;
  }

 private:
  void find() {
    if (options_.crops.empty()) {
      people_ =
          find_people(video_, options_.first, count_, PersonFinder(weights_.finder), network_, context_);
    } else {
      people_ = {track_of(given_crops(options_, count_), options_.first)};
    }
    const auto chosen = chosen_person(people_, options_.person, picture_px(), rate_of(video_));
    if (!chosen) throw Error(nobody());
    chosen_ = *chosen;
    for (const PersonTrack& track : people_) paths_.push_back(path_of(track));
  }

  std::string nobody() const {
    const std::string video = options_.video.string();
    if (!options_.person) {
      return fmt::format("{}: nobody was found in {} frames from {}; mark the person with a crop", video,
                         count_, options_.first);
    }
    const auto& [point, frame] = *options_.person;
    return fmt::format("{}: nobody was found at ({:.0f}, {:.0f}) in frame {}; in all frames there is {}",
                       video, point.x(), point.y(), frame, people_in_words(people_.size()));
  }

  Eigen::Vector2d picture_px() const { return {video_.width(), video_.height()}; }

  void show(std::span<const std::optional<BodyLandmarks>> so_far) {
    if (std::ranges::none_of(so_far, [](const auto& body) { return body.has_value(); })) return;
    Prediction prediction = answered(so_far, {.progress = {}, .stop = context_.stop, .log = {}});
    lengthen(prediction, static_cast<std::size_t>(count_));
    sink_(prediction, 0, std::ssize(so_far));
  }

  Prediction answered(std::span<const std::optional<BodyLandmarks>> film, const JobContext& context) {
    SeenTrack track{.video = options_.video,
                    .first = options_.first,
                    .frames_per_second = video_.fps(),
                    .camera = options_.camera ? camera_for_video(*options_.camera, video_.size())
                                              : assumed_camera(video_.width(), video_.height()),
                    .camera_assumed = !options_.camera,
                    .bodies = {film.begin(), film.end()}};
    std::vector<std::uint8_t> exchanged = exchanged_sides(film);
    for (std::size_t i = 0; i < exchanged.size(); ++i)
      if (exchanged[i] != 0) track.bodies[i] = with_sides_exchanged(*track.bodies[i]);
    Prediction prediction = predict_from_landmarks(model_, track, context);
    prediction.people = paths_;
    prediction.chosen = chosen_;
    prediction.exchanged = std::move(exchanged);
    prediction.traits =
        measured_traits(film, options_.first, people_, chosen_, picture_px(), rate_of(video_));
    return prediction;
  }

  void remark(const Prediction& prediction) const {
    const auto exchanged = std::ranges::count(prediction.exchanged, 1);
    context_.note(fmt::format("{} found; left and right exchanged in {}", people_in_words(people_.size()),
                              counted(exchanged, "frame")));
    for (const FilmTrait trait : unlike_known_films(*prediction.traits)) context_.note(words_of(trait));
  }

  const PredictOptions& options_;
  const PredictionSink& sink_;
  const JobContext& context_;
  LandmarkWeights weights_;
  LandmarkNetwork network_;
  PoseModel model_;
  VideoReader video_;
  std::int64_t count_;
  std::vector<PersonTrack> people_;
  std::vector<PersonPath> paths_;
  std::size_t chosen_ = 0;
};

}  // namespace

Prediction predict_by_landmarks(const PredictOptions& options, const PredictionSink& sink,
                                const JobContext& context) {
  return ByLandmarks(options, sink, context).run();
}

}  // namespace solopose
