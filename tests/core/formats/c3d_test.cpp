#include "core/formats/c3d.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/skeleton/marker_cloud.h"
#include "tests/core/formats/c3d_bytes.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::Body;
using testing::C3dBytes;
using testing::error_of;
using ::testing::HasSubstr;
using testing::read;
using testing::shared_data;
using testing::TemporaryFolder;
using testing::write_bytes;

/// A torso of six points in two frames, millimetres.
C3dBytes torso() {
  C3dBytes file;
  file.labels = {"Hip", "Neck", "LShoulder", "RShoulder", "LHip", "RHip"};
  const std::vector<std::array<float, 4>> frame = {{5, 1000, 0, 0},      {0, 1500, 10, 0},
                                                   {200, 1500.5F, 0, 0}, {-200, 1500, 0, 0},
                                                   {100, 1000, 0, 0},    {-100, 1000, 0, 0}};
  file.frames = {frame, frame};
  return file;
}

class C3d : public ::testing::Test {
 protected:
  Sequence read_one(const C3dBytes& file, const ReadOptions& options = {}) {
    write_bytes(folder / "torso.c3d", file.bytes());
    reading = read(c3d_reader(), folder / "torso.c3d", options);
    return reading.sequences.at(0);
  }
  std::string refusal(const std::string& bytes) {
    write_bytes(folder / "torso.c3d", bytes);
    return error_of(c3d_reader(), folder / "torso.c3d");
  }

  TemporaryFolder folder;
  testing::Reading reading;
};

TEST_F(C3d, every_processors_numbers_are_read_whole_and_fractional) {
  for (const int processor : {84, 85, 86}) {
    for (const double scale : {-1.0, 0.5}) {
      SCOPED_TRACE(fmt::format("processor {}, scale {}", processor, scale));
      C3dBytes file = torso();
      file.processor = processor;
      file.scale = scale;
      file.analog_values = 3;
      const Sequence sequence = read_one(file);
      EXPECT_DOUBLE_EQ(sequence.frames_per_second, 50);
      ASSERT_EQ(sequence.frames(), 2);
      const Body body(sequence);
      for (const std::int64_t frame : {0, 1}) {
        EXPECT_EQ(body.at(frame, Joint::pelvis), Eigen::Vector3d(5, 1000, 0));
        EXPECT_EQ(body.at(frame, Joint::neck), Eigen::Vector3d(0, 1500, 10));
        EXPECT_EQ(body.at(frame, Joint::left_shoulder), Eigen::Vector3d(200, 1500.5, 0));
        EXPECT_EQ(body.at(frame, Joint::right_shoulder), Eigen::Vector3d(-200, 1500, 0));
      }
    }
  }
}

TEST_F(C3d, every_writers_missing_points_are_missing) {
  C3dBytes file = torso();
  file.frames[0][1][3] = -1;  // the coordinates are the last valid ones
  file.frames[0][2] = {std::nanf(""), std::nanf(""), std::nanf(""), 0};  // ezc3d
  file.frames[0][3] = {0, 0, 0, 0};                                      // Pose2Sim
  const Body body(read_one(file));
  for (const Joint joint : {Joint::neck, Joint::left_shoulder, Joint::right_shoulder}) {
    EXPECT_TRUE(std::isnan(body.at(0, joint).x()));
    EXPECT_FALSE(std::isnan(body.at(1, joint).x()));
  }
  EXPECT_TRUE(
      reading.remarked("exactly 0 0 0, as some programs write missing points: 1 point read as missing"));
}

TEST_F(C3d, poses_taken_from_their_pelvis_keep_it) {
  C3dBytes file = torso();
  for (auto& frame : file.frames) frame[0] = {0, 0, 0, 0};
  EXPECT_EQ(Body(read_one(file)).at(1, Joint::pelvis), Eigen::Vector3d(0, 0, 0));
  EXPECT_FALSE(reading.remarked("0 0 0"));
}

TEST_F(C3d, units_are_the_files_or_stated) {
  C3dBytes file = torso();
  for (auto& frame : file.frames)
    for (auto& point : frame)
      for (int axis = 0; axis < 3; ++axis) point[static_cast<std::size_t>(axis)] /= 1000;
  file.units = "m";
  EXPECT_NEAR(Body(read_one(file)).at(0, Joint::pelvis).y(), 1000, 1e-3);
  file.units = "";
  EXPECT_NEAR(Body(read_one(file)).at(0, Joint::pelvis).y(), 1000, 1e-3);
  EXPECT_TRUE(reading.remarked("unit guessed"));
  file.units = "furlong";
  EXPECT_THAT(refusal(file.bytes()), HasSubstr("POINT:UNITS: expected mm, cm, dm, m, in or ft"));
}

TEST_F(C3d, points_that_tell_no_body_are_a_marker_cloud_where_they_were_measured) {
  C3dBytes file = torso();
  file.labels = {"LASI", "RASI", "LPSI", "RPSI", "T10", "LTOE"};
  const Sequence cloud = read_one(file);
  EXPECT_TRUE(is_marker_cloud(*cloud.joints));
  EXPECT_EQ(cloud.joints->joints, file.labels);
  ASSERT_EQ(cloud.frames(), 2);
  const std::vector<float> first = {5, 1000, 0};
  EXPECT_EQ(std::vector<float>(cloud.positions_mm.begin(), cloud.positions_mm.begin() + 3), first);
  EXPECT_TRUE(reading.remarked("no marker is named as the pelvis, right_hip"));
}

