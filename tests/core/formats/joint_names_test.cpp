#include "core/formats/joint_names.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

using enum Joint;

/// The name a canonical joint was matched to; "" when to none.
std::string matched(const JointSet& set, Joint joint) {
  const auto& own = set.canonical[static_cast<std::size_t>(index_of(joint))];
  return own.empty() ? "" : set.joints[static_cast<std::size_t>(own.front())];
}

JointSet by_name(std::vector<std::string> names) {
  return joints_by_name("rig.bvh", "bvh", std::move(names)).set;
}

TEST(JointNames, an_arm_makes_the_shoulder_joint_a_collar_bone) {
  const JointSet set = by_name({"Hips", "Neck", "LeftShoulder", "LeftArm", "LeftForeArm", "LeftHand",
                                "RightShoulder", "RightArm", "RightForeArm", "RightHand"});
  EXPECT_EQ(matched(set, left_shoulder), "LeftArm");
  EXPECT_EQ(matched(set, left_elbow), "LeftForeArm");
  EXPECT_EQ(matched(set, right_wrist), "RightHand");
}

TEST(JointNames, a_collar_makes_the_shoulder_joint_the_shoulder) {
  const JointSet set = by_name({"Hips", "LHipJoint", "LeftHip", "LeftKnee", "LeftAnkle", "LeftCollar",
                                "LeftShoulder", "LeftElbow", "LeftWrist", "lhand", "RightShoulder"});
  EXPECT_EQ(matched(set, left_shoulder), "LeftShoulder");
  EXPECT_EQ(matched(set, left_hip), "LeftHip");
  EXPECT_EQ(matched(set, left_wrist), "LeftWrist");
}

TEST(JointNames, reads_the_spellings_of_many_programs) {
  const std::vector<std::vector<std::string>> rigs = {
      {"mixamorig:Hips", "mixamorig:Neck", "mixamorig:Head", "mixamorig:LeftUpLeg", "mixamorig:LeftLeg",
       "mixamorig:LeftFoot", "mixamorig:LeftShoulder", "mixamorig:LeftArm", "mixamorig:LeftForeArm",
       "mixamorig:LeftHand", "mixamorig:RightUpLeg", "mixamorig:RightLeg", "mixamorig:RightFoot",
       "mixamorig:RightArm", "mixamorig:RightForeArm", "mixamorig:RightHand"},
      {"Bip01", "Bip01 Pelvis", "Bip01 Neck", "Bip01 Head", "Bip01 L Thigh", "Bip01 L Calf", "Bip01 L Foot",
       "Bip01 L Clavicle", "Bip01 L UpperArm", "Bip01 L Forearm", "Bip01 L Hand", "Bip01 R Thigh",
       "Bip01 R Calf", "Bip01 R Foot", "Bip01 R UpperArm", "Bip01 R Forearm", "Bip01 R Hand"},
      {"root", "pelvis", "neck_01", "head", "thigh_l", "calf_l", "foot_l", "clavicle_l", "upperarm_l",
       "lowerarm_l", "hand_l", "thigh_r", "calf_r", "foot_r", "upperarm_r", "lowerarm_r", "hand_r"},
      {"hip", "neck", "head", "lThigh", "lShin", "lFoot", "lCollar", "lShldr", "lForeArm", "lHand", "rThigh",
       "rShin", "rFoot", "rShldr", "rForeArm", "rHand"},
      {"Pelvis", "Neck", "Head", "L_Hip", "L_Knee", "L_Ankle", "L_Foot", "L_Shoulder", "L_Elbow", "L_Wrist",
       "L_Hand", "R_Hip", "R_Knee", "R_Ankle", "R_Shoulder", "R_Elbow", "R_Wrist"},
      {"Jesse_Hips", "Jesse_Neck", "Jesse_Head", "Jesse_LeftUpLeg", "Jesse_LeftLeg", "Jesse_LeftFoot",
       "Jesse_LeftArm", "Jesse_LeftForeArm", "Jesse_LeftHand", "Jesse_RightUpLeg", "Jesse_RightLeg",
       "Jesse_RightFoot", "Jesse_RightArm", "Jesse_RightForeArm", "Jesse_RightHand"},
      {"J_Bip_C_Hips", "J_Bip_C_Neck", "J_Bip_C_Head", "J_Bip_L_UpperLeg", "J_Bip_L_LowerLeg", "J_Bip_L_Foot",
       "J_Bip_L_Shoulder", "J_Bip_L_UpperArm", "J_Bip_L_LowerArm", "J_Bip_L_Hand", "J_Bip_R_UpperLeg",
       "J_Bip_R_LowerLeg", "J_Bip_R_Foot", "J_Bip_R_UpperArm", "J_Bip_R_LowerArm", "J_Bip_R_Hand"},
      {"pelvis", "neck", "head", "hip_left", "knee_left", "ankle_left", "shoulder_left", "elbow_left",
       "wrist_left", "hip_right", "knee_right", "ankle_right", "shoulder_right", "elbow_right",
       "wrist_right"},
      {"pelvis", "neck", "head", "lhip", "lkne", "lank", "lsho", "lelb", "lwri", "lhand", "rhip", "rkne",
       "rank", "rsho", "relb", "rwri", "rhand"}};
  for (const auto& rig : rigs) {
    const NamedJoints named = joints_by_name("rig.bvh", "bvh", rig);
    EXPECT_THAT(named.remarks, ::testing::IsEmpty()) << rig[3];
    for (int j = 0; j < joint_count; ++j) {
      const auto joint = static_cast<Joint>(j);
      const auto& own = named.set.canonical[static_cast<std::size_t>(j)];
      ASSERT_EQ(own.size(), 1U) << rig[3] << " " << joint_names()[static_cast<std::size_t>(j)];
      const auto& other = named.set.canonical[static_cast<std::size_t>(index_of(mirrored(joint)))];
      EXPECT_EQ(own == other, side_of(joint) == Side::middle) << rig[3];
    }
  }
}

