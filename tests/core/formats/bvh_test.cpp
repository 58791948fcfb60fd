#include "core/formats/bvh.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/formats/reading.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::Body;
using testing::error_of;
using ::testing::HasSubstr;
using testing::read;
using testing::shared_data;
using testing::TemporaryFolder;
using testing::write_bytes;

std::vector<std::filesystem::path> real_files() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"cmu/bvh", "bvh/cmu1", "bvh/fair1", "bvh/rokoko"}) {
    for (const auto& entry : std::filesystem::directory_iterator(shared_data() / folder)) {
      if (entry.path().extension() == ".bvh") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// A T-pose in centimetres, y up, left along +x; `hips` and `arm` are the channel lists to try.
std::string person(
    const std::string& hips = "CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation",
    const std::string& arm = "CHANNELS 3 Zrotation Xrotation Yrotation", int declared = 1,
    const std::string& rows = "0 90 0 0 0 0 0 0 0\n") {
  return "HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\n" + hips +
         "\nJOINT LeftUpLeg\n{\nOFFSET 10 0 0\nJOINT LeftLeg\n{\nOFFSET 0 -42 0\nJOINT LeftFoot\n{\nOFFSET 0 "
         "-42 0\n"
         "End Site\n{\nOFFSET 0 0 15\n}\n}\n}\n}\n"
         "JOINT RightUpLeg\n{\nOFFSET -10 0 0\nJOINT RightLeg\n{\nOFFSET 0 -42 0\nJOINT RightFoot\n{\nOFFSET "
         "0 -42 0\n}\n}\n}\n"
         "JOINT Neck\n{\nOFFSET 0 50 0\nJOINT Head\n{\nOFFSET 0 10 0\nEnd Site\n{\nOFFSET 0 15 0\n}\n}\n"
         "JOINT LeftArm\n{\nOFFSET 18 0 0\n" +
         arm +
         "\nJOINT LeftForeArm\n{\nOFFSET 28 0 0\nJOINT LeftHand\n{\nOFFSET 25 0 0\n}\n}\n}\n"
         "JOINT RightArm\n{\nOFFSET -18 0 0\nJOINT RightForeArm\n{\nOFFSET -28 0 0\nJOINT "
         "RightHand\n{\nOFFSET -25 0 0\n}\n}\n}\n"
         "}\n}\nMOTION\nFrames: " +
         std::to_string(declared) + "\nFrame Time: 0.0333333\n" + rows;
}

class Bvh : public ::testing::Test {
 protected:
  Sequence read_text(const std::string& text, const ReadOptions& options = {}) {
    write_bytes(folder / "person.bvh", text);
    reading = read(bvh_reader(), folder / "person.bvh", options);
    return reading.sequences.at(0);
  }
  std::string refusal(const std::string& text) {
    write_bytes(folder / "person.bvh", text);
    return error_of(bvh_reader(), folder / "person.bvh");
  }

  TemporaryFolder folder;
  testing::Reading reading;
};

TEST_F(Bvh, real_recordings_of_every_rig_are_people) {
  REQUIRE_SHARED_DATA();
  ASSERT_EQ(real_files().size(), 12U);
  for (const auto& file : real_files()) {
    SCOPED_TRACE(file.filename().string());
    reading = read(bvh_reader(), file);
    ASSERT_EQ(reading.sequences.size(), 1U);
    const Sequence& sequence = reading.sequences.front();
    testing::expect_plausible_person(sequence);
    EXPECT_TRUE(reading.remarked("unit guessed")) << "a guess must be said";
    EXPECT_TRUE(reading.remarked("up axis guessed"));
    const bool z_up = file.parent_path().filename() == "fair1";
    EXPECT_TRUE(sequence.up->isApprox(z_up ? Eigen::Vector3d::UnitZ() : Eigen::Vector3d::UnitY()));
    EXPECT_EQ(sequence.view, "world");
  }
}

TEST_F(Bvh, bones_keep_their_length) {
  REQUIRE_SHARED_DATA();
  for (const auto& file : real_files()) {
    SCOPED_TRACE(file.filename().string());
    const Body body(read(bvh_reader(), file).sequences.at(0));
    using enum Joint;
    for (const Bone& bone : {Bone{left_hip, left_knee}, Bone{right_knee, right_ankle},
                             Bone{left_shoulder, left_elbow}, Bone{right_elbow, right_wrist}}) {
      const double first = body.bone(0, bone);
      for (std::int64_t f = 0; f < body.frames(); ++f) ASSERT_NEAR(body.bone(f, bone), first, 1e-3 * first);
    }
  }
}

TEST_F(Bvh, cmu_units_rates_and_names_are_known) {
  REQUIRE_SHARED_DATA();
  reading = read(bvh_reader(), shared_data() / "cmu/bvh/01_01.bvh");
  const Sequence& sequence = reading.sequences.at(0);
  EXPECT_TRUE(reading.remarked("CMU units of 56.444 mm"));
  EXPECT_EQ(sequence.subject, "01");
  EXPECT_EQ(sequence.take, "01_01");
  EXPECT_EQ(sequence.frames(), 2752);
  EXPECT_DOUBLE_EQ(sequence.frames_per_second, 120);
  EXPECT_EQ(sequence.joints->parents.size(), sequence.joints->joints.size());
}

TEST_F(Bvh, a_row_beyond_the_header_is_read_with_a_remark) {
  REQUIRE_SHARED_DATA();
  reading = read(bvh_reader(), shared_data() / "cmu/bvh/Boxing_Toes.bvh");
  EXPECT_EQ(reading.sequences.at(0).frames(), 3070);
  EXPECT_TRUE(reading.remarked("the header says 3069, the file holds 3070"));
}

TEST_F(Bvh, forward_kinematics_agree_with_numpy) {
  REQUIRE_SHARED_DATA();
  REQUIRE_PYTHON("numpy");
  const auto script = std::filesystem::path(__FILE__).parent_path() / "bvh_fk.py";
  for (const char* name : {"cmu/bvh/131_01.bvh", "bvh/fair1/dab.bvh", "bvh/rokoko/jesse_dance.bvh"}) {
    SCOPED_TRACE(name);
    const auto numbers = folder / "fk.f64";
    const auto command =
        fmt::format("/usr/bin/python3 '{}' '{}' '{}' '{}'", script.string(), (shared_data() / name).string(),
                    numbers.string(), (folder / "fk.txt").string());
    ASSERT_EQ(std::system(command.c_str()), 0);
    ReadOptions raw;
    raw.millimetres_per_unit = 1;
    raw.up = "y";
    const Sequence sequence = read(bvh_reader(), shared_data() / name, raw).sequences.at(0);
    const std::string bytes = testing::bytes_of(numbers);
    ASSERT_EQ(bytes.size(), sequence.positions_mm.size() * sizeof(double));
    std::vector<double> expected(sequence.positions_mm.size());
    std::memcpy(expected.data(), bytes.data(), bytes.size());
    double worst = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      worst = std::max(worst, std::abs(expected[i] - static_cast<double>(sequence.positions_mm[i])));
    }
    EXPECT_LT(worst, 1e-4);
    std::ifstream names(folder / "fk.txt");
    for (std::string line; std::getline(names, line);) {
      EXPECT_THAT(sequence.joints->joints, ::testing::Contains(line));
    }
  }
}

TEST_F(Bvh, rotations_follow_the_order_of_the_channels) {
  // The arm points along x. Turned 90 degrees about z it points up; a turn about x first leaves it, one about
  // y sends it back.
  const auto hand = [&](const std::string& channels, const std::string& values) {
    const Sequence sequence =
        read_text(person("CHANNELS 3 Xposition Yposition Zposition", channels, 1, "0 90 0 " + values + "\n"));
    const Body body(sequence);
    return Eigen::Vector3d((body.at(0, Joint::left_wrist) - body.at(0, Joint::left_shoulder)) / 530);
  };
  const double exact = 1e-5;
  EXPECT_TRUE(
      hand("CHANNELS 3 Zrotation Xrotation Yrotation", "90 0 0").isApprox(Eigen::Vector3d(0, 1, 0), exact));
  EXPECT_TRUE(
      hand("CHANNELS 3 Xrotation Yrotation Zrotation", "90 0 90").isApprox(Eigen::Vector3d(0, 0, 1), exact));
  EXPECT_TRUE(
      hand("CHANNELS 3 Zrotation Yrotation Xrotation", "90 0 90").isApprox(Eigen::Vector3d(0, 1, 0), exact));
  EXPECT_TRUE(
      hand("CHANNELS 3 Yrotation Zrotation Xrotation", "90 90 0").isApprox(Eigen::Vector3d(0, 1, 0), exact));
  EXPECT_TRUE(
      hand("CHANNELS 3 Zrotation Yrotation Xrotation", "90 90 0").isApprox(Eigen::Vector3d(0, 0, -1), exact));
  EXPECT_TRUE(hand("CHANNELS 1 Yrotation", "90").isApprox(Eigen::Vector3d(0, 0, -1), exact));
}

TEST_F(Bvh, position_channels_replace_the_offset_or_add_to_it) {
  const std::string hips = "CHANNELS 3 Xposition Yposition Zposition";
  const std::string arm = "CHANNELS 3 Xposition Yposition Zposition";
  const auto shoulder = [&](const std::string& rows) {
    const Body body(read_text(person(hips, arm, 1, rows)));
    return Eigen::Vector3d(body.at(0, Joint::left_shoulder) - body.at(0, Joint::neck));
  };
  EXPECT_TRUE(shoulder("0 90 0 19 1 0\n").isApprox(Eigen::Vector3d(190, 10, 0), 1e-5));
  EXPECT_TRUE(shoulder("0 90 0 1 1 0\n").isApprox(Eigen::Vector3d(190, 10, 0), 1e-5));
}

TEST_F(Bvh, stated_unit_axis_and_rate_win_over_guesses) {
  ReadOptions options;
  options.millimetres_per_unit = 20;
  options.up = "-z";
  options.frames_per_second = 12;
  const Sequence sequence = read_text(person(), options);
  EXPECT_DOUBLE_EQ(sequence.frames_per_second, 12);
  EXPECT_TRUE(sequence.up->isApprox(Eigen::Vector3d(0, 0, -1)));
  EXPECT_NEAR(Body(sequence).bone(0, {Joint::left_hip, Joint::left_knee}), 840, 1e-3);
  EXPECT_THAT(reading.remarks, ::testing::IsEmpty());
}

TEST_F(Bvh, a_body_that_fits_no_unit_is_made_average_and_said_so) {
  std::string text = person();
  for (const char* from : {"-42", "50 0", "10 0 0"}) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
      text.insert(at + 2, "00");
  }
  const Sequence sequence = read_text(text);
  EXPECT_TRUE(reading.remarked("no common unit fits")) << reading.remarks.at(0);
  EXPECT_EQ(sequence.frames(), 1);
}

