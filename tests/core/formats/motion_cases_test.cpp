#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/bvh.h"
#include "core/formats/trc.h"
#include "tests/core/formats/reading.h"
#include "tests/core/formats/right_values.h"
#include "tests/support/shared_data.h"

// The small motion files of ../shared/cases against the values beside them.
namespace solopose::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(motion_cases, a_trc_with_z_up_is_recognised_by_the_body) {
  REQUIRE_SHARED_CASE("z-up-trc");
  const auto folder = shared_case("z-up-trc");
  for (const auto& [name, up, axis] : {std::tuple{"bow_z", Eigen::Vector3d::UnitZ(), "z"},
                                       std::tuple{"bow_y", Eigen::Vector3d::UnitY(), "y"}}) {
    const Reading reading = read(trc_reader(), folder / fmt::format("{}.trc", name));
    const Sequence& sequence = reading.sequences.at(0);
    EXPECT_EQ(sequence.up.value(), up) << name;
    EXPECT_TRUE(reading.remarked(fmt::format("up axis guessed from how the body stands: {}; --up", axis)));
    expect_right_poses(sequence, folder, name);
  }
}

TEST(motion_cases, rows_lost_from_a_trc_are_missing_frames) {
  REQUIRE_SHARED_CASE("gaps");
  const auto folder = shared_case("gaps");
  const Reading reading = read(trc_reader(), folder / "rows.trc");
  EXPECT_EQ(reading.sequences.at(0).frames(), 24);
  EXPECT_EQ(reading.sequences.at(0).frames_per_second, 60);
  EXPECT_TRUE(reading.remarked("frames 10 to 14"));
  expect_right_poses(reading.sequences.at(0), folder, "gap");
}

TEST(motion_cases, one_bad_angle_or_a_head_without_length_moves_no_head) {
  REQUIRE_SHARED_CASE("head-of-the-neck");
  const auto folder = shared_case("head-of-the-neck");
  for (const char* name : {"neck_nan", "zero_head"}) {
    const Reading reading = read(bvh_reader(), folder / fmt::format("{}.bvh", name));
    EXPECT_FALSE(reading.remarked("head is taken")) << name;
    expect_right_poses(reading.sequences.at(0), folder, name);
  }
}

TEST(motion_cases, two_roots_are_two_people) {
  REQUIRE_SHARED_CASE("two-people");
  const auto folder = shared_case("two-people");
  const Reading reading = read(bvh_reader(), folder / "duo.bvh");
  ASSERT_EQ(reading.sequences.size(), 2U);
  const Sequence& first = reading.sequences[0];
  const Sequence& second = reading.sequences[1];
  expect_right_poses(first, folder, "first");
  expect_right_poses(second, folder, "second");
  EXPECT_EQ(first.take, "duo");
  EXPECT_EQ(second.take, "duo");
  EXPECT_EQ(first.subject, "performer 1");
  EXPECT_EQ(second.subject, "B");
  EXPECT_EQ(first.frames_per_second, 30);
  EXPECT_EQ(first.joints->joints, second.joints->joints) << "one rig, one joint set";
  EXPECT_TRUE(reading.remarked("2 people, each a sequence of its own: performer 1 (Pelvis), B (B_Pelvis)"));
}

TEST(motion_cases, the_meaning_of_position_channels_is_told_by_all_rows) {
  REQUIRE_SHARED_CASE("first-row");
  const auto folder = shared_case("first-row");
  const Reading absolute = read(bvh_reader(), folder / "absolute.bvh");
  expect_right_poses(absolute.sequences.at(0), folder, "absolute", 1);
  const Reading displaced = read(bvh_reader(), folder / "displaced.bvh");
  expect_right_poses(displaced.sequences.at(0), folder, "displaced");
}

TEST(motion_cases, a_child_in_centimetres_is_one) {
  REQUIRE_SHARED_CASE("child-and-turned-pictures");
  const auto folder = shared_case("child-and-turned-pictures");
  const Reading reading = read(bvh_reader(), folder / "child.bvh");
  expect_right_poses(reading.sequences.at(0), folder, "child");
  EXPECT_TRUE(reading.remarked("centimetres (it is then 1.1")) << "the guess and its size are said";
  EXPECT_TRUE(reading.remarked("--unit"));
}

TEST(motion_cases, what_stands_behind_the_last_row_of_a_bvh_does_not_matter) {
  REQUIRE_SHARED_CASE("bvh-endings");
  const auto folder = shared_case("bvh-endings");
  for (const char* name : {"ctrl_z.bvh", "nul.bvh", "cr_only.bvh"}) {
    SCOPED_TRACE(name);
    const Reading reading = read(bvh_reader(), folder / name);
    expect_right_poses(reading.sequences.at(0), folder, "ten");
    EXPECT_FALSE(reading.remarked("row"));
  }
  const Reading cut = read(bvh_reader(), folder / "cut_row.bvh");
  expect_right_poses(cut.sequences.at(0), folder, "nine");
  EXPECT_TRUE(cut.remarked("the file ends within a row: 9 whole rows were read"));
  EXPECT_FALSE(cut.remarked("the header says")) << "said already";
}

TEST(motion_cases, frame_times_near_a_usual_rate_stay_as_they_are_written_and_the_rate_is_offered) {
  REQUIRE_SHARED_CASE("frame-times");
  const auto folder = shared_case("frame-times");
  for (const auto& [name, rate] :
       {std::pair{"30", 1 / 0.0333}, std::pair{"60", 1 / 0.01667}, std::pair{"120", 1 / 0.00833}}) {
    const Reading reading = read(bvh_reader(), folder / fmt::format("{}.bvh", name));
    EXPECT_EQ(reading.sequences.at(0).frames(), 6);
    EXPECT_DOUBLE_EQ(reading.sequences.at(0).frames_per_second, rate);
    EXPECT_TRUE(reading.remarked(fmt::format("if {} is meant, --fps", name)));
  }
}

TEST(motion_cases, a_time_column_against_the_data_rate_is_said) {
  REQUIRE_SHARED_CASE("trc-two-rates");
  const auto file = shared_case("trc-two-rates") / "walk.trc";
  const Reading reading = read(trc_reader(), file);
  EXPECT_EQ(reading.sequences.at(0).frames(), 24);
  EXPECT_EQ(reading.sequences.at(0).frames_per_second, 30);
  EXPECT_THAT(reading.remarks, ::testing::Contains(AllOf(HasSubstr("DataRate is 30 frames"),
                                                         HasSubstr("runs at 100"), HasSubstr("--fps"))));
  ReadOptions stated;
  stated.frames_per_second = 100;
  stated.up = "y";
  EXPECT_THAT(read(trc_reader(), file, stated).remarks, IsEmpty());
}

}  // namespace
}  // namespace solopose::testing