TEST_F(C3d, a_body_without_a_head_is_no_marker_cloud) {
  EXPECT_FALSE(is_marker_cloud(*read_one(torso()).joints));
  EXPECT_TRUE(reading.remarked("always missing"));
}

TEST_F(C3d, more_points_than_one_parameter_names_are_named_all) {
  C3dBytes file = torso();
  while (file.labels.size() < 300) file.labels.push_back(fmt::format("M{}", file.labels.size()));
  for (auto& frame : file.frames) frame.resize(300, {1, 2, 3, 0});
  const Sequence sequence = read_one(file);
  ASSERT_EQ(sequence.joints->size(), 300);
  EXPECT_EQ(sequence.joints->joints[255], "M255");
  EXPECT_EQ(sequence.joints->joints[299], "M299");
}

TEST_F(C3d, long_recordings_count_beyond_the_headers_words) {
  C3dBytes file = torso();
  file.frames.resize(70001, file.frames.front());
  file.frames.back()[0][0] = 77;
  file.header_frames = 65535;
  file.extra = file.parameter("LONG_FRAMES", 4, {}, file.real(70001));
  EXPECT_EQ(Body(read_one(file)).at(70000, Joint::pelvis).x(), 77);
  EXPECT_FALSE(reading.remarked("frames:"));
  file.extra.clear();
  EXPECT_EQ(read_one(file).frames(), 70001) << "the file's size tells, and what fills the last block is none";
  EXPECT_TRUE(reading.remarked("the header cannot count beyond 65535, the file holds 70001"));
}

TEST_F(C3d, a_file_that_was_cut_off_is_read_as_far_as_it_goes) {
  C3dBytes file = torso();
  file.frames.resize(20, file.frames.front());
  file.header_frames = 1000;
  const auto frames = read_one(file).frames();
  EXPECT_GE(frames, 20);
  EXPECT_LT(frames, 40);
  EXPECT_TRUE(reading.remarked("frames: the header says 1000"));
}

TEST_F(C3d, people_are_told_apart_by_what_stands_before_their_labels) {
  C3dBytes file = torso();
  const C3dBytes one = torso();
  file.labels.clear();
  for (const char* name : {"Bob:", "Eve:"})
    for (const std::string& label : one.labels) file.labels.push_back(name + label);
  for (auto& frame : file.frames)
    for (std::size_t i = 0; i < one.labels.size(); ++i) {
      frame.push_back(frame[i]);
      frame.back()[0] += 3000;
    }
  read_one(file);
  ASSERT_EQ(reading.sequences.size(), 2U);
  EXPECT_EQ(reading.sequences[0].subject, "Bob");
  EXPECT_EQ(reading.sequences[1].subject, "Eve");
  EXPECT_EQ(Body(reading.sequences[1]).at(0, Joint::pelvis).x(), 3005);
}

TEST_F(C3d, real_marker_sets_are_clouds_until_a_mapping_makes_bodies_of_them) {
  REQUIRE_SHARED_DATA();
  const auto walking = shared_data() / "c3d_trc/sample_OptiTrack_walking.c3d";
  reading = read(c3d_reader(), walking);
  EXPECT_TRUE(is_marker_cloud(*reading.sequences.at(0).joints));
  EXPECT_THAT(reading.remarks, ::testing::Contains(::testing::AllOf(HasSubstr("a joint mapping (--mapping)"),
                                                                    HasSubstr("Knee_Marker1"))));
  write_bytes(folder / "map.json", R"({"name": "leg", "canonical": {"left_knee": "Knee_Marker1",
    "left_ankle": "Foot_Marker1"}})");
  ReadOptions options;
  options.mapping = folder / "map.json";
  reading = read(c3d_reader(), walking, options);
  EXPECT_EQ(reading.sequences.at(0).frames(), 3361);
  EXPECT_DOUBLE_EQ(reading.sequences.at(0).frames_per_second, 160);
  EXPECT_TRUE(reading.remarked("up axis: +z, as POINT:Y_SCREEN has it"));
  // The first point of the file, as ezc3d 1.7.2 reads it.
  const float* first = reading.sequences.at(0).positions_mm.data();
  EXPECT_NEAR(first[0], 18.69213769, 1e-4);
  EXPECT_NEAR(first[1], 107.0813159, 1e-4);
  EXPECT_NEAR(first[2], 28.40045726, 1e-4);
}

TEST_F(C3d, says_what_is_wrong_and_where) {
  C3dBytes file = torso();
  EXPECT_THAT(refusal(""), HasSubstr("header"));
  EXPECT_THAT(refusal(std::string(1024, 'x')), HasSubstr("header: expected 0x50 in its second byte"));
  file.processor = 99;
  EXPECT_THAT(refusal(file.bytes()), HasSubstr("expected processor 84 (Intel)"));
  file = torso();
  file.frames.clear();
  EXPECT_THAT(refusal(file.bytes()), HasSubstr("at least one"));
  file = torso();
  file.scale = std::nanf("");
  EXPECT_THAT(refusal(file.bytes()), HasSubstr("POINT:SCALE"));
  file = torso();
  file.extra = file.parameter("BIG", 4, {255, 255, 255, 255}, "");
  EXPECT_THAT(refusal(file.bytes()), HasSubstr("parameters: expected 16913002500 more bytes"));
}

TEST_F(C3d, damaged_files_are_read_or_refused) {
  C3dBytes file = torso();
  file.analog_values = 1;
  file.frames.resize(6, file.frames.front());
  for (const int processor : {84, 85}) {
    file.processor = processor;
    testing::expect_damage_is_survived(c3d_reader(), file.bytes(), folder / "damaged.c3d");
  }
}

}  // namespace
}  // namespace solopose
