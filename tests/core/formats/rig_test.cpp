#include "core/formats/rig.h"

#include <fstream>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/joint_names.h"
#include "core/formats/remembered_mapping.h"
#include "core/formats/rig_guess.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using testing::read;
using testing::shared_data;
using testing::TemporaryFolder;

std::vector<fs::path> one_of_each_rig() {
  return {shared_data() / "bvh/cmu1/jumping_jacks.bvh", shared_data() / "bvh/fair1/dab.bvh",
          shared_data() / "bvh/rokoko/jesse_dance.bvh", shared_data() / "cmu/bvh/01_01.bvh",
          shared_data() / "cmu/bvh/131_01.bvh"};
}

/// The joint that a canonical one is taken from; "" for none or several.
std::string taken_from(const JointSet& set, std::size_t canonical) {
  const auto& own = set.canonical[canonical];
  return own.size() == 1 ? set.joints[static_cast<std::size_t>(own.front())] : "";
}

/// A copy whose joints are called n0, n1, … where they had names.
fs::path with_foreign_names(const fs::path& file, const fs::path& folder) {
  std::ifstream in(file);
  fs::path copy = folder / file.filename();
  std::ofstream out(copy);
  int count = 0;
  static const std::regex named("^(\\s*)(ROOT|JOINT) .*");
  for (std::string line; std::getline(in, line);) {
    std::smatch parts;
    if (std::regex_match(line, parts, named))
      line = parts[1].str() + parts[2].str() + fmt::format(" n{}", count++);
    out << line << '\n';
  }
  return copy;
}

TEST(RigGuess, the_shape_of_a_real_rig_tells_its_limbs_where_no_name_does) {
  REQUIRE_SHARED_DATA();
  const TemporaryFolder folder;
  for (const fs::path& file : one_of_each_rig()) {
    SCOPED_TRACE(file.string());
    const Rig rig = read_rig(file);
    const JointSet named = guessed_joints(rig);
    Rig nameless = rig;
    for (std::size_t j = 0; j < nameless.joints.size(); ++j) nameless.joints[j] = fmt::format("n{}", j);
    const JointSet shaped = guessed_joints(nameless);
    for (const Joint joint : {Joint::left_hip, Joint::left_knee, Joint::left_ankle, Joint::left_shoulder,
                              Joint::left_elbow, Joint::left_wrist, Joint::right_knee, Joint::right_elbow}) {
      const auto j = static_cast<std::size_t>(index_of(joint));
      ASSERT_EQ(shaped.canonical[j].size(), 1U) << joint_names()[j];
      EXPECT_EQ(rig.joints[static_cast<std::size_t>(shaped.canonical[j].front())], taken_from(named, j))
          << joint_names()[j];
    }
  }
}

TEST(RigGuess, markers_whose_names_tell_nothing_are_guessed_to_be_nothing) {
  const Rig rig{{"M1", "M2", "M3"}, {}, {3, Eigen::Vector3f::Zero()}};
  for (const auto& own : guessed_joints(rig).canonical) EXPECT_TRUE(own.empty());
}

TEST(RigGuess, the_joint_on_the_other_side_is_found_by_its_name) {
  const std::vector<std::string> joints = {"LElbow",   "RElbow",    "elbow_l", "elbow_r",
                                           "handLeft", "handRight", "Hips"};
  EXPECT_EQ(counterpart_of(joints, 0), 1);
  EXPECT_EQ(counterpart_of(joints, 3), 2);
  EXPECT_EQ(counterpart_of(joints, 5), 4);
  EXPECT_EQ(counterpart_of(joints, 6), -1);
}

fs::path with_text(const fs::path& file, std::string_view text) {
  std::ofstream(file) << text;
  return file;
}

TEST(Rig, its_names_are_read_without_the_frames) {
  const TemporaryFolder folder;
  const fs::path table =
      with_text(folder / "walk.csv", "a_x,a_y,a_z,b_x,b_y,b_z\n1,2,3,4,5,six\n1,2,3,4,5,6\n");
  const fs::path markers = with_text(folder / "walk.trc",
                                     "PathFileType\t4\t(X/Y/Z)\twalk.trc\n"
                                     "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n"
                                     "60\t60\t2\t2\tmm\n"
                                     "Frame#\tTime\ta\t\t\tb\t\t\n"
                                     "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n"
                                     "1\t0.0\t1\t2\t3\t4\t5\tsix\n"
                                     "2\t0.1\t1\t2\t3\t4\t5\t6\n");
  for (const fs::path& file : {table, markers}) {
    EXPECT_EQ(read_rig_names(file), (std::vector<std::string>{"a", "b"})) << file;
    EXPECT_THROW(read_rig(file), FormatError) << file;
  }
}

