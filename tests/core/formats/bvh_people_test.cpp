#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/bvh.h"
#include "tests/core/formats/bvh_text.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string sword =
    "ROOT Sword\n{\nOFFSET 0 0 0\nCHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation\n"
    "JOINT Blade\n{\nOFFSET 0 90 0\nCHANNELS 3 Zrotation Xrotation Yrotation\n}\n}\n";
const std::vector<double> sword_row(9, 1.0);

/// Rigs side by side, the n-th at x = 100 n.
std::string side_by_side(const std::vector<BvhRig>& rigs, int frames = 3) {
  std::vector<std::string> blocks;
  std::vector<std::vector<double>> rows(static_cast<std::size_t>(frames));
  for (const BvhRig& rig : rigs) {
    const double x = 100 * static_cast<double>(blocks.size());
    blocks.push_back(rig.hierarchy());
    for (auto& row : rows) {
      const auto values = rig.row(x);
      row.insert(row.end(), values.begin(), values.end());
    }
  }
  return bvh_text(blocks, rows);
}

BvhRig named(const std::string& prefix, const std::string& suffix = "") {
  BvhRig rig;
  rig.name = [=](const std::string& joint) { return prefix + joint + suffix; };
  return rig;
}

class BvhPeople : public ::testing::Test {
 protected:
  Reading read_text(const std::string& text, const ReadOptions& options = {}) {
    write_bytes(folder / "people.bvh", text);
    return read(bvh_reader(), folder / "people.bvh", options);
  }

  std::vector<std::string> subjects(const Reading& reading) {
    std::vector<std::string> names;
    for (const Sequence& sequence : reading.sequences) {
      names.push_back(sequence.subject);
      expect_plausible_person(sequence);
      const double x = 1000 * static_cast<double>(names.size() - 1);
      EXPECT_NEAR(Body(sequence).at(1, Joint::pelvis).x(), x, 1e-2) << "somebody else's joints";
      EXPECT_EQ(sequence.take, "people");
    }
    return names;
  }

  TemporaryFolder folder;
};

TEST_F(BvhPeople, each_root_with_a_body_is_a_sequence_called_after_what_its_names_share) {
  const std::vector<std::pair<std::vector<BvhRig>, std::vector<std::string>>> files = {
      {{named("A_"), named("B_")}, {"A", "B"}},
      {{named(""), named("B_"), named("C_")}, {"performer 1", "B", "C"}},
      {{named("Bob:"), named("Eve:")}, {"Bob", "Eve"}},
      {{named("set:Bob:"), named("set:Eve:")}, {"set:Bob", "set:Eve"}},
      {{named("", "_1"), named("", "_2"), named("", "_3")}, {"1", "2", "3"}},
      {{named(""), named("", "_1")}, {"performer 1", "1"}},
      {{named(""), named("", ".001")}, {"performer 1", "001"}},
      {{named(""), named("", "2")}, {"performer 1", "2"}},
      {{named("P1"), named("P2")}, {"P1", "P2"}},
      {{named("mixamorig:"), named("mixamorig1:")}, {"mixamorig", "mixamorig1"}},
      {{named("mixamorig:"), named("mixamorig:")}, {"performer 1", "performer 2"}},
      {{named(""), named("")}, {"performer 1", "performer 2"}},
      {{named("Anna "), named("Otto ")}, {"Anna", "Otto"}}};
  for (const auto& [rigs, expected] : files) {
    SCOPED_TRACE(rigs.back().name("Hips"));
    const Reading reading = read_text(side_by_side(rigs));
    EXPECT_EQ(subjects(reading), expected);
    for (const Sequence& sequence : reading.sequences) {
      EXPECT_THAT(sequence.joints->joints, Contains("LeftForeArm"));
      EXPECT_THAT(sequence.joints->joints, Contains("Head_end"));
    }
    EXPECT_TRUE(reading.remarked(fmt::format("{} people", rigs.size())));
    int units = 0;
    for (const std::string& remark : reading.remarks) units += remark.find("unit guessed") == 0;
    EXPECT_EQ(units, 1) << "said once";
  }
}

TEST_F(BvhPeople, a_prop_is_left_out_with_its_reason) {
  const BvhRig person;
  auto row = person.row();
  row.insert(row.end(), sword_row.begin(), sword_row.end());
  const Reading behind = read_text(bvh_text({person.hierarchy(), sword}, {row, row}));
  EXPECT_THAT(subjects(behind), ElementsAre("unknown")) << "one person needs no name";
  EXPECT_TRUE(behind.remarked("Sword was left out: its joints tell no body (Sword, Blade)"));

  row = sword_row;
  const auto values = person.row();
  row.insert(row.end(), values.begin(), values.end());
  const Reading before = read_text(bvh_text({sword, person.hierarchy()}, {row, row}));
  EXPECT_THAT(subjects(before), ElementsAre("unknown"));
  EXPECT_TRUE(before.remarked("Sword was left out"));
}