TEST(JointNames, a_side_is_no_letter_of_a_word) {
  const JointSet set = by_name({"Hips", "Leg", "LowerBack", "Root", "RArm", "LArm", "ARMl", "Lower"});
  EXPECT_EQ(matched(set, left_knee), "");
  EXPECT_EQ(matched(set, left_shoulder), "LArm");
  EXPECT_EQ(matched(set, right_shoulder), "RArm");
}

TEST(JointNames, pelvis_and_neck_without_a_name_are_the_middle_and_said_so) {
  const NamedJoints named =
      joints_by_name("a.trc", "trc",
                     {"RHip", "LHip", "RShoulder", "LShoulder", "RKnee", "LKnee", "RAnkle", "LAnkle",
                      "LElbow", "RElbow", "LWrist", "RWrist", "Nose"});
  EXPECT_EQ(named.set.canonical[static_cast<std::size_t>(index_of(pelvis))], (std::vector<int>{1, 0}));
  EXPECT_EQ(named.set.canonical[static_cast<std::size_t>(index_of(neck))], (std::vector<int>{3, 2}));
  EXPECT_EQ(matched(named.set, head), "Nose");
  EXPECT_EQ(named.remarks.size(), 2U);
}

TEST(JointNames, names_what_is_missing) {
  const NamedJoints named = joints_by_name("a.bvh", "bvh", {"Hips", "Neck", "Head", "LeftArm", "RightArm"});
  ASSERT_EQ(named.remarks.size(), 1U);
  EXPECT_THAT(named.remarks.front(), ::testing::HasSubstr("right_hip, right_knee, right_ankle"));
  EXPECT_EQ(named.set.name, "bvh:Hips+4");
}

TEST(JointNames, a_rig_without_shoulders_or_pelvis_is_refused_by_name) {
  try {
    joints_by_name("dog.bvh", "bvh", {"Tail", "Paw", "LeftShoulder"});
    FAIL() << "a dog was taken for a person";
  } catch (const FormatError& failure) {
    EXPECT_THAT(failure.what(), ::testing::AllOf(::testing::HasSubstr("dog.bvh"),
                                                 ::testing::HasSubstr("pelvis, right_shoulder"),
                                                 ::testing::HasSubstr("Tail, Paw")));
  }
}

}  // namespace
}  // namespace solopose
