#include "core/formats/trc.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/skeleton/marker_cloud.h"
#include "tests/core/formats/reading.h"
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

/// A torso of four markers; `rows` follow the header.
std::string torso(const std::string& rows, const std::string& units = "m", const std::string& markers = "4") {
  return "PathFileType\t4\t(X/Y/Z)\tx.trc\n"
         "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
         "\n"
         "60\t60\t2\t" +
         markers + "\t" + units +
         "\t60\t0\t2\n"
         "Frame#\tTime\tHip\t\t\tNeck\t\t\tLShoulder\t\t\tRShoulder\t\t\n"
         "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3\tX4\tY4\tZ4\n\n" +
         rows;
}
const std::string row_1 = "1\t0.0\t0\t1\t0\t0\t1.5\t0\t0.2\t1.5\t0\t-0.2\t1.5\t0\n";
const std::string row_2 = "2\t0.1\t0\t1\t0\t\t\t\t0.2\t1.5\t0\t-0.2\t\t0\n";

class Trc : public ::testing::Test {
 protected:
  Sequence read_text(const std::string& text, const ReadOptions& options = {}) {
    write_bytes(folder / "torso.trc", text);
    reading = read(trc_reader(), folder / "torso.trc", options);
    return reading.sequences.at(0);
  }
  std::string refusal(const std::string& text) {
    write_bytes(folder / "torso.trc", text);
    return error_of(trc_reader(), folder / "torso.trc");
  }

  TemporaryFolder folder;
  testing::Reading reading;
};

TEST_F(Trc, pose2sim_recordings_are_people) {
  REQUIRE_SHARED_DATA();
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared_data() / "pose2sim/pose-3d")) {
    SCOPED_TRACE(entry.path().filename().string());
    reading = read(trc_reader(), entry.path());
    ASSERT_EQ(reading.sequences.size(), 1U);
    const Sequence& sequence = reading.sequences.front();
    testing::expect_plausible_person(sequence);
    EXPECT_EQ(sequence.frames(), 100);
    EXPECT_DOUBLE_EQ(sequence.frames_per_second, 60);
    EXPECT_TRUE(sequence.up->isApprox(Eigen::Vector3d::UnitY()));
    EXPECT_TRUE(reading.remarked("pelvis: it is taken in the middle of left_hip and right_hip"));
    ++files;
  }
  EXPECT_EQ(files, 3);
}

TEST_F(Trc, markers_without_joint_names_are_a_cloud_that_a_mapping_makes_poses_of) {
  REQUIRE_SHARED_DATA();
  reading = read(trc_reader(), shared_data() / "c3d_trc/markers.trc");
  const Sequence& cloud = reading.sequences.at(0);
  EXPECT_TRUE(is_marker_cloud(*cloud.joints));
  EXPECT_EQ(cloud.joints->size(), 51);
  EXPECT_GT(cloud.frames(), 0);
  EXPECT_TRUE(reading.remarked("a marker cloud: no marker is named as the pelvis"));
  EXPECT_TRUE(reading.remarked("ASISl"));
  EXPECT_TRUE(reading.remarked("--mapping"));
}

TEST_F(Trc, a_mapping_reads_any_markers) {
  REQUIRE_SHARED_DATA();
  write_bytes(folder / "map.json",
              R"({"name": "arm", "canonical": {"pelvis": ["ASISl", "ASISr", "PSISl", "PSISr"],
    "left_shoulder": "ACRO_tip", "left_elbow": ["EPICl", "EPICm"],
    "left_wrist": ["STYLr", "STYLu"]}, "up": "z"})");
  ReadOptions options;
  options.mapping = folder / "map.json";
  reading = read(trc_reader(), shared_data() / "c3d_trc/markers.trc", options);
  const Sequence& sequence = reading.sequences.at(0);
  EXPECT_EQ(sequence.joints->size(), 51);
  EXPECT_EQ(sequence.joints->name, "arm");
  EXPECT_TRUE(sequence.up->isApprox(Eigen::Vector3d::UnitZ()));
  EXPECT_TRUE(reading.remarked("the header says 652")) << "the file holds fewer rows than its header says";
  const Body body(sequence);
  EXPECT_NEAR(body.bone(0, {Joint::left_shoulder, Joint::left_elbow}), 300, 100);
  EXPECT_TRUE(std::isnan(body.at(0, Joint::head).x()));
}

