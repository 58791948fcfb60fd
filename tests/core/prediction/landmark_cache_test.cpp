#include "core/prediction/landmark_cache.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/shared_data.h"

namespace solopose {
namespace {

SeenPerson person_at(double x, bool coloured) {
  SeenPerson person{{{x, 200.25}, 300.5, 0.125}, 0.75, std::nullopt};
  if (coloured) person.colours.emplace()[7] = 1;
  return person;
}

BodyLandmarks some_body(double offset) {
  BodyLandmarks body;
  for (std::size_t i = 0; i < landmark_count; ++i) {
    const double number = offset + static_cast<double>(i) / 3;
    body.picture_px[i] << number, number + 1, number + 2;
    body.world_mm[i] << -number, -number - 1, -number - 2;
    body.visibility[i] = 0.5 + 0.01 * static_cast<double>(i);
    body.presence[i] = 0.4 + 0.01 * static_cast<double>(i);
  }
  body.score = 0.9;
  body.circle_centre_px << offset, 3;
  body.on_circle_px << offset, 4;
  return body;
}

class LandmarkCacheTest : public ::testing::Test {
 protected:
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder / "kept"), {}));
  }
  void damage_all() const {
    for (const auto& file : std::filesystem::directory_iterator(folder / "kept"))
      std::ofstream(file.path()) << "nothing of the sort";
  }

  testing::TemporaryFolder folder;
  LandmarkCache cache{folder / "kept", "film"};
  std::vector<SeenPeople> seen = {
      {3, {person_at(100, true), person_at(700.5, false)}}, {9, {}}, {15, {person_at(110, true)}}};
  std::vector<PersonTrack> people = {{{{3, person_at(100, true)}, {15, person_at(110, true)}}}};
  LandmarkFilm film = {std::nullopt, some_body(1.1), std::nullopt, some_body(-7)};
};

TEST_F(LandmarkCacheTest, gives_back_who_was_seen_to_the_last_digit) {
  EXPECT_FALSE(cache.seen_people());
  cache.keep(seen);
  const auto again = cache.seen_people();
  ASSERT_TRUE(again);
  ASSERT_EQ(again->size(), 3U);
  EXPECT_EQ((*again)[1].frame, 9);
  EXPECT_TRUE((*again)[1].people.empty()) << "a frame in which nobody was seen has been looked at, too";
  for (const std::size_t frame : {0U, 2U}) {
    ASSERT_EQ((*again)[frame].people.size(), seen[frame].people.size());
    EXPECT_EQ((*again)[frame].frame, seen[frame].frame);
    for (std::size_t i = 0; i < seen[frame].people.size(); ++i) {
      const SeenPerson& one = seen[frame].people[i];
      const SeenPerson& other = (*again)[frame].people[i];
      EXPECT_EQ(one.crop.centre_px, other.crop.centre_px);
      EXPECT_EQ(one.crop.side_px, other.crop.side_px);
      EXPECT_EQ(one.crop.angle_rad, other.crop.angle_rad);
      EXPECT_EQ(one.certainty, other.certainty);
      EXPECT_EQ(one.colours, other.colours);
    }
  }
}

TEST_F(LandmarkCacheTest, gives_back_the_landmarks_of_the_one_who_was_followed_only) {
  cache.keep(people, 0, film);
  const auto again = cache.landmarks(people, 0, film.size());
  ASSERT_TRUE(again);
  ASSERT_EQ(again->size(), film.size());
  for (std::size_t frame = 0; frame < film.size(); ++frame) {
    ASSERT_EQ((*again)[frame].has_value(), film[frame].has_value());
    if (!film[frame]) continue;
    EXPECT_EQ((*again)[frame]->picture_px, film[frame]->picture_px);
    EXPECT_EQ((*again)[frame]->world_mm, film[frame]->world_mm);
    EXPECT_EQ((*again)[frame]->visibility, film[frame]->visibility);
    EXPECT_EQ((*again)[frame]->presence, film[frame]->presence);
    EXPECT_EQ((*again)[frame]->score, film[frame]->score);
    EXPECT_EQ((*again)[frame]->circle_centre_px, film[frame]->circle_centre_px);
    EXPECT_EQ((*again)[frame]->on_circle_px, film[frame]->on_circle_px);
  }
  people[0].moments[1].seen.crop.side_px += 1;
  EXPECT_FALSE(cache.landmarks(people, 0, film.size())) << "who is seen elsewhere is read elsewhere";
  EXPECT_FALSE(LandmarkCache(folder / "kept", "another film").seen_people());
}

TEST_F(LandmarkCacheTest, takes_what_is_damaged_for_what_is_not_there) {
  cache.keep(seen);
  cache.keep(people, 0, film);
  EXPECT_FALSE(cache.landmarks(people, 0, 2)) << "of a longer film";
  damage_all();
  EXPECT_FALSE(cache.seen_people());
  EXPECT_FALSE(cache.landmarks(people, 0, film.size()));
}

TEST_F(LandmarkCacheTest, throws_out_the_oldest_when_there_is_no_more_room) {
  const LandmarkCache small(folder / "kept", "film", 1);
  small.keep(seen);
  small.keep(people, 0, film);
  EXPECT_EQ(files(), 1U);
  EXPECT_FALSE(small.seen_people());
  EXPECT_TRUE(small.landmarks(people, 0, film.size()));
}

TEST_F(LandmarkCacheTest, keeps_nothing_without_a_folder) {
  const LandmarkCache none({}, "film");
  none.keep(seen);
  none.keep(people, 0, film);
  EXPECT_FALSE(none.seen_people());
  EXPECT_FALSE(none.landmarks(people, 0, film.size()));
}

}  // namespace
}  // namespace solopose