TEST(Rig, its_names_are_those_of_its_pose_in_every_format) {
  REQUIRE_SHARED_DATA();
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(shared_data() / "c3d_trc")) {
    if (!has_rig(entry.path())) continue;
    SCOPED_TRACE(entry.path().string());
    const Rig rig = read_rig(entry.path());
    EXPECT_EQ(read_rig_names(entry.path()), rig.joints);
    EXPECT_EQ(rig.pose.size(), rig.joints.size());
    ++files;
  }
  EXPECT_GT(files, 2);
}

TEST(RememberedMapping, the_next_file_of_a_rig_is_read_by_it_and_it_is_said) {
  REQUIRE_SHARED_DATA();
  const TemporaryFolder folder;
  const fs::path file = with_foreign_names(shared_data() / "bvh/fair1/dab.bvh", folder.path());
  EXPECT_THROW(read(reader_named("bvh"), file), FormatError);
  remember_mapping(folder.path() / "mappings", guessed_joints(read_rig(file)));

  std::vector<std::string> said;
  ReadOptions options;
  options.mapping = folder.path() / "mappings";
  const fs::path next = with_foreign_names(shared_data() / "bvh/fair1/zombie.bvh", folder.path());
  const ReadOptions of_next =
      with_remembered_mapping(next, options, [&](const std::string& line) { said.push_back(line); }, {});
  ASSERT_EQ(said.size(), 1U);
  EXPECT_THAT(said.front(), ::testing::HasSubstr("--by-name"));
  const auto reading = read(reader_named("bvh"), next, of_next);
  ASSERT_EQ(reading.sequences.size(), 1U);
  testing::expect_plausible_person(reading.sequences.front());
}

TEST(RememberedMapping, it_is_recalled_for_its_rig_alone) {
  const TemporaryFolder folder;
  const Rig rig{{"a", "b", "c"}, {}, {}};
  EXPECT_FALSE(recall_mapping(folder.path(), rig));
  JointSet set{"custom", {"c", "b", "a"}, {}, {}};
  set.canonical[static_cast<std::size_t>(index_of(Joint::head))] = {0};  // c
  remember_mapping(folder.path(), set);
  const auto recalled = recall_mapping(folder.path(), rig);
  ASSERT_TRUE(recalled);
  EXPECT_EQ(taken_from(*recalled, static_cast<std::size_t>(index_of(Joint::head))), "c");
  EXPECT_FALSE(recall_mapping(folder.path(), {{"a", "b", "d"}, {}, {}}));
  std::ofstream(remembered_mapping_file(folder.path(), rig.joints)) << "{";
  EXPECT_FALSE(recall_mapping(folder.path(), rig));
}

TEST(RememberedMapping, another_rig_is_read_by_its_names) {
  REQUIRE_SHARED_DATA();
  const TemporaryFolder folder;
  remember_mapping(folder.path(), guessed_joints(read_rig(shared_data() / "bvh/fair1/dab.bvh")));
  ReadOptions options;
  options.mapping = folder.path();
  const ReadOptions of_other =
      with_remembered_mapping(shared_data() / "bvh/rokoko/jesse_dance.bvh", options,
                              [](const std::string& line) { ADD_FAILURE() << line; }, {});
  EXPECT_TRUE(of_other.mapping.empty());
}

TEST(RememberedMapping, a_rig_is_known_by_its_names_in_any_order) {
  EXPECT_EQ(remembered_mapping_file("f", {"a", "b"}), remembered_mapping_file("f", {"b", "a"}));
  EXPECT_NE(remembered_mapping_file("f", {"a", "b"}), remembered_mapping_file("f", {"ab"}));
}

TEST(RememberedMapping, the_mean_of_several_joints_comes_back_from_its_file) {
  const TemporaryFolder folder;
  JointSet set{"custom", {"l\"hip", "rhip", "top"}, {}, {}};
  set.canonical[static_cast<std::size_t>(index_of(Joint::pelvis))] = {0, 1};
  set.canonical[static_cast<std::size_t>(index_of(Joint::head))] = {2};
  remember_mapping(folder.path(), set);
  const JointMapping back =
      read_joint_mapping(remembered_mapping_file(folder.path(), set.joints), set.joints);
  EXPECT_EQ(back.set.canonical, set.canonical);
}

}  // namespace
}  // namespace solopose
