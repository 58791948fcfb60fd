#include "core/prediction/measured_traits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Eigen::Vector2d picture(1000, 800);

/// Somebody whole and upright, whose crop has a side of 400.
BodyLandmarks standing_at(const Eigen::Vector2d& hips) {
  BodyLandmarks body;
  for (Eigen::Vector3d& at : body.picture_px) at << hips, 0;
  body.circle_centre_px = hips;
  body.on_circle_px = hips - Eigen::Vector2d(0, 160);
  return body;
}

PersonTrack standing_still(const Eigen::Vector2d& at) {
  PersonTrack track;
  for (std::int64_t frame = 100; frame <= 200; frame += 5)
    track.moments.push_back({frame, {{at, 400, 0}, 1, std::nullopt}});
  return track;
}

std::vector<FilmTrait> unlike(const std::vector<std::optional<BodyLandmarks>>& bodies,
                              const std::vector<PersonTrack>& people) {
  return unlike_known_films(measured_traits(bodies, 100, people, 0, picture, 25));
}

TEST(FilmTraits, of_one_upright_person_are_none) {
  const std::vector<std::optional<BodyLandmarks>> bodies(80, standing_at({500, 400}));
  EXPECT_THAT(unlike(bodies, {standing_still({500, 400})}), IsEmpty());
  EXPECT_THAT(unlike(bodies, {standing_still({500, 400}), standing_still({950, 400})}), IsEmpty())
      << "the other one stands far away";
}

TEST(FilmTraits, name_what_is_unlike_known_films) {
  const std::vector<PersonTrack> alone = {standing_still({500, 400})};
  std::vector<std::optional<BodyLandmarks>> bodies(80, standing_at({500, 400}));
  EXPECT_THAT(unlike(bodies, {alone[0], standing_still({600, 400})}), ElementsAre(FilmTrait::several_people));

  for (std::size_t i = 0; i < 20; ++i) bodies[i].reset();
  EXPECT_THAT(unlike(bodies, alone), ElementsAre(FilmTrait::lost));
  for (std::size_t i = 0; i < 10; ++i) bodies[i + 10] = standing_at({500, 400});
  EXPECT_THAT(unlike(bodies, alone), IsEmpty()) << "10 of 80 frames are not often";

  for (auto& body : bodies) body = standing_at({500, 400});
  for (auto& body : bodies) body->on_circle_px = body->circle_centre_px + Eigen::Vector2d(160, 0);
  EXPECT_THAT(unlike(bodies, alone), ElementsAre(FilmTrait::lying));
  for (auto& body : bodies) body->on_circle_px = body->circle_centre_px - Eigen::Vector2d(0, 50);
  EXPECT_THAT(unlike(bodies, alone), ElementsAre(FilmTrait::tiny));
  for (auto& body : bodies) body = standing_at({500, 900});
  EXPECT_THAT(unlike(bodies, alone), ElementsAre(FilmTrait::cut_off));
}

TEST(FilmTraits, have_words) {
  for (std::size_t i = 0; i < film_trait_count; ++i)
    EXPECT_FALSE(words_of(static_cast<FilmTrait>(i)).empty());
}

}  // namespace
}  // namespace solopose
