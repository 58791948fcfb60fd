#include "core/formats/freemocap.h"

#include <numbers>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include "core/files/npy.h"
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

TEST(FreeMoCap, a_recordings_finished_body_is_read_and_its_stages_are_passed_over) {
  REQUIRE_PUBLIC_LAYOUTS();
  const std::vector<fs::path> root = {public_layouts() / "freemocap"};
  const FoundFiles found = files_for(freemocap_reader(), root, JobContext{});
  ASSERT_THAT(found.files, SizeIs(2));
  EXPECT_THAT(found.unread, IsEmpty());
  for (const fs::path& file : found.files) {
    SCOPED_TRACE(file.string());
    EXPECT_EQ(reader_for(file)->name, "freemocap");
    const Reading reading = read(freemocap_reader(), file);
    const Sequence& track = reading.sequences.at(0);
    EXPECT_THAT(track.take, HasSubstr("sesh_202"));
    EXPECT_EQ(track.frames_per_second, 0);
    EXPECT_TRUE(reading.remarked("frame rate"));
    expect_figure(track, 6, [](std::int64_t f, Joint joint) -> Eigen::Vector3d {
      if (f == 2 && joint == Joint::left_wrist) return nowhere;
      if (joint == Joint::neck)
        return 0.5 * (figure_joint(f, Joint::left_shoulder) + figure_joint(f, Joint::right_shoulder));
      return figure_joint(f, joint);
    });
  }
}

/// A recording whose finished body was turned a quarter about x and moved, as FreeMoCap does it.
struct TurnedRecording : ::testing::Test {
  TurnedRecording() {
    std::vector<double> raw, finished;
    for (int i = 0; i < 50 * 33; ++i) {
      const Eigen::Vector3d seen(std::sin(i) * 400, std::cos(1.7 * i) * 900, 3000 + std::sin(0.3 * i) * 300);
      const Eigen::Vector3d turned = world_from_track.inverse() * seen;
      raw.insert(raw.end(), seen.begin(), seen.end());
      finished.insert(finished.end(), turned.begin(), turned.end());
    }
    write(recording / "output_data/mediapipe_body_3d_xyz.npy", finished);
    write(recording / "output_data/raw_data/mediapipe3dData_numFrames_numTrackedPoints_spatialXYZ.npy", raw);
    fs::create_directories(recording / "synchronized_videos");
    std::string toml;
    for (int c = 0; c < 2; ++c) {
      const std::string name = fmt::format("Camera_00{}_synchronized", c);
      toml += fmt::format(
          "[cam_{}]\nname = \"{}\"\nsize = [1280, 720]\nmatrix = [[900.0, 0.0, 640.0], [0.0, 900.0, 360.0], "
          "[0.0, 0.0, 1.0]]\ndistortions = [0.0, 0.0, 0.0, 0.0, 0.0]\nrotation = [0.0, {}, 0.0]\n"
          "translation = [{}, 0.0, 0.0]\n",
          c, name, 0.2 * c, 100.0 * c);
      write_bytes(recording / "synchronized_videos" / (name + ".mp4"), "");
    }
    write_bytes(recording / "sesh_camera_calibration.toml", toml);
  }
  static void write(const fs::path& file, const std::vector<double>& points) {
    fs::create_directories(file.parent_path());
    write_bytes(file, npy_bytes(std::span(points), {50, 33, 3}));
  }
  Sequence track() {
    ReadOptions options;
    options.up = "z";
    options.millimetres_per_unit = 1;
    reading = read(freemocap_reader(), recording / "output_data/mediapipe_body_3d_xyz.npy", options);
    return reading.sequences.at(0);
  }

  TemporaryFolder folder;
  fs::path recording = folder / "sesh";
  Eigen::Isometry3d world_from_track = Eigen::Translation3d(100, -200, 3000) *
                                       Eigen::AngleAxisd(0.5 * std::numbers::pi, Eigen::Vector3d::UnitX());
  Reading reading;
};

TEST_F(TurnedRecording, cameras_follow_the_body_from_the_world_in_which_it_was_triangulated) {
  const Sequence sequence = track();
  ASSERT_THAT(sequence.cameras, SizeIs(2));
  ASSERT_THAT(sequence.videos, SizeIs(2));
  EXPECT_THAT(sequence.videos[1], HasSubstr("Camera_001_synchronized.mp4"));
  const Eigen::Vector3d body =
      Eigen::Map<const Eigen::Vector3f>(sequence.positions_mm.data() + 300).cast<double>();
  const Eigen::Vector3d world = world_from_track * body;
  const Eigen::Vector3d expected =
      Eigen::AngleAxisd(0.2, Eigen::Vector3d::UnitY()) * world + Eigen::Vector3d(100, 0, 0);
  const Eigen::Vector3d seen = sequence.cameras[1].rotation * body + sequence.cameras[1].translation_mm;
  EXPECT_LT((seen - expected).norm(), 0.01);
}

TEST_F(TurnedRecording, without_the_raw_body_there_are_videos_and_no_cameras) {
  fs::remove_all(recording / "output_data/raw_data");
  const Sequence sequence = track();
  EXPECT_THAT(sequence.cameras, IsEmpty());
  EXPECT_THAT(sequence.videos, SizeIs(2));
  EXPECT_TRUE(reading.remarked("read without cameras"));
}

TEST_F(TurnedRecording, a_raw_body_of_another_motion_places_no_camera) {
  std::vector<double> other;
  for (int i = 0; i < 50 * 33 * 3; ++i) other.push_back(1000 * std::sin(i * i));
  write(recording / "output_data/raw_data/mediapipe3dData_numFrames_numTrackedPoints_spatialXYZ.npy", other);
  EXPECT_THAT(track().cameras, IsEmpty());
}

TEST(FreeMoCap, an_array_of_another_shape_is_refused) {
  const TemporaryFolder folder;
  const std::vector<double> values(2 * 21 * 3, 1.0);
  write_bytes(folder / "mediapipe_body_3d_xyz.npy", npy_bytes(std::span<const double>(values), {2, 21, 3}));
  EXPECT_THAT(error_of(freemocap_reader(), folder / "mediapipe_body_3d_xyz.npy"),
              HasSubstr("expected shape (frames, 33 or more, 3), found (2, 21, 3)"));
}

TEST(FreeMoCap, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  const std::string sound =
      bytes_of(public_layouts() / "freemocap/sesh_2023-05-17/output_data/mediapipe_body_3d_xyz.npy");
  expect_damage_is_survived(freemocap_reader(), sound, folder / "mediapipe_body_3d_xyz.npy");
}

}  // namespace
}  // namespace solopose::testing
