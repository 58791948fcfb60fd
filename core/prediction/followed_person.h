#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/job.h"
#include "core/landmarks/landmark_network.h"
#include "core/landmarks/landmark_weights.h"
#include "core/prediction/film_landmarks.h"
#include "core/prediction/landmark_cache.h"
#include "core/prediction/predict.h"
#include "core/video/video_reader.h"

namespace solopose {

/// Whom a film is about: everybody found in it, one chosen, whose landmarks are read. What BlazePose has said
/// of the same film before is taken from options.landmark_cache, and its networks are not asked again.
class FollowedPerson {
 public:
  /// Finds people unless crops say where the person is. Options and context must outlive the object; of the
  /// options video, frames, crops, person and landmark_cache count. @throws Error: no such video or frames,
  /// no weights, nobody found, or not at that point; Cancelled.
  FollowedPerson(const PredictOptions& options, const JobContext& context);

  VideoReader& video() { return video_; }
  std::int64_t frames() const { return count_; }
  const std::vector<PersonTrack>& people() const { return people_; }
  std::size_t chosen() const { return chosen_; }
  Eigen::Vector2d picture_px() const { return {video_.width(), video_.height()}; }

  /// As follow_landmarks; those that are kept come at once, without telling `sink`.
  LandmarkFilm landmarks(const LandmarkSink& sink);

 private:
  LandmarkCache cache() const;
  std::vector<SeenPeople> seen_people();
  const LandmarkNetwork& network();
  void choose();
  std::string nobody() const;

  const PredictOptions& options_;
  const JobContext& context_;
  LandmarkWeights weights_;
  VideoReader video_;
  std::int64_t count_;
  LandmarkCache cache_;
  std::optional<LandmarkNetwork> network_;
  std::vector<PersonTrack> people_;
  std::size_t chosen_ = 0;
};

/// "1 person", "3 people".
std::string people_in_words(std::size_t count);

}  // namespace solopose
