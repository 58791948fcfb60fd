#include "core/inspection/bone_profile.h"

#include <gtest/gtest.h>

#include "tests/support/scratch_data.h"

namespace solopose::testing {
namespace {

TEST(bone_profile, equation_7_makes_the_maximum_leave_its_joint) {
  const std::vector<float> pose = leaning_poses(1, 1);
  MixtureOptions options;
  const BoneProfile growing = bone_profile(pose, Joint::right_hip, Joint::right_knee, options);
  options.rule = SigmaRule::equation_7;
  const BoneProfile literal = bone_profile(pose, Joint::right_hip, Joint::right_knee, options);
  EXPECT_NEAR(growing.maximum_mm, 0, 5);
  EXPECT_GT(literal.maximum_mm, 20);
  EXPECT_EQ(growing.gaussians.size(), 1 + static_cast<std::size_t>(growing.bone_mm / options.spacing_mm));
  for (std::size_t i = 0; i < growing.sum.size(); ++i) {
    double sum = 0;
    for (const auto& curve : growing.gaussians) sum += curve[i];
    ASSERT_NEAR(sum, growing.sum[i], 1e-9);
  }
}

TEST(bone_profile, a_missing_joint_gives_an_empty_one) {
  std::vector<float> pose = leaning_poses(1, 1);
  pose[3 * index_of(Joint::head)] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(bone_profile(pose, Joint::neck, Joint::head, {}).sum.empty());
  EXPECT_TRUE(bone_profile({}, Joint::neck, Joint::head, {}).sum.empty());
}

}  // namespace
}  // namespace solopose::testing
