#include "core/prediction/landmark_follower.h"

#include <cmath>

namespace solopose {
namespace {

constexpr double least_score = 0.5;  ///< MediaPipe's
constexpr double longest_gap_s = 1;
constexpr double farthest_off = 0.4;  ///< from where the person is expected, sides of its crop

double sides_between(const TurnedCrop& one, const TurnedCrop& other) {
  return (one.centre_px - other.centre_px).norm() / std::sqrt(one.side_px * other.side_px);
}

std::optional<BodyLandmarks> seen_in(const TurnedCrop& crop, const LandmarkFollower::Reader& read) {
  BodyLandmarks body = read(crop);
  const TurnedCrop next = next_crop(body);
  if (body.score < least_score || !next.centre_px.allFinite() || !(next.side_px > 1)) return std::nullopt;
  return body;
}

}  // namespace

LandmarkFollower::LandmarkFollower(std::span<const PersonTrack> people, std::size_t chosen,
                                   double frames_per_second)
    : people_(people),
      chosen_(chosen),
      longest_gap_(static_cast<std::int64_t>(std::ceil(longest_gap_s * frames_per_second))) {}

std::optional<BodyLandmarks> LandmarkFollower::next(std::int64_t frame, const Reader& read) {
  const std::optional<TurnedCrop> expected = people_[chosen_].crop_at(frame, longest_gap_);
  std::optional<BodyLandmarks> body;
  if (last_) body = seen_in(next_crop(*last_), read);
  if (expected && (!body || is_elsewhere(frame, *body, *expected))) body = seen_in(*expected, read);
  last_ = body;
  return body;
}

bool LandmarkFollower::is_elsewhere(std::int64_t frame, const BodyLandmarks& body,
                                    const TurnedCrop& expected) const {
  const TurnedCrop found = next_crop(body);
  const double off = sides_between(found, expected);
  if (off > farthest_off) return true;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (i == chosen_) continue;
    const auto other = people_[i].crop_at(frame, longest_gap_);
    if (other && sides_between(found, *other) < off / 2) return true;
  }
  return false;
}

}  // namespace solopose