TEST_F(Bvh, the_head_is_its_end_site_unless_that_points_elsewhere) {
  EXPECT_NEAR(Body(read_text(person())).bone(0, {Joint::neck, Joint::head}), 250, 1e-3);
  std::string text = person();
  text.replace(text.find("OFFSET 0 15 0"), 13, "OFFSET 0 0 15");
  EXPECT_NEAR(Body(read_text(text)).bone(0, {Joint::neck, Joint::head}), 100, 1e-3);
  EXPECT_TRUE(reading.remarked("the head is taken at Head"));
}

TEST_F(Bvh, counts_rows_not_the_header) {
  EXPECT_EQ(
      read_text(person("CHANNELS 3 Xposition Yposition Zposition", "", 1000000000, "0 90 0\n0 91 0\n\n"))
          .frames(),
      2);
  EXPECT_TRUE(reading.remarked("the header says 1000000000, the file holds 2"));
}

TEST_F(Bvh, a_mapping_names_the_joints_of_an_odd_rig) {
  std::string text = person();
  text.replace(text.find("LeftArm"), 7, "Flipper");
  EXPECT_THAT(refusal(text), HasSubstr("left_shoulder"));
  write_bytes(folder / "map.json",
              R"({"canonical": {"pelvis": "Hips",
    "left_shoulder": "Flipper", "right_shoulder": "RightArm",
    "left_hip": "LeftUpLeg", "right_hip": "RightUpLeg", "left_knee": "LeftLeg", "left_ankle": "LeftFoot"},
    "up": "y", "unit": "cm"})");
  ReadOptions options;
  options.mapping = folder / "map.json";
  const Body body(read_text(text, options));
  EXPECT_NEAR((body.at(0, Joint::left_shoulder) - body.at(0, Joint::right_shoulder)).norm(), 360, 1e-3);
  EXPECT_TRUE(std::isnan(body.at(0, Joint::head).x()));
}

