#include "core/skeleton/estimated_joints.h"

#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

std::set<std::string_view> names_of(const JointMask& mask) {
  std::set<std::string_view> names;
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    if (mask[joint]) names.insert(joint_names()[joint]);
  }
  return names;
}

TEST(EstimatedJoints, sets_of_the_face_and_of_hips_alone_estimate_what_they_lack) {
  using Names = std::set<std::string_view>;
  const auto estimated = [](const char* set) { return names_of(estimated_joints(*joint_set_named(set))); };
  EXPECT_EQ(estimated("coco17"), (Names{"pelvis", "neck", "head"}));
  EXPECT_EQ(estimated("mediapipe33"), (Names{"pelvis", "neck", "head"}));
  EXPECT_EQ(estimated("panoptic19"), (Names{"head"}));
  EXPECT_EQ(estimated("shelf14"), (Names{"pelvis"}));
  for (const char* set :
       {"canonical15", "h36m32", "h36m17", "mpi28", "mpi17", "mads19", "mads15", "humaneva15"})
    EXPECT_EQ(estimated(set), Names{}) << set;
}

TEST(EstimatedJoints, are_said_with_what_they_are_made_of) {
  EXPECT_EQ(estimated_joints_text(*joint_set_named("coco17")),
            "pelvis from lhip and rhip, neck from lsho and rsho, head from nose");
  EXPECT_EQ(estimated_joints_text(*joint_set_named("mpi28")), "");
}

TEST(EstimatedJoints, a_mapping_of_ones_own_is_judged_by_the_same_rule) {
  const JointSet set = JointSet::from_json(
      R"({"name": "mine", "joints": ["a", "b", "Face:Nose"], "canonical": {"neck": ["a", "b"], "head": 2}})");
  EXPECT_EQ(names_of(estimated_joints(set)), (std::set<std::string_view>{"neck", "head"}))
      << "what a set lacks is missing, not estimated";
}

TEST(EstimatedJoints, left_out_they_are_missing_and_the_root_stays) {
  std::vector<float> poses(2 * static_cast<std::size_t>(pose_floats), 1);
  leave_out_estimated(*joint_set_named("coco17"), poses);
  for (std::size_t i = 0; i < poses.size(); ++i) {
    const int joint = static_cast<int>(i / 3 % joint_count);
    const bool gone = joint == index_of(Joint::neck) || joint == index_of(Joint::head);
    EXPECT_EQ(std::isnan(poses[i]), gone) << i;
  }
  std::vector<float> whole(static_cast<std::size_t>(pose_floats), 1);
  leave_out_estimated(*joint_set_named("h36m32"), whole);
  EXPECT_EQ(whole, std::vector<float>(whole.size(), 1));
}

}  // namespace
}  // namespace solopose
