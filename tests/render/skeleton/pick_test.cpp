#include "render/skeleton/pick.h"

#include <cmath>

#include <gmock/gmock.h>

#include "tests/render/skeleton/standing_person.h"

namespace solopose {
namespace {

OrbitCamera camera_in_front() {
  OrbitCamera camera;
  camera.width_px = 900;
  camera.height_px = 700;
  camera.look(FixedView::front);
  camera.focus_mm = {0, 0, 900};
  return camera;
}

SkeletonInstance person(qint64 id, const Eigen::Vector3f& at) {
  SkeletonInstance skeleton;
  skeleton.id = id;
  skeleton.joints_mm = testing::standingPerson(at);
  return skeleton;
}

Eigen::Vector2d pixel_of(const OrbitCamera& camera, const SkeletonInstance& skeleton, Joint joint) {
  return camera.project(skeleton.joints_mm[static_cast<std::size_t>(joint)].cast<double>())->pixel;
}

TEST(Pick, finds_the_joint_under_the_pointer) {
  const OrbitCamera camera = camera_in_front();
  const std::vector<SkeletonInstance> people = {person(7, {-600, 0, 0}), person(8, {600, 0, 0})};
  for (const SkeletonInstance& skeleton : people) {
    for (const Joint joint : {Joint::left_wrist, Joint::right_ankle, Joint::head}) {
      const auto pick =
          pickSkeleton(camera, people, pixel_of(camera, skeleton, joint) + Eigen::Vector2d(1, -1));
      ASSERT_TRUE(pick);
      EXPECT_EQ(pick->id, skeleton.id);
      EXPECT_EQ(pick->joint, index_of(joint));
      EXPECT_NEAR(pick->distance_px, std::sqrt(2.0), 1e-6);
    }
  }
}

TEST(Pick, finds_a_bone_between_its_joints) {
  const OrbitCamera camera = camera_in_front();
  const std::vector<SkeletonInstance> people = {person(7, {0, 0, 0})};
  const Eigen::Vector2d knee = pixel_of(camera, people[0], Joint::right_knee);
  const Eigen::Vector2d ankle = pixel_of(camera, people[0], Joint::right_ankle);
  const auto pick = pickSkeleton(camera, people, 0.4 * knee + 0.6 * ankle + Eigen::Vector2d(3, 0));
  ASSERT_TRUE(pick);
  EXPECT_EQ(pick->joint, index_of(Joint::right_ankle));
}

TEST(Pick, takes_the_one_in_front_of_several_at_the_same_place) {
  const OrbitCamera camera = camera_in_front();
  // People look towards +y and so does the eye's side: the second stands nearer.
  std::vector<SkeletonInstance> people = {person(1, {0, -200, 0}), person(2, {0, 200, 0})};
  OrbitCamera parallel = camera;
  parallel.orthographic = true;
  const auto pick = pickSkeleton(parallel, people, pixel_of(parallel, people[0], Joint::left_elbow));
  ASSERT_TRUE(pick);
  EXPECT_EQ(pick->id, 2);
}

TEST(Pick, passes_over_ghosts_missing_joints_and_the_background) {
  const OrbitCamera camera = camera_in_front();
  std::vector<SkeletonInstance> people = {person(1, {0, 0, 0})};
  const Eigen::Vector2d wrist = pixel_of(camera, people[0], Joint::left_wrist);
  EXPECT_FALSE(pickSkeleton(camera, people, {5, 5}));
  people[0].joints_mm[static_cast<std::size_t>(Joint::left_wrist)].setConstant(std::nanf(""));
  EXPECT_FALSE(pickSkeleton(camera, people, wrist));
  people[0] = person(1, {0, 0, 0});
  people[0].ghost = true;
  EXPECT_FALSE(pickSkeleton(camera, people, wrist));
}

}  // namespace
}  // namespace solopose
