#include "core/prediction/landmark_follower.h"

#include <functional>

#include <gtest/gtest.h>

namespace solopose {
namespace {

constexpr double rate = 30;
using Place = std::function<std::optional<Eigen::Vector2d>(std::int64_t frame)>;

/// A landmark network that reads whoever is nearest to the crop's middle, if anybody stands within half of
/// it.
BodyLandmarks read_nearest(const std::vector<Place>& people, std::int64_t frame, const TurnedCrop& crop) {
  BodyLandmarks body;
  double nearest = 0.5 * crop.side_px;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto place = people[i](frame);
    if (!place || (*place - crop.centre_px).norm() >= nearest) continue;
    nearest = (*place - crop.centre_px).norm();
    body.score = 0.9;
    body.circle_centre_px = *place;
    body.on_circle_px = *place - Eigen::Vector2d(0, 160);
    body.picture_px[0].x() = static_cast<double>(i);  // who it is
  }
  return body;
}

PersonTrack track_of(const Place& place, std::int64_t end) {
  PersonTrack track;
  for (std::int64_t frame = 0; frame < end; frame += 6)
    if (const auto at = place(frame)) track.moments.push_back({frame, {{*at, 400, 0}, 1, std::nullopt}});
  return track;
}

/// Whom the follower of the first one follows, frame by frame; -1 nobody.
std::vector<int> followed(const std::vector<Place>& people, const std::vector<PersonTrack>& tracks,
                          std::int64_t frames) {
  LandmarkFollower follower(tracks, 0, rate);
  std::vector<int> who;
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const auto body =
        follower.next(frame, [&](const TurnedCrop& crop) { return read_nearest(people, frame, crop); });
    who.push_back(body ? static_cast<int>(body->picture_px[0].x()) : -1);
  }
  return who;
}

TEST(LandmarkFollower, goes_on_where_the_finder_sees_nobody) {
  const Place walks = [](std::int64_t frame) {
    return Eigen::Vector2d(100 + 5.0 * static_cast<double>(frame), 300);
  };
  const auto who = followed({walks}, {track_of(walks, 30)}, 200);
  EXPECT_EQ(std::ranges::count(who, 0), 200);
}

TEST(LandmarkFollower, comes_back_from_somebody_who_crosses) {
  const Place hides = [](std::int64_t frame) -> std::optional<Eigen::Vector2d> {
    if (frame > 55 && frame < 66) return std::nullopt;  // behind the other
    return Eigen::Vector2d(100 + 5.0 * static_cast<double>(frame), 300);
  };
  const Place crosses = [](std::int64_t frame) {
    return Eigen::Vector2d(700 - 5.0 * static_cast<double>(frame), 300);
  };
  const auto who = followed({hides, crosses}, {track_of(hides, 150), track_of(crosses, 150)}, 150);
  for (std::int64_t frame = 0; frame < 150; ++frame) {
    if (frame > 50 && frame < 72) continue;  // they are one before the other
    EXPECT_EQ(who[static_cast<std::size_t>(frame)], 0) << "frame " << frame;
  }
}

TEST(LandmarkFollower, waits_for_who_leaves_and_finds_who_returns) {
  const Place leaves = [](std::int64_t frame) -> std::optional<Eigen::Vector2d> {
    if (frame >= 40 && frame < 100) return std::nullopt;
    return Eigen::Vector2d(frame < 40 ? 200 : 900, 300);
  };
  const auto who = followed({leaves}, {track_of(leaves, 150)}, 150);
  for (std::int64_t frame = 0; frame < 150; ++frame) {
    const bool away = frame >= 40 && frame < 100;
    if (frame < 102 && !away && frame >= 100) continue;  // until the next look
    EXPECT_EQ(who[static_cast<std::size_t>(frame)], away ? -1 : 0) << "frame " << frame;
  }
}

}  // namespace
}  // namespace solopose
