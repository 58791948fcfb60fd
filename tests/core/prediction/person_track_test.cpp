#include "core/prediction/person_track.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/prediction/person_crops.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr int width = 1000;
constexpr int height = 500;

/// Somebody who walks from left to right, and a lamp in the corner of which the detector is more certain.
std::vector<Sightings> walk_past_a_lamp() {
  std::vector<Sightings> sightings;
  for (int i = 0; i < 40; ++i) {
    Sightings& frame = sightings.emplace_back();
    frame.frame = 6 * i;
    frame.people.push_back({{30, 60}, 90, 1.6});
    const bool overlooked = i % 5 == 2 || (i > 20 && i < 24);
    if (!overlooked) frame.people.push_back({{300 + 8.0 * i, 260.0 + i % 3}, 230.0 + 10 * (i % 2), 1});
  }
  return sightings;
}

TEST(FollowPerson, stays_with_the_large_one_in_the_middle_through_gaps) {
  const auto person = follow_person(walk_past_a_lamp(), width, height, 24);
  EXPECT_EQ(person.size(), 40U - 8 - 2) << "one of three in a row would have been overlooked anyway";
  for (const FollowedPerson& moment : person)
    EXPECT_NEAR(moment.seen.centre_px.x(), 300 + 8.0 * static_cast<double>(moment.frame) / 6, 1e-9);
}

TEST(FollowPerson, does_not_jump_to_somebody_else_for_a_moment) {
  auto sightings = walk_past_a_lamp();
  sightings[10].people.push_back({{900, 300}, 260, 1.4});
  for (const FollowedPerson& moment : follow_person(sightings, width, height, 24))
    EXPECT_LT(moment.seen.centre_px.x(), 700);
}

TEST(FollowPerson, finds_nobody_where_nobody_was_seen) {
  EXPECT_TRUE(follow_person(std::vector<Sightings>(5), width, height, 24).empty());
}

TEST(WithoutGaps, interpolates_and_goes_on_at_the_ends) {
  std::vector<std::optional<Crop>> crops(7);
  crops[1] = Crop{{10, 20}, 100};
  crops[5] = Crop{{50, 60}, 400};
  const auto whole = without_gaps(crops);
  EXPECT_EQ(whole[0].centre_px, Eigen::Vector2d(10, 20));
  EXPECT_EQ(whole[6].side_px, 400);
  EXPECT_TRUE(whole[3].centre_px.isApprox(Eigen::Vector2d(30, 40)));
  EXPECT_NEAR(whole[3].side_px, 200, 1e-9);
  EXPECT_THROW(without_gaps(std::vector<std::optional<Crop>>(3)), Error);
}

TEST(Smoothed, keeps_what_stands_still_and_dampens_what_jumps) {
  const std::vector<Crop> still(30, Crop{{10, 20}, 300});
  for (const Crop& crop : smoothed(still, 4, 9)) {
    EXPECT_TRUE(crop.centre_px.isApprox(Eigen::Vector2d(10, 20)));
    EXPECT_NEAR(crop.side_px, 300, 1e-9);
  }
  std::vector<Crop> jumping(200, Crop{{10, 20}, 300});
  for (std::size_t i = 0; i < jumping.size(); i += 2) jumping[i].side_px = 330;
  const auto calm = smoothed(jumping, 4, 9);
  for (std::size_t i = 40; i < 160; ++i) EXPECT_NEAR(calm[i].side_px, std::sqrt(300.0 * 330), 0.01);
}

TEST(CropsOfPoses, bridges_poses_without_a_pelvis) {
  Camera camera;
  camera.intrinsics << 1000, 0, 500, 0, 1000, 250, 0, 0, 1;
  std::vector<float> poses(3 * 3 * joint_count, 0);
  for (std::size_t frame = 0; frame < 3; ++frame) {
    for (std::size_t joint = 0; joint < joint_count; ++joint)
      poses[(frame * joint_count + joint) * 3 + 2] = 4000;
    poses[frame * joint_count * 3] = static_cast<float>(400 * frame);  // the pelvis goes right
  }
  poses[3 * joint_count] = std::numeric_limits<float>::quiet_NaN();
  const auto crops = crops_of_poses(camera, poses, 2600);
  ASSERT_EQ(crops.size(), 3U);
  EXPECT_TRUE(crops[1].centre_px.isApprox(Eigen::Vector2d(600, 250)));
  EXPECT_NEAR(crops[1].side_px, 650, 1e-9);
}

TEST(PosesInCamera, turns_world_tracks_only) {
  Camera camera;
  camera.rotation << 0, 1, 0, -1, 0, 0, 0, 0, 1;
  camera.translation_mm = {1, 2, 3};
  const std::vector<float> pose{10, 20, 30};
  EXPECT_EQ(poses_in_camera(camera, CoordinateFrame::world, pose), (std::vector<float>{21, -8, 33}));
  EXPECT_EQ(poses_in_camera(camera, CoordinateFrame::camera, pose), pose);
}

}  // namespace
}  // namespace solopose
