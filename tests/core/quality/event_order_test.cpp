#include "core/quality/event_order.h"

#include <initializer_list>
#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace solopose {
namespace {

using ::testing::ElementsAre;

Finding of(std::string_view detector, std::int64_t first, std::int64_t last) {
  Finding finding;
  finding.detector = detector;
  finding.first_frame = first;
  finding.last_frame = last;
  return finding;
}

std::vector<std::string> in_order(std::vector<Finding> findings) {
  sort_by_event(findings, 200);
  std::vector<std::string> names;
  for (const Finding& finding : findings)
    names.push_back(std::string(finding.detector) + " " + std::to_string(finding.first_frame));
  return names;
}

TEST(EventOrderTest, what_explains_the_others_stands_first_in_its_event) {
  EXPECT_THAT(in_order({of("spike", 76, 77), of("joint_angle", 77, 97), of("side_swap", 77, 97),
                        of("spike", 97, 98), of("bone_length", 30, 40)}),
              ElementsAre("bone_length 30", "side_swap 77", "spike 76", "spike 97", "joint_angle 77"));
}

Finding step(std::int64_t first, Joint joint) {
  Finding finding = of("spike", first, first + 1);
  finding.is_step = true;
  finding.joints.set(static_cast<std::size_t>(index_of(joint)));
  return finding;
}

Finding of_joint(std::string_view detector, std::int64_t first, std::int64_t last, Joint joint) {
  Finding finding = of(detector, first, last);
  finding.joints.set(static_cast<std::size_t>(index_of(joint)));
  return finding;
}

TEST(EventOrderTest, the_jumps_into_and_out_of_a_scaled_limb_stand_behind_it) {
  EXPECT_THAT(in_order({step(39, Joint::right_ankle), step(60, Joint::right_ankle),
                        of_joint("bone_length", 40, 60, Joint::right_ankle),
                        of_joint("bone_symmetry", 41, 59, Joint::right_ankle)}),
              ElementsAre("bone_length 40", "spike 39", "spike 60", "bone_symmetry 41"));
}

TEST(EventOrderTest, a_jump_stands_before_a_bone_that_it_bends_for_as_long_as_it_lasts) {
  EXPECT_THAT(in_order({of_joint("bone_length", 40, 41, Joint::right_wrist),
                        of_joint("spike", 40, 41, Joint::right_wrist)}),
              ElementsAre("spike 40", "bone_length 40"));
}

TEST(EventOrderTest, a_jump_of_other_joints_or_inside_of_a_run_is_not_explained_by_it) {
  EXPECT_THAT(in_order({step(39, Joint::left_wrist), of_joint("bone_length", 40, 60, Joint::right_ankle)}),
              ElementsAre("spike 39", "bone_length 40"));
  EXPECT_THAT(in_order({step(50, Joint::right_ankle), of_joint("bone_length", 40, 60, Joint::right_ankle)}),
              ElementsAre("spike 50", "bone_length 40"));
}

Finding of_joints(std::string_view detector, std::int64_t first, std::int64_t last,
                  std::initializer_list<Joint> joints) {
  Finding finding = of(detector, first, last);
  for (const Joint joint : joints) finding.joints.set(static_cast<std::size_t>(index_of(joint)));
  return finding;
}

TEST(EventOrderTest, a_limb_of_wrong_length_stands_before_its_joints_that_leap_out_and_back_with_it) {
  const std::vector<Finding> leg{
      of_joints("spike", 40, 44, {Joint::left_knee, Joint::left_ankle}),
      of_joints("bone_length", 40, 44, {Joint::left_hip, Joint::left_knee, Joint::left_ankle}),
      of_joints("bone_symmetry", 41, 44, {Joint::left_knee, Joint::right_knee})};
  EXPECT_THAT(in_order(leg), ElementsAre("bone_length 40", "spike 40", "bone_symmetry 41"));
  EXPECT_THAT(in_order({of_joints("spike", 40, 44, {Joint::left_knee, Joint::left_ankle}),
                        of_joints("bone_length", 40, 44, {Joint::left_hip, Joint::left_knee})}),
              ElementsAre("bone_length 40", "spike 40"));
  // A knee that moves too little to be a jump.
  EXPECT_THAT(
      in_order({of_joints("spike", 40, 48, {Joint::left_ankle}),
                of_joints("bone_length", 40, 48, {Joint::left_hip, Joint::left_knee, Joint::left_ankle})}),
      ElementsAre("bone_length 40", "spike 40"));
}

TEST(EventOrderTest, a_joint_that_is_off_by_itself_stands_before_the_bones_that_end_in_it) {
  EXPECT_THAT(
      in_order({of_joints("bone_length", 40, 48, {Joint::left_hip, Joint::left_knee, Joint::left_ankle}),
                of_joints("spike", 40, 48, {Joint::left_knee})}),
      ElementsAre("spike 40", "bone_length 40"));
  EXPECT_THAT(in_order({of_joints("bone_length", 40, 48, {Joint::left_knee, Joint::left_ankle}),
                        of_joints("spike", 40, 48, {Joint::left_ankle})}),
              ElementsAre("spike 40", "bone_length 40"));
}

TEST(EventOrderTest, a_leg_that_is_off_for_a_frame_is_a_jump) {
  EXPECT_THAT(
      in_order({of_joints("bone_length", 40, 40, {Joint::left_hip, Joint::left_knee, Joint::left_ankle}),
                of_joints("spike", 40, 40, {Joint::left_knee, Joint::left_ankle})}),
      ElementsAre("spike 40", "bone_length 40"));
}

TEST(EventOrderTest, a_scaled_bone_explains_jumps_of_joints_further_out_but_of_no_others) {
  const Finding thigh = of_joints("bone_length", 40, 60, {Joint::left_hip, Joint::left_knee});
  EXPECT_THAT(in_order({step(39, Joint::left_ankle), thigh}), ElementsAre("bone_length 40", "spike 39"));
  const Finding hip = of_joints("bone_length", 40, 60, {Joint::pelvis, Joint::left_hip});
  EXPECT_THAT(in_order({step(39, Joint::left_ankle), hip}), ElementsAre("bone_length 40", "spike 39"));
  EXPECT_THAT(in_order({step(39, Joint::right_ankle), hip}), ElementsAre("spike 39", "bone_length 40"));
}

TEST(EventOrderTest, a_jump_that_an_exchange_explains_stands_before_what_else_follows_from_that) {
  EXPECT_THAT(in_order({step(76, Joint::left_knee), of_joint("side_swap", 77, 97, Joint::left_knee),
                        of_joint("bone_length", 77, 97, Joint::left_knee)}),
              ElementsAre("side_swap 77", "spike 76", "bone_length 77"));
}

TEST(EventOrderTest, frames_that_do_not_touch_are_events_of_their_own) {
  EXPECT_THAT(in_order({of("side_swap", 13, 20), of("spike", 10, 11), of("frozen", 22, 30)}),
              ElementsAre("spike 10", "side_swap 13", "frozen 22"));
}

TEST(EventOrderTest, what_doubts_a_whole_sequence_joins_no_events) {
  EXPECT_THAT(
      in_order({of("spike", 50, 51), of("scale", 0, 199), of("side_swap", 120, 130), of("mirrored", 0, 199)}),
      ElementsAre("mirrored 0", "scale 0", "spike 50", "side_swap 120"));
}

}  // namespace
}  // namespace solopose
