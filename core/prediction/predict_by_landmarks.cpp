#include "core/prediction/predict_by_landmarks.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/prediction/followed_person.h"
#include "core/prediction/landmark_prediction.h"
#include "core/prediction/measured_traits.h"

namespace solopose {
namespace {

constexpr std::int64_t frames_a_look = 64;  ///< read before there is something new to show

PersonPath path_of(const PersonTrack& track) {
  PersonPath path;
  for (const auto& [frame, seen] : track.moments) {
    path.frames.push_back(frame);
    path.crops.push_back({seen.crop.centre_px - Eigen::Vector2d(0.5, 0.5), seen.crop.side_px});
  }
  return path;
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

/// The rows of `part` from `skipped` on take the place of the whole's from `row` on.
void overwrite(Prediction& whole, const Prediction& part, std::int64_t row, std::int64_t skipped) {
  const auto copy = [&](auto& to, const auto& from) {
    const std::ptrdiff_t width = std::ssize(from) / part.frames();
    std::copy(from.begin() + skipped * width, from.end(), to.begin() + row * width);
  };
  copy(whole.poses_mm, part.poses_mm);
  copy(whole.pixels, part.pixels);
  copy(whole.confidences, part.confidences);
  copy(whole.crops, part.crops);
  copy(whole.exchanged, part.exchanged);
  whole.traits = part.traits;
}

/// One prediction under way.
class ByLandmarks {
 public:
  ByLandmarks(const PredictOptions& options, const PredictionSink& sink, const JobContext& context)
      : options_(options),
        sink_(sink),
        context_(context),
        model_(options.model, options.clip_weights, options.device),
        person_(options, context) {
    for (const PersonTrack& track : person_.people()) paths_.push_back(path_of(track));
  }

  Prediction run() {
    const auto on_the_way = [&](std::span<const std::optional<BodyLandmarks>> so_far) {
      if (sink_ && std::ssize(so_far) >= shown_ + frames_a_look) show(so_far);
    };
    const LandmarkFilm film = person_.landmarks(on_the_way);
    Prediction prediction = answered(film, 0, context_);
    if (sink_) sink_(prediction, 0, prediction.frames());
    remark(prediction);
    return prediction;
  }

 private:
  /// Only what is new is answered, and a clip before it, whose second half was a preview without a future.
  void show(std::span<const std::optional<BodyLandmarks>> so_far) {
    const std::int64_t clip = model_.description().clip_frames;
    const std::int64_t from = preview_ ? std::max<std::int64_t>(0, shown_ - clip) : 0;
    const auto is_seen = [](const auto& body) { return body.has_value(); };
    if (std::ranges::none_of(so_far.subspan(static_cast<std::size_t>(from)), is_seen)) return;
    const Prediction part = answered(so_far, from, {.progress = {}, .stop = context_.stop, .log = {}});
    const std::int64_t skipped = from == 0 ? 0 : clip / 2;
    if (!preview_) {
      preview_ = part;
      lengthen(*preview_, static_cast<std::size_t>(person_.frames()));
    }
    overwrite(*preview_, part, from + skipped, skipped);
    shown_ = std::ssize(so_far);
    sink_(*preview_, 0, shown_);
  }

  /// From a frame of the film on, counted from its first.
  Prediction answered(std::span<const std::optional<BodyLandmarks>> film, std::int64_t from,
                      const JobContext& context) {
    const VideoReader& video = person_.video();
    SeenTrack track{.video = options_.video,
                    .first = options_.first + from,
                    .frames_per_second = video.fps(),
                    .camera = options_.camera ? camera_for_video(*options_.camera, video.size())
                                              : assumed_camera(video.width(), video.height()),
                    .camera_assumed = !options_.camera,
                    .bodies = {film.begin() + from, film.end()}};
    std::vector<std::uint8_t> exchanged = exchanged_sides(film);
    exchanged.erase(exchanged.begin(), exchanged.begin() + from);
    for (std::size_t i = 0; i < exchanged.size(); ++i)
      if (exchanged[i] != 0) track.bodies[i] = with_sides_exchanged(*track.bodies[i]);
    Prediction prediction = predict_from_landmarks(model_, track, context);
    prediction.people = paths_;
    prediction.chosen = person_.chosen();
    prediction.exchanged = std::move(exchanged);
    prediction.traits = measured_traits(film, options_.first, person_.people(), person_.chosen(),
                                        person_.picture_px(), rate_of(video));
    return prediction;
  }

  void remark(const Prediction& prediction) const {
    const auto exchanged = std::ranges::count(prediction.exchanged, 1);
    context_.note(fmt::format("{} found; left and right exchanged in {}",
                              people_in_words(person_.people().size()), counted(exchanged, "frame")));
    for (const FilmTrait trait : unlike_known_films(*prediction.traits)) context_.note(words_of(trait));
  }

  const PredictOptions& options_;
  const PredictionSink& sink_;
  const JobContext& context_;
  PoseModel model_;
  FollowedPerson person_;
  std::vector<PersonPath> paths_;
  std::optional<Prediction> preview_;  ///< what has been shown on the way
  std::int64_t shown_ = 0;             ///< frames of it with an answer
};

}  // namespace

Prediction predict_by_landmarks(const PredictOptions& options, const PredictionSink& sink,
                                const JobContext& context) {
  return ByLandmarks(options, sink, context).run();
}

}  // namespace solopose
