#include "core/formats/panoptic.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/formats/file_search.h"
#include "tests/core/formats/public_layouts.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

fs::path haggling() { return public_layouts() / "panoptic/170407_haggling_a1"; }
fs::path haggling_frame(int number) {
  return haggling() / "hdPose3d_stage1_coco19" / fmt::format("body3DScene_{:08d}.json", number);
}
/// Of the script's two people, whose first frame is the film's third.
Eigen::Vector3d in_the_dome(std::int64_t frame, Joint joint, int person) {
  const std::int64_t f = frame - 2;
  if (f < 0 || f == 3 || (person == 1 && f < 2) || (joint == Joint::left_wrist && f == 2)) return nowhere;
  return seen_by_camera(figure_joint(f, joint, person), 0);
}

TEST(Panoptic, a_folder_gives_a_track_for_every_person_whose_rows_are_the_films_frames) {
  REQUIRE_PUBLIC_LAYOUTS();
  const std::vector<fs::path> root = {haggling()};
  const FoundFiles found = files_for(panoptic_reader(), root, JobContext{});
  ASSERT_THAT(found.files, SizeIs(1));
  EXPECT_THAT(found.unread, IsEmpty());
  const Reading reading = read(panoptic_reader(), found.files[0]);
  ASSERT_THAT(reading.sequences, SizeIs(2));
  for (int person : {0, 1}) {
    const Sequence& track = reading.sequences[static_cast<std::size_t>(person)];
    EXPECT_EQ(track.subject, person == 0 ? "person 0" : "person 7");
    EXPECT_EQ(track.take, "170407_haggling_a1");
    EXPECT_NEAR(track.frames_per_second, 29.97, 1e-3);
    EXPECT_EQ(track.up, -Eigen::Vector3d::UnitY());
    expect_figure(track, 8, [&](std::int64_t f, Joint joint) { return in_the_dome(f, joint, person); });
  }
}

TEST(Panoptic, a_later_frame_alone_points_at_the_first) {
  REQUIRE_PUBLIC_LAYOUTS();
  EXPECT_FALSE(panoptic_reader().recognises(haggling_frame(4)));
  EXPECT_THAT(error_of(panoptic_reader(), haggling_frame(4)), HasSubstr("the first frame of the folder"));
}

class PanopticFile : public ::testing::Test {
 protected:
  std::string error_with(const std::string& text) {
    write_bytes(file_, text);
    return error_of(panoptic_reader(), file_);
  }
  static std::string body(const std::string& joints) { return "{\"bodies\": [{\"id\": 3, " + joints + "}]}"; }

 private:
  TemporaryFolder folder_;
  fs::path file_ = folder_ / "body3DScene_00000000.json";
};

TEST_F(PanopticFile, what_is_wrong_is_said_by_field) {
  EXPECT_THAT(error_with("{\"bodies\": ["), HasSubstr("expected JSON"));
  EXPECT_THAT(error_with("[1, 2]"), HasSubstr("bodies: expected a list"));
  EXPECT_THAT(error_with(body("\"joints15\": [1, 2]")),
              HasSubstr("bodies[0].joints19: expected 19 joints of 4 numbers, found joints15"));
  EXPECT_THAT(error_with(body("\"joints19\": [1, 2]")), HasSubstr("expected 76 numbers, found 2"));
  std::string numbers = "\"a\"";
  for (int i = 1; i < 76; ++i) numbers += ", 1.5";
  EXPECT_THAT(error_with(body("\"joints19\": [" + numbers + "]")), HasSubstr("expected numbers"));
  EXPECT_THAT(error_with("{\"bodies\": [{\"joints19\": []}]}"), HasSubstr("bodies[0].id"));
  EXPECT_THAT(error_with(std::string(100000, '[')), HasSubstr("body3DScene_00000000.json"));
}

TEST_F(PanopticFile, files_with_nobody_hold_no_track) {
  EXPECT_EQ(error_with("{\"bodies\": []}"), "read without an error");
}

/// A frame with one body, in a folder as the dataset's script leaves it: three cameras, films of two.
TEST(Panoptic, the_films_of_a_take_go_to_their_cameras) {
  const TemporaryFolder folder;
  const fs::path take = folder / "171204_pose1";
  fs::create_directories(take / "hdPose3d_stage1_coco19");
  fs::create_directories(take / "hdVideos");
  std::string joints;
  for (int joint = 0; joint < 19; ++joint)
    joints += fmt::format("{}{}, {}, 5, 0.9", joint ? ", " : "", joint, -joint);
  const fs::path frame = take / "hdPose3d_stage1_coco19" / "body3DScene_00000000.json";
  write_bytes(frame, "{\"bodies\": [{\"id\": 3, \"joints19\": [" + joints + "]}]}");
  std::string cameras;
  for (const char* name : {"00_00", "00_01", "01_01"}) {
    cameras += fmt::format(
        R"({}{{"name": "{}", "resolution": [1920, 1080], "K": [[1400, 0, 960], [0, 1400, 540], [0, 0, 1]],
        "distCoef": [0, 0, 0, 0, 0], "R": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "t": [[0], [0], [300]]}})",
        cameras.empty() ? "" : ", ", name);
  }
  write_bytes(take / "calibration_171204_pose1.json", "{\"cameras\": [" + cameras + "]}");
  for (const char* film : {"hd_00_00.mp4", "hd_00_01.mp4"}) write_bytes(take / "hdVideos" / film, "a film");
  const Sequence track = read(panoptic_reader(), frame).sequences.at(0);
  ASSERT_THAT(track.videos, SizeIs(2));
  ASSERT_THAT(track.cameras, SizeIs(2)) << "01_01 is no camera of high definition";
  for (std::size_t c = 0; c < 2; ++c) {
    EXPECT_EQ(track.cameras[c].name, fmt::format("00_0{}", c));
    EXPECT_EQ(fs::path(track.videos[c]).filename(), fmt::format("hd_00_0{}.mp4", c));
    EXPECT_EQ(track.cameras[c].translation_mm, Eigen::Vector3d(0, 0, 3000));
  }
}

TEST(Panoptic, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  expect_damage_is_survived(panoptic_reader(), bytes_of(haggling_frame(4)),
                            folder / "body3DScene_00000000.json");
}

}  // namespace
}  // namespace solopose::testing
