#include "core/augmotion/motion.h"

#include <cmath>
#include <fstream>
#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/files/c3d.h"
#include "core/formats/reader.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/python.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;
using testing::text_of;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

class MotionFile : public ::testing::Test {
 protected:
  MotionFile() {
    std::fill_n(testing::joint_of(poses, 3, Joint::left_wrist), 3, nan);
    motion.up = Eigen::Vector3d(1, 2, 3).normalized();
  }

  fs::path write(const std::string& name) {
    motion.poses_mm = poses;
    FileWriter out(folder / name, folder / name);
    motion_form_of(name)->write(out, motion);
    out.close();
    return folder / name;
  }

  Sequence read(const std::string& format, const std::string& name) {
    Sequence read;
    ReadOptions options;
    options.millimetres_per_unit = 1;
    reader_named(format).read(
        write(name), options, [&](Sequence&& sequence) { read = std::move(sequence); },
        [](const std::string&) {}, {});
    return read;
  }

  /// How far the canonical joints of both are apart at most; missing ones must be so in both.
  static double apart(const Sequence& sequence, std::span<const float> expected) {
    const std::vector<float> read = to_canonical(*sequence.joints, sequence.positions_mm);
    EXPECT_EQ(read.size(), expected.size());
    double worst = 0;
    for (std::size_t i = 0; i < std::min(read.size(), expected.size()); ++i) {
      EXPECT_EQ(std::isnan(read[i]), std::isnan(expected[i])) << i;
      if (!std::isnan(expected[i]))
        worst = std::max(worst, std::abs(static_cast<double>(read[i]) - static_cast<double>(expected[i])));
    }
    return worst;
  }

  TemporaryFolder folder;
  std::vector<float> poses = testing::moving_person(40, 2);
  Motion motion{.title = "walk",
                .frames_per_second = 50,
                .poses_mm = {},
                .up = {},
                .rejected = {{5, 7}},
                .repaired = {{0, 1}, {10, 10}}};
};

TEST_F(MotionFile, c3d_and_trc_are_read_as_the_same_poses) {
  for (const auto& [format, name] : {std::pair{"c3d", "walk.c3d"}, std::pair{"trc", "walk.trc"}}) {
    SCOPED_TRACE(name);
    const Sequence sequence = read(format, name);
    EXPECT_EQ(apart(sequence, poses), 0) << "floats are written as they are";
    EXPECT_DOUBLE_EQ(sequence.frames_per_second, 50);
    EXPECT_TRUE(sequence.up->isApprox(*motion.up, 1e-6));
  }
}

TEST_F(MotionFile, bvh_puts_every_joint_where_the_pose_has_it) {
  const Sequence sequence = read("bvh", "walk.bvh");
  EXPECT_LT(apart(sequence, filled_poses(poses)), 1e-3);
  EXPECT_DOUBLE_EQ(sequence.frames_per_second, 50);
}

TEST_F(MotionFile, bvh_joints_turn_with_their_bones) {
  const std::string text = text_of(write("walk.bvh"));
  std::istringstream rows(text.substr(text.find("Frame Time")));
  std::string row;
  std::getline(rows, row);
  std::getline(rows, row);
  std::istringstream numbers(row);
  std::vector<double> values{std::istream_iterator<double>(numbers), {}};
  ASSERT_EQ(values.size(), 15U * 6U);
  // The right knee hangs below the hip, along the bone, though the person is not in the rest pose.
  const double* knee = values.data() + 2 * 6;
  EXPECT_NEAR(knee[0], 0, 1e-3);
  EXPECT_LT(knee[1], -100);
  EXPECT_NEAR(knee[2], 0, 1e-3);
}

TEST_F(MotionFile, joints_that_are_missing_lie_between_their_neighbours) {
  const std::vector<float> filled = filled_poses(poses);
  for (int axis = 0; axis < 3; ++axis) {
    const auto at = [&](std::int64_t frame) { return joint_at(filled, frame, Joint::left_wrist)[axis]; };
    EXPECT_NEAR(at(3), 0.5 * (at(2) + at(4)), 1e-3);
  }
  for (int frame = 0; frame < 40; ++frame)
    std::fill_n(testing::joint_of(poses, frame, Joint::pelvis), 3, nan);
  EXPECT_TRUE(joint_at(filled_poses(poses), 9, Joint::pelvis).isApprox(joint_at(poses, 9, Joint::neck)));
  EXPECT_EQ(filled_poses(std::vector<float>(90, nan)), std::vector<float>(90, 0));
}

TEST_F(MotionFile, c3d_marks_what_was_rejected_and_repaired_with_events) {
  const C3dFile c3d = read_c3d(write("walk.c3d"), {});
  EXPECT_THAT(c3d.all_texts("EVENT:LABELS"),
              ::testing::ElementsAre("rejected", "rejected end", "repaired", "repaired end", "repaired",
                                     "repaired end"));
  const std::vector<double>& times = c3d.parameter("EVENT:TIMES")->numbers;
  ASSERT_EQ(times.size(), 12U);
  EXPECT_NEAR(times[1], 0.1, 1e-6) << "frame 5 at 50 frames a second";
  EXPECT_NEAR(times[11], 0.2, 1e-6);
}

TEST_F(MotionFile, c3d_counts_more_frames_than_its_header_can) {
  std::vector<float> one = poses;
  poses.clear();
  for (int i = 0; i < 1700; ++i) poses.insert(poses.end(), one.begin(), one.end());
  const C3dFile c3d = read_c3d(write("long.c3d"), {});
  EXPECT_EQ(c3d.frames, 68000);
  EXPECT_FALSE(c3d.count_is_full);
}

TEST_F(MotionFile, glb_moves_a_node_for_each_joint) {
  const std::string bytes = text_of(write("walk.glb"));
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, 4);
    return value;
  };
  EXPECT_EQ(bytes.substr(0, 4), "glTF");
  EXPECT_EQ(number(8), bytes.size());
  const auto json = nlohmann::json::parse(bytes.substr(20, number(12)));
  const std::size_t binary = 20 + number(12) + 8;
  const auto& animation = json.at("animations").at(0);
  ASSERT_EQ(animation.at("channels").size(), 15U);
  const auto& wrist = animation.at("channels").at(static_cast<std::size_t>(index_of(Joint::left_wrist)));
  EXPECT_EQ(json.at("nodes").at(wrist.at("target").at("node").get<std::size_t>()).at("name"), "left_wrist");
  const auto& sampler = animation.at("samplers").at(wrist.at("sampler").get<std::size_t>());
  const auto& places = json.at("accessors").at(sampler.at("output").get<std::size_t>());
  EXPECT_EQ(places.at("count"), 39) << "no key where it is missing";
  const auto& view = json.at("bufferViews").at(places.at("bufferView").get<std::size_t>());
  const std::size_t at = binary + view.at("byteOffset").get<std::size_t>() + 12 * std::size_t{3};
  EXPECT_EQ(std::bit_cast<float>(number(at)), joint_at(poses, 4, Joint::left_wrist).cast<float>().x());
  EXPECT_EQ(animation.at("extras").at("rejected"), nlohmann::json::parse("[[5, 7]]"));
  EXPECT_EQ(animation.at("extras").at("repaired"), nlohmann::json::parse("[[0, 1], [10, 10]]"));
}

}  // namespace
}  // namespace solopose