TEST_F(BvhPeople, people_below_one_root_are_people) {
  BvhRig bob = named("Bob:");
  BvhRig eve = named("Eve:");
  bob.word = eve.word = "JOINT";
  const std::string scene = "ROOT Scene\n{\nOFFSET 0 0 0\nCHANNELS 3 Zrotation Xrotation Yrotation\n" +
                            bob.hierarchy() + eve.hierarchy() + "}\n";
  std::vector<double> row(3, 0.0);
  for (const auto& values : {bob.row(0), eve.row(100)}) row.insert(row.end(), values.begin(), values.end());
  EXPECT_THAT(subjects(read_text(bvh_text({scene}, {row, row}))), ElementsAre("Bob", "Eve"));
}

TEST_F(BvhPeople, one_person_keeps_the_names_of_the_file) {
  for (const BvhRig& rig : {named("Jesse_"), named("", "_1"), named("P1")}) {
    const Reading reading = read_text(side_by_side({rig}));
    EXPECT_THAT(subjects(reading), ElementsAre("unknown"));
    EXPECT_EQ(reading.sequences[0].joints->joints[0], rig.name("Hips"));
    EXPECT_EQ(reading.sequences[0].joints->name, fmt::format("bvh:{}+20", rig.name("Hips")));
  }
}

TEST_F(BvhPeople, joints_of_one_body_in_several_roots_are_one_person) {
  const std::string whole = side_by_side({BvhRig()});
  for (const std::vector<std::string>& parts : std::vector<std::vector<std::string>>{
           {"Spine", "LeftUpLeg", "RightUpLeg"}, {"LeftUpLeg", "RightUpLeg"}}) {
    std::string text = whole;
    for (const std::string& part : parts) {
      text.replace(text.find("JOINT " + part), 5, part == parts.front() ? "}\nROOT" : "ROOT");
    }
    text.erase(text.find("}\nMOTION"), 2);
    ReadOptions options;  // the parts stand in the world's origin now
    options.up = "y";
    const Reading reading = read_text(text, options);
    ASSERT_EQ(reading.sequences.size(), 1U);
    EXPECT_EQ(reading.sequences[0].joints->size(), 21);
    EXPECT_FALSE(reading.remarked("left out"));
    EXPECT_FALSE(reading.remarked("always missing"));
  }
}

TEST_F(BvhPeople, one_mapping_fits_everybody) {
  write_bytes(folder / "map.json", R"({"canonical": {"pelvis": "Hips", "left_shoulder": "LeftArm",
    "right_shoulder": "RightArm", "left_hip": "LeftUpLeg", "right_hip": "RightUpLeg", "left_knee": "LeftLeg",
    "left_ankle": "LeftFoot"}, "up": "y", "unit": "cm"})");
  ReadOptions options;
  options.mapping = folder / "map.json";
  const Reading reading = read_text(side_by_side({named("A_"), named("B_")}), options);
  ASSERT_EQ(reading.sequences.size(), 2U);
  EXPECT_NEAR(Body(reading.sequences[1]).at(0, Joint::left_shoulder).x(), 1180, 1e-2);
  EXPECT_FALSE(reading.remarked("guessed"));
}

TEST_F(BvhPeople, an_adult_and_a_child_have_one_unit) {
  BvhRig child = named("Kid_");
  child.scale = 0.6;
  const Reading reading = read_text(side_by_side({named("Mum_"), child}));
  ASSERT_EQ(reading.sequences.size(), 2U);
  const Bone shank{Joint::left_knee, Joint::left_ankle};
  EXPECT_NEAR(Body(reading.sequences[0]).bone(0, shank), 420, 1e-2);
  EXPECT_NEAR(Body(reading.sequences[1]).bone(0, shank), 252, 1e-2);
}

TEST_F(BvhPeople, many_roots_without_a_body_cost_little_and_are_counted) {
  std::string roots = BvhRig().hierarchy();
  std::vector<double> row = BvhRig().row();
  for (int i = 0; i < 20000; ++i) {
    roots += "ROOT Prop\n{\nOFFSET 0 0 0\nCHANNELS 1 Xposition\n}\n";
    row.push_back(0);
  }
  const Reading reading = read_text(bvh_text({roots}, {row, row}));
  EXPECT_EQ(reading.sequences.size(), 1U);
  EXPECT_TRUE(reading.remarked("more were left out"));
  EXPECT_LT(reading.remarks.size(), 20U);
}

TEST_F(BvhPeople, damaged_files_are_read_or_refused) {
  BvhRig moving = named("B_");
  moving.inner_positions = true;
  expect_damage_is_survived(bvh_reader(), side_by_side({named(""), moving}), folder / "damaged.bvh");
}

}  // namespace
}  // namespace solopose::testing