TEST_F(Bvh, says_what_is_wrong_and_where) {
  EXPECT_THAT(refusal(""), HasSubstr("HIERARCHY"));
  EXPECT_THAT(refusal("HIERARCHY\nROOT Hips\n{\nOFFSET 0 zero 0\n"),
              HasSubstr("OFFSET (line 4): expected a number, found \"zero\""));
  EXPECT_THAT(refusal("HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\nCHANNELS 99999999 Xposition\n"),
              HasSubstr("CHANNELS of Hips"));
  EXPECT_THAT(refusal("HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\nCHANNELS 1 Wrotation\n"),
              HasSubstr("found \"Wrotation\""));
  EXPECT_THAT(refusal("HIERARCHY\nMOTION\nFrames: 1\n"), HasSubstr("at least one joint"));
  EXPECT_THAT(refusal(person("CHANNELS 3 Xposition Yposition Zposition", "", 0, "")),
              HasSubstr("at least one frame"));
  EXPECT_THAT(refusal(person("CHANNELS 3 Xposition Yposition Zposition", "", 2, "0 90 0\n0 90\n0 90 0\n")),
              HasSubstr("frame 1 (line 76): expected 3 values, found 2"));
  std::string still = person();
  still.replace(still.find("0.0333333"), 9, "0");
  EXPECT_THAT(refusal(still), HasSubstr("Frame Time"));
}

