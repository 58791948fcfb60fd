#include "core/skeleton/joint_definitions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

int number_of(const JointSet& set, const std::string& name) {
  return static_cast<int>(std::ranges::find(set.joints, name) - set.joints.begin());
}

/// Frames of a body of which every joint is somewhere else.
std::vector<float> body(const JointSet& set, int frames) {
  std::vector<float> positions;
  for (int i = 0; i < 3 * frames * set.size(); ++i) positions.push_back(static_cast<float>((i * 37) % 400));
  return positions;
}

std::size_t at(Joint joint) { return static_cast<std::size_t>(index_of(joint)); }

TEST(JointDefinitions, an_estimate_is_held_against_the_bodys_own_joint) {
  const JointSetPtr human36m = joint_set_named("h36m17");
  const JointSetPtr coco = joint_set_named("coco17");
  std::vector<float> positions = body(*human36m, 3);
  const auto put = [&](const char* name, float x, float y) {
    for (int frame = 0; frame < 3; ++frame) {
      float* joint = positions.data() + 3 * (frame * human36m->size() + number_of(*human36m, name));
      joint[0] = x;
      joint[1] = y;
      joint[2] = 0;
    }
  };
  put("lhip", 100, 10);
  put("rhip", -100, 10);
  put("pelvis", 0, 40);
  put("lsho", 200, 500);
  put("rsho", -200, 500);
  put("thorax", 0, 550);
  put("neck_base", 0, 650);
  put("head", 80, 710);
  const auto gaps = definition_gaps(*human36m, positions, *coco);
  EXPECT_NEAR(gaps[at(Joint::pelvis)].mm, 30, 1e-4);
  EXPECT_NEAR(gaps[at(Joint::neck)].mm, 50, 1e-4);
  EXPECT_NEAR(gaps[at(Joint::head)].mm, 100, 1e-4) << "from the head's top to the nose";
  EXPECT_EQ(gaps[at(Joint::head)].frames, 3);
  EXPECT_TRUE(std::isnan(gaps[at(Joint::left_knee)].mm)) << "each set has a knee of its own";
  const auto back = definition_gaps(*coco, body(*coco, 3), *human36m);
  EXPECT_TRUE(std::isnan(back[at(Joint::pelvis)].mm)) << "no body of COCO's has a pelvis";
}

TEST(JointDefinitions, frames_without_the_joints_do_not_count) {
  const JointSetPtr human36m = joint_set_named("h36m32");
  std::vector<float> positions = body(*human36m, 4);
  positions[3 * static_cast<std::size_t>(number_of(*human36m, "lhip"))] =
      std::numeric_limits<float>::quiet_NaN();
  const auto gaps = definition_gaps(*human36m, positions, *joint_set_named("coco17"));
  EXPECT_EQ(gaps[at(Joint::pelvis)].frames, 3);
  EXPECT_EQ(gaps[at(Joint::neck)].frames, 4);
}

TEST(JointDefinitions, one_rule_is_no_distance) {
  const JointSetPtr coco = joint_set_named("coco17");
  for (const DefinitionGap& gap : definition_gaps(*coco, body(*coco, 2), *coco)) EXPECT_EQ(gap.mm, 0);
  const auto gaps = definition_gaps(*coco, body(*coco, 2), *joint_set_named("mediapipe33"));
  for (const Joint joint : {Joint::pelvis, Joint::neck, Joint::head}) EXPECT_EQ(gaps[at(joint)].mm, 0);
  EXPECT_THROW(definition_gaps(*coco, std::vector<float>(50), *coco), Error);
}

TEST(JointDefinitions, are_said_in_words) {
  EXPECT_EQ(estimator_text(*joint_set_named("coco17"), Joint::neck), "mean of lsho and rsho");
  EXPECT_EQ(estimator_text(*joint_set_named("coco17"), Joint::head), "nose, for the head's top");
  EXPECT_EQ(estimator_text(*joint_set_named("h36m17"), Joint::neck), "own joint thorax");
  for (int joint = 0; joint < joint_count; ++joint)
    EXPECT_FALSE(anatomy_of(static_cast<Joint>(joint)).empty()) << joint;
}

}  // namespace
}  // namespace solopose
