#include "core/prediction/person_tracks.h"

#include <cmath>
#include <functional>
#include <random>

#include <gtest/gtest.h>

namespace solopose {
namespace {

constexpr double rate = 30;
constexpr std::int64_t step = 6;  ///< frames between two looks
const Eigen::Vector2d picture(1280, 720);

BodyColours dressed(std::size_t colour) {
  BodyColours colours{};
  colours[colour] = 0.8F;
  colours[colour + 1] = 0.2F;
  return colours;
}

/// Somebody of a play: where in each frame, if seen at all.
struct Player {
  std::function<std::optional<Eigen::Vector2d>(double seconds)> place;
  double side_px = 400;
  std::optional<BodyColours> colours = std::nullopt;
};

/// What a detector sees of it: places and sizes a little wrong, in no order that would say who is who.
std::vector<SeenPeople> play(const std::vector<Player>& players, double seconds) {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 0.01);
  std::vector<SeenPeople> seen;
  for (std::int64_t frame = 0; static_cast<double>(frame) < seconds * rate; frame += step) {
    SeenPeople& now = seen.emplace_back();
    now.frame = frame;
    for (const Player& player : players) {
      const auto place = player.place(static_cast<double>(frame) / rate);
      if (!place) continue;
      const double side = player.side_px * std::exp(noise(random));
      const Eigen::Vector2d wrong(noise(random), noise(random));
      now.people.push_back({{*place + side * wrong, side, 0}, 0.9, player.colours});
    }
    std::ranges::shuffle(now.people, random);
  }
  return seen;
}

/// Farther than this from where the player is nobody of its track is seen.
void expect_track_of(const Player& player, const PersonTrack& track) {
  for (const PersonTrack::Moment& moment : track.moments) {
    const auto place = player.place(static_cast<double>(moment.frame) / rate);
    ASSERT_TRUE(place) << "frame " << moment.frame << ": nobody was there";
    EXPECT_LT((*place - moment.seen.crop.centre_px).norm(), 0.08 * player.side_px)
        << "frame " << moment.frame;
  }
}

Eigen::Vector2d walking(double from, double speed, double seconds) { return {from + speed * seconds, 360}; }

TEST(PersonTracks, keeps_two_who_cross_apart_by_their_ways_alone) {
  const Player right{[](double t) { return walking(200, 160, t); }};
  const Player left{[](double t) { return walking(1000, -160, t); }};
  const auto tracks = person_tracks(play({right, left}, 5), rate);
  ASSERT_EQ(tracks.size(), 2U);
  const bool first_is_right = tracks[0].moments.front().seen.crop.centre_px.x() < 600;
  expect_track_of(right, tracks[first_is_right ? 0 : 1]);
  expect_track_of(left, tracks[first_is_right ? 1 : 0]);
}

TEST(PersonTracks, bridges_the_one_behind_the_other) {
  const Player front{[](double t) { return walking(200, 160, t); }};
  const Player behind{[](double t) -> std::optional<Eigen::Vector2d> {
    if (std::abs(t - 2.5) < 0.5) return std::nullopt;  // hidden where they meet
    return walking(1000, -160, t);
  }};
  const auto tracks = person_tracks(play({front, behind}, 5), rate);
  ASSERT_EQ(tracks.size(), 2U);
  const bool first_is_front = tracks[0].moments.front().seen.crop.centre_px.x() < 600;
  expect_track_of(front, tracks[first_is_front ? 0 : 1]);
  expect_track_of(behind, tracks[first_is_front ? 1 : 0]);
}

TEST(PersonTracks, tells_who_turns_back_behind_the_other_by_colours) {
  const Player stands{[](double) { return Eigen::Vector2d(640, 360); }, 400, dressed(3)};
  const Player returns{[](double t) -> std::optional<Eigen::Vector2d> {
                         if (std::abs(t - 2.5) < 0.3) return std::nullopt;
                         return Eigen::Vector2d(640 + 160 * std::abs(t - 2.5), 360);
                       },
                       400, dressed(40)};
  const auto tracks = person_tracks(play({stands, returns}, 5), rate);
  ASSERT_EQ(tracks.size(), 2U);
  for (const PersonTrack& track : tracks)
    expect_track_of(track.moments.front().seen.crop.centre_px.x() < 800 ? stands : returns, track);
}

TEST(PersonTracks, knows_who_returns_after_long_by_colours) {
  const Player stays{[](double) { return Eigen::Vector2d(300, 360); }, 400, dressed(3)};
  const Player away{[](double t) -> std::optional<Eigen::Vector2d> {
                      if (t > 2 && t < 8) return std::nullopt;
                      return t < 5 ? walking(900, 200, t) : walking(2880, -200, t);
                    },
                    400, dressed(40)};
  const Player late{[](double t) -> std::optional<Eigen::Vector2d> {
                      if (t < 9) return std::nullopt;
                      return Eigen::Vector2d(700, 360);
                    },
                    400, dressed(20)};
  const auto tracks = person_tracks(play({stays, away, late}, 12), rate);
  ASSERT_EQ(tracks.size(), 3U);
  for (const PersonTrack& track : tracks) {
    const std::size_t colour =
        static_cast<std::size_t>(std::ranges::max_element(*track.moments.front().seen.colours) -
                                 track.moments.front().seen.colours->begin());
    expect_track_of(colour == 3 ? stays : colour == 40 ? away : late, track);
  }
}

TEST(PersonTracks, takes_who_appears_at_once_elsewhere_for_another_in_the_same_colours) {
  const Player leaves{[](double t) -> std::optional<Eigen::Vector2d> {
                        if (t > 3) return std::nullopt;
                        return walking(700, -220, t);
                      },
                      400, dressed(3)};
  const Player lands{[](double t) -> std::optional<Eigen::Vector2d> {
                       if (t < 3.2) return std::nullopt;
                       return walking(200, 220, t);
                     },
                     400, dressed(3)};
  const auto tracks = person_tracks(play({leaves, lands}, 5), rate);
  ASSERT_EQ(tracks.size(), 2U);
  expect_track_of(leaves, tracks[0]);
  expect_track_of(lands, tracks[1]);
}

TEST(PersonTracks, takes_nobody_seen_once_for_a_person) {
  auto seen = play({{[](double t) { return walking(200, 160, t); }}}, 5);
  seen[10].people.push_back({{{1100, 100}, 90, 0}, 0.5, {}});
  EXPECT_EQ(person_tracks(seen, rate).size(), 1U);
  EXPECT_TRUE(person_tracks({}, rate).empty());
}

TEST(PersonTracks, interpolates_crops_within_its_reach_only) {
  PersonTrack track;
  track.moments.push_back({10, {{{100, 100}, 100, 3.1}, 1, {}}});
  track.moments.push_back({20, {{{200, 100}, 400, -3.1}, 1, {}}});
  EXPECT_FALSE(track.crop_at(9, 30));
  EXPECT_FALSE(track.crop_at(15, 9));
  const auto middle = track.crop_at(15, 10);
  ASSERT_TRUE(middle);
  EXPECT_NEAR(middle->centre_px.x(), 150, 1e-9);
  EXPECT_NEAR(middle->side_px, 200, 1e-9);
  EXPECT_NEAR(std::abs(std::remainder(middle->angle_rad, 2 * 3.14159265358979)), 3.14159265, 1e-6)
      << "the short way round";
}

TEST(ChosenPerson, is_the_large_one_or_who_was_clicked) {
  const Player large{[](double t) { return walking(500, 30, t); }, 600};
  const Player small{[](double t) { return walking(300, 160, t); }, 250};
  const auto tracks = person_tracks(play({large, small}, 4), rate);
  ASSERT_EQ(tracks.size(), 2U);
  const auto chosen = chosen_person(tracks, std::nullopt, picture, rate);
  ASSERT_TRUE(chosen);
  expect_track_of(large, tracks[*chosen]);
  const std::int64_t frame = 97;
  const auto clicked = chosen_person(
      tracks, PersonPoint{*small.place(frame / rate) + Eigen::Vector2d(20, 30), frame}, picture, rate);
  ASSERT_TRUE(clicked);
  expect_track_of(small, tracks[*clicked]);
  EXPECT_FALSE(chosen_person(tracks, PersonPoint{{20, 700}, 10}, picture, rate)) << "nobody is there";
  EXPECT_FALSE(chosen_person({}, std::nullopt, picture, rate));
}

TEST(ChosenPerson, is_who_walks_and_not_who_looks_on) {
  const Player looks_on{[](double) { return Eigen::Vector2d(640, 360); }, 420};
  const Player walks{[](double t) { return walking(300, 170, t); }, 400};
  const auto tracks = person_tracks(play({looks_on, walks}, 4), rate);
  ASSERT_EQ(tracks.size(), 2U);
  const auto chosen = chosen_person(tracks, std::nullopt, picture, rate);
  ASSERT_TRUE(chosen);
  expect_track_of(walks, tracks[*chosen]);
}

TEST(ChosenPerson, is_who_stays_and_not_who_passes_by) {
  const Player stays{[](double) { return Eigen::Vector2d(640, 360); }};
  const Player passes{[](double t) -> std::optional<Eigen::Vector2d> {
    if (t > 2) return std::nullopt;
    return walking(0, 600, t);
  }};
  const auto tracks = person_tracks(play({stays, passes}, 8), rate);
  ASSERT_EQ(tracks.size(), 2U);
  const auto chosen = chosen_person(tracks, std::nullopt, picture, rate);
  ASSERT_TRUE(chosen);
  expect_track_of(stays, tracks[*chosen]);
}

TEST(BodyColours, sees_the_torso_and_not_what_is_around) {
  Image image(100, 100, PixelLayout::rgb24);
  for (int y = 30; y < 51; ++y)
    for (int x = 40; x < 60; ++x) image.row(y)[3 * x] = 255;
  const BodyColours colours = body_colours(image, {{50, 50}, 100, 0});
  EXPECT_NEAR(colours[48], 1, 1e-5);
  EXPECT_NEAR(body_colours(image, {{-500, 50}, 100, 0})[0], 1, 1e-5) << "beyond the edge its edge";
}

}  // namespace
}  // namespace solopose
