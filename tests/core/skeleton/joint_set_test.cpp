#include "core/skeleton/joint_set.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

TEST(Canonical, names_round_trip_and_mirror_twice_is_identity) {
  for (int j = 0; j < joint_count; ++j) {
    const auto joint = static_cast<Joint>(j);
    EXPECT_EQ(joint_named(joint_names()[static_cast<std::size_t>(j)]), joint);
    EXPECT_EQ(mirrored(mirrored(joint)), joint);
    if (side_of(joint) == Side::left) {
      EXPECT_EQ(side_of(mirrored(joint)), Side::right);
    }
    if (side_of(joint) == Side::middle) {
      EXPECT_EQ(mirrored(joint), joint);
    }
  }
  EXPECT_FALSE(joint_named("tail"));
}

TEST(JointSet, every_definition_maps_each_canonical_joint_to_the_right_side) {
  EXPECT_EQ(joint_set_names().size(), 13U);
  for (const auto& name : joint_set_names()) {
    const JointSetPtr set = joint_set_named(name);
    for (int j = 0; j < joint_count; ++j) {
      const auto& own = set->canonical[static_cast<std::size_t>(j)];
      ASSERT_FALSE(own.empty()) << name << " lacks " << joint_names()[static_cast<std::size_t>(j)];
      for (const int o : own) {
        const char first = set->joints[static_cast<std::size_t>(o)][0];
        if (side_of(static_cast<Joint>(j)) == Side::left) {
          EXPECT_EQ(first, 'l') << name << " " << j;
        }
        if (side_of(static_cast<Joint>(j)) == Side::right) {
          EXPECT_EQ(first, 'r') << name << " " << j;
        }
      }
    }
  }
}

TEST(JointSet, mpi_inf_3dhps_training_and_test_files_mean_the_same_joints_by_name) {
  const auto names_of = [](const JointSet& set, int canonical) {
    std::vector<std::string> names;
    for (const int own : set.canonical[static_cast<std::size_t>(canonical)])
      names.push_back(set.joints[static_cast<std::size_t>(own)]);
    return names;
  };
  const JointSetPtr training = joint_set_named("mpi28");
  const JointSetPtr test = joint_set_named("mpi17");
  for (int j = 0; j < joint_count; ++j)
    EXPECT_EQ(names_of(*training, j), names_of(*test, j)) << joint_names()[static_cast<std::size_t>(j)];
}

TEST(JointSet, survives_a_round_trip_through_json) {
  for (const auto& name : joint_set_names()) {
    const JointSetPtr set = joint_set_named(name);
    const JointSet back = JointSet::from_json(set->to_json());
    EXPECT_EQ(back.name, set->name);
    EXPECT_EQ(back.joints, set->joints);
    EXPECT_EQ(back.parents, set->parents);
    EXPECT_EQ(back.canonical, set->canonical);
  }
}

TEST(JointSet, says_what_is_wrong_with_a_definition) {
  const auto message = [](std::string_view json) -> std::string {
    try {
      JointSet::from_json(json);
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_NE(message("[").find("not JSON"), std::string::npos);
  EXPECT_NE(message(R"({"canonical": {}})").find("joints"), std::string::npos);
  EXPECT_NE(message(R"({"joints": ["a"], "canonical": {"tail": 0}})").find("tail"), std::string::npos);
  EXPECT_NE(message(R"({"joints": ["a"], "canonical": {"pelvis": 1}})").find("found 1"), std::string::npos);
  EXPECT_NE(message(R"({"joints": ["a"], "canonical": {"pelvis": "b"}})").find("\"b\""), std::string::npos);
  EXPECT_NE(message(R"({"joints": ["a"], "parents": [3], "canonical": {}})").find("parents"),
            std::string::npos);
}

TEST(JointSet, a_mean_joint_with_one_missing_part_is_missing) {
  const JointSetPtr coco = joint_set_named("coco17");
  std::vector<float> positions(17 * 3, 1.0F);
  positions[11 * 3 + 1] = std::numeric_limits<float>::quiet_NaN();  // left hip's y
  positions[12 * 3] = 5.0F;                                         // right hip's x
  const auto poses = to_canonical(*coco, positions);
  EXPECT_TRUE(std::isnan(poses[0]));  // pelvis = mid hips
  EXPECT_TRUE(std::isnan(poses[1]));
  EXPECT_EQ(poses[3], 5.0F);  // right hip
  EXPECT_THROW(to_canonical(*coco, std::span(positions).first(50)), Error);
}

}  // namespace
}  // namespace solopose