TEST_F(Trc, reads_units_rates_and_missing_points) {
  for (const char* unit : {"m", "Meters", "metres"}) {
    const Body body(read_text(torso(row_1 + row_2, unit)));
    EXPECT_TRUE(body.at(0, Joint::neck).isApprox(Eigen::Vector3d(0, 1500, 0), 1e-6));
    EXPECT_FALSE(reading.remarked("unit"));
    EXPECT_TRUE(std::isnan(body.at(1, Joint::neck).y())) << "empty cells are missing";
    EXPECT_TRUE(std::isnan(body.at(1, Joint::right_shoulder).x())) << "half a point is a missing point";
    EXPECT_FALSE(std::isnan(body.at(1, Joint::left_shoulder).x()));
  }
  EXPECT_TRUE(reading.remarked("right_hip")) << "joints without a marker are named";
}

TEST_F(Trc, trailing_cells_may_be_left_out_but_not_cut_off) {
  const Body body(read_text(torso(row_1 + "2\t0.1\t0\t1\t0\t0\t1.5\t0\n")));
  EXPECT_TRUE(std::isnan(body.at(1, Joint::left_shoulder).x()));
  EXPECT_EQ(read_text(torso(row_1 + "2\t0.1\t0\t1\t0\t0\t1.")).frames(), 1);
  EXPECT_TRUE(reading.remarked("the file ends within a row: 1 whole row was read"));
}

TEST_F(Trc, says_what_is_wrong_and_where) {
  EXPECT_THAT(refusal(""), HasSubstr("PathFileType"));
  EXPECT_THAT(refusal(torso("")), HasSubstr("at least one frame"));
  EXPECT_THAT(refusal(torso(row_1, "furlong")),
              HasSubstr("Units: expected mm, cm, dm, m, in or ft, found \"furlong\""));
  EXPECT_THAT(refusal("PathFileType\t4\nDataRate\tNumFrames\n50\n"),
              HasSubstr("NumFrames (line 3): expected a value, found an empty cell"))
      << "what is said of a place is no quotation";
  EXPECT_THAT(refusal(torso("1\t0\tx\n")),
              HasSubstr("coordinates (line 7): expected a number or an empty cell, found \"x\""));
  EXPECT_THAT(refusal(torso("one\t0\t1\n")), HasSubstr("Frame#"));
  EXPECT_THAT(refusal(torso(fmt::format("1\t0{}5\n", std::string(20, '\t')))),
              HasSubstr("expected 14 cells"));
  EXPECT_THAT(refusal(torso(row_1, "m", "1e30")), HasSubstr("NumMarkers"));
}

TEST_F(Trc, short_rows_below_a_wide_header_cannot_ask_for_memory) {
  std::string wide =
      "PathFileType\t4\t(X/Y/"
      "Z)\tx.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n60\t60\t100000\t50000\tm\nFrame#\tTime";
  for (int i = 0; i < 50000; ++i) wide += "\ta\t\t";
  wide += "\n\t\tX1\n\n";
  for (int i = 0; i < 100000; ++i) wide += "1\t0\n";
  EXPECT_THAT(refusal(wide), HasSubstr("expected 150002 cells"));
}

TEST_F(Trc, damaged_files_are_read_or_refused) {
  testing::expect_damage_is_survived(trc_reader(), torso(row_1 + row_2), folder / "damaged.trc");
}

}  // namespace
}  // namespace solopose