TEST_F(Bvh, deep_nesting_is_refused) {
  std::string deep = "HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\n";
  for (int i = 0; i < 100000; ++i) deep += "JOINT a\n{\n";
  EXPECT_THAT(refusal(deep), HasSubstr("at most 512 joints in a chain"));
}

TEST_F(Bvh, many_joints_without_channels_cannot_ask_for_memory) {
  std::string wide = "HIERARCHY\nROOT Hips\n{\nOFFSET 0 0 0\nCHANNELS 1 Xposition\n";
  for (int i = 0; i < 50000; ++i) wide += "JOINT a\n{\n}\n";
  wide += "}\nMOTION\nFrames: 500000\nFrame Time: .01\n";
  for (int i = 0; i < 500000; ++i) wide += "0\n";
  EXPECT_THAT(refusal(wide), HasSubstr("1 channels for 50001 joints"));
}

TEST_F(Bvh, damaged_files_are_read_or_refused) {
  std::string rows;
  for (int i = 0; i < 20; ++i) rows += fmt::format("0 90 {} 1 2 3 4 {} 6\n", i, 0.5 * i);
  testing::expect_damage_is_survived(
      bvh_reader(),
      person("CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation",
             "CHANNELS 3 Zrotation Xrotation Yrotation", 20, rows),
      folder / "damaged.bvh");
}

}  // namespace
}  // namespace solopose
