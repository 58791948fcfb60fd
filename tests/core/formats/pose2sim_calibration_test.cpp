#include "core/formats/pose2sim_calibration.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/formats/trc.h"
#include "tests/core/formats/companion_readers.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using testing::read;
using testing::shared_data;
using testing::TemporaryFolder;
using testing::write_bytes;

std::string camera_table(const std::string& name, const std::string& more = "") {
  return "[" + name + "]\nname = \"" + name +
         "\"\nsize = [ 1088.0, 1920.0]\n"
         "matrix = [ [ 1681.2, 0.0, 533.0], [ 0.0, 1681.1, 948.1], [ 0.0, 0.0, 1.0]]\n"
         "distortions = [ -0.0007, 0.002, 9.5e-06, 1.0e-05]\n"
         "rotation = [ 1.5, 1.0, -0.5]\ntranslation = [ 0.25, 0.5, 2.75]\n" +
         more + "\n";
}

const std::string trc_text =
    "PathFileType\t4\t(X/Y/Z)\tx.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\n60\t60\t1\t4\tm\n"
    "Frame#\tTime\tHip\t\t\tNeck\t\t\tLShoulder\t\t\tRShoulder\t\t\n\t\tX1\tY1\tZ1\n\n"
    "1\t0.0\t0\t1\t0\t0\t1.5\t0\t0.2\t1.5\t0\t-0.2\t1.5\t0\n";

class Pose2simCalibration : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder / "pose-3d");
    std::filesystem::create_directories(folder / "videos");
    write_bytes(trc, trc_text);
  }
  std::string refusal(const std::string& text) {
    write_bytes(calibration, text);
    try {
      read_pose2sim_calibration(calibration, [](const std::string&) {});
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }

  TemporaryFolder folder;
  std::filesystem::path trc = folder / "pose-3d/walk.trc";
  std::filesystem::path calibration = folder / "Calib_qualisys.toml";
};

TEST_F(Pose2simCalibration, videos_with_percent_signs_are_bound_like_any_other) {
  REQUIRE_SHARED_CASE("percent-in-a-name");
  const auto reading = read(trc_reader(), testing::shared_case("percent-in-a-name") / "pose-3d/walk.trc");
  const Sequence& track = reading.sequences.at(0);
  ASSERT_EQ(track.videos.size(), 2U);
  for (int i = 0; i < 2; ++i) {
    const std::filesystem::path video = track.videos[static_cast<std::size_t>(i)];
    EXPECT_EQ(video.filename(), "50% cam" + std::to_string(i + 1) + ".mp4");
    EXPECT_TRUE(std::filesystem::exists(video));
  }
}

TEST_F(Pose2simCalibration, companions_of_videos_take_no_cameras_video_away) {
  REQUIRE_SHARED_CASE("companion-files");
  const auto reading =
      read(trc_reader(), testing::shared_case("companion-files") / "session/pose-3d/walk.trc");
  const Sequence& track = reading.sequences.at(0);
  ASSERT_EQ(track.videos.size(), 2U);
  EXPECT_EQ(std::filesystem::path(track.videos[0]).filename(), "cam1.mp4");
  EXPECT_EQ(std::filesystem::path(track.videos[1]).filename(), "cam2.mp4");
}

TEST_F(Pose2simCalibration, real_people_stand_upright_in_the_middle_of_all_four_pictures) {
  REQUIRE_SHARED_DATA();
  for (const auto& entry : std::filesystem::directory_iterator(shared_data() / "pose2sim/pose-3d")) {
    const auto reading = read(trc_reader(), entry.path());
    const Sequence& track = reading.sequences.at(0);
    ASSERT_EQ(track.cameras.size(), 4U);
    ASSERT_EQ(track.videos.size(), 4U);
    const testing::Body body(track);
    for (std::size_t c = 0; c < 4; ++c) {
      const Camera& camera = track.cameras[c];
      EXPECT_EQ(camera.width, 1088);
      EXPECT_EQ(camera.height, 1920);
      EXPECT_TRUE(std::filesystem::exists(track.videos[c]));
      EXPECT_EQ(track.videos[c].substr(track.videos[c].size() - 6, 2),
                camera.name.substr(camera.name.size() - 2));
      for (std::int64_t frame = 0; frame < body.frames(); frame += 9) {
        const auto pixel = [&](Joint joint) {
          return project_to_pixel(camera, camera_from_world(camera, body.at(frame, joint)));
        };
        const Eigen::Vector2d neck = pixel(Joint::neck);
        const Eigen::Vector2d ankle = pixel(Joint::left_ankle);
        EXPECT_TRUE(neck.x() > 200 && neck.x() < 900 && neck.y() > 200 && neck.y() < 1300)
            << neck.transpose();
        EXPECT_GT(ankle.y(), neck.y() + 300) << "feet are below the neck";
        EXPECT_LT(ankle.y(), 1920);
      }
    }
  }
}

TEST_F(Pose2simCalibration, keeps_what_the_file_says) {
  write_bytes(calibration, camera_table("cam_02") + camera_table("cam_01") + "[metadata]\nerror = 0.0\n");
  const std::vector<Camera> cameras = read_pose2sim_calibration(calibration, {});
  ASSERT_EQ(cameras.size(), 2U);
  const Camera& camera = cameras.front();
  EXPECT_EQ(camera.name, "cam_01");
  EXPECT_DOUBLE_EQ(camera.intrinsics(0, 2), 533.0);
  EXPECT_DOUBLE_EQ(camera.distortion[1], 0.002);
  EXPECT_DOUBLE_EQ(camera.distortion[4], 0);
  EXPECT_TRUE(camera.translation_mm.isApprox(Eigen::Vector3d(250, 500, 2750)));
  EXPECT_NEAR(camera.rotation.determinant(), 1, 1e-12);
  // What is up in the .trc (y) is up in the calibration (z): the rotation's own third column.
  const double angle = Eigen::Vector3d(1.5, 1, -0.5).norm();
  const Eigen::Vector3d axis = Eigen::Vector3d(1.5, 1, -0.5) / angle;
  const Eigen::Vector3d z = Eigen::Vector3d::UnitZ();
  const Eigen::Vector3d turned =
      std::cos(angle) * z + std::sin(angle) * axis.cross(z) + (1 - std::cos(angle)) * axis.dot(z) * axis;
  EXPECT_TRUE((camera.rotation * Eigen::Vector3d::UnitY()).isApprox(turned, 1e-9));
}

TEST_F(Pose2simCalibration, a_fisheye_lens_is_one_and_an_ignored_camera_is_left_out) {
  write_bytes(calibration, camera_table("a", "fisheye = true") + camera_table("b", "ignore = true"));
  std::vector<std::string> remarks;
  const auto cameras =
      read_pose2sim_calibration(calibration, [&](const std::string& said) { remarks.push_back(said); });
  ASSERT_EQ(cameras.size(), 1U);
  EXPECT_EQ(cameras[0].lens, LensModel::equidistant);
  EXPECT_EQ(cameras[0].distortion, (std::array<double, 5>{-0.0007, 0.002, 9.5e-06, 1.0e-05, 0}));
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_THAT(remarks[0], HasSubstr("camera b is to be ignored"));
}

TEST_F(Pose2simCalibration, is_found_beside_above_and_in_a_folder_of_its_own) {
  EXPECT_FALSE(pose2sim_calibration_of(trc));
  std::filesystem::create_directories(folder / "calibration");
  write_bytes(folder / "calibration/Calib_board.toml", camera_table("a"));
  EXPECT_EQ(pose2sim_calibration_of(trc), folder / "calibration/Calib_board.toml");
  write_bytes(folder / "pose-3d/Calib.toml", camera_table("a"));
  EXPECT_EQ(pose2sim_calibration_of(trc), folder / "pose-3d/Calib.toml");
}

TEST_F(Pose2simCalibration, videos_belong_to_cameras_by_name_or_number) {
  write_bytes(calibration, camera_table("cam_01") + camera_table("cam_02") + camera_table("int_cam10"));
  for (const char* name : {"Cam01.mp4", "2_side.avi", "10.mov", "readme3.txt"})
    write_bytes(folder / "videos" / name, "");
  const auto reading = read(trc_reader(), trc);
  const std::vector<std::string> expected{(folder / "videos/Cam01.mp4").string(),
                                          (folder / "videos/2_side.avi").string(),
                                          (folder / "videos/10.mov").string()};
  EXPECT_EQ(reading.sequences.at(0).videos, expected);
}

TEST_F(Pose2simCalibration, cameras_without_a_video_are_left_out_with_a_remark) {
  write_bytes(calibration, camera_table("cam_01") + camera_table("cam_02"));
  write_bytes(folder / "videos/cam02.mp4", "");
  const auto reading = read(trc_reader(), trc);
  ASSERT_EQ(reading.sequences.at(0).cameras.size(), 1U);
  EXPECT_EQ(reading.sequences.at(0).cameras.front().name, "cam_02");
  EXPECT_EQ(reading.sequences.at(0).videos.size(), 1U);
  EXPECT_TRUE(reading.remarked("1 of 2 calibrated cameras"));
}

TEST_F(Pose2simCalibration, a_track_that_begins_later_names_no_videos) {
  write_bytes(calibration, camera_table("cam_01"));
  write_bytes(folder / "videos/cam_01.mp4", "");
  std::string later = trc_text;
  later.replace(later.find("\n1\t0.0"), 6, "\n51\t0.");
  write_bytes(trc, later);
  const auto reading = read(trc_reader(), trc);
  EXPECT_TRUE(reading.sequences.at(0).videos.empty());
  EXPECT_EQ(reading.sequences.at(0).cameras.size(), 1U);
  EXPECT_TRUE(reading.remarked("begins with 51"));
}

TEST_F(Pose2simCalibration, says_what_is_wrong_and_the_poses_are_read_all_the_same) {
  EXPECT_THAT(refusal("[cam\n"), HasSubstr("Calib_qualisys.toml: line 1"));
  EXPECT_THAT(refusal("[metadata]\nerror = 0.0\n"), HasSubstr("at least one table with a matrix"));
  EXPECT_THAT(refusal("[a]\nmatrix = [1.0]\nsize = [5, 5]\n"),
              HasSubstr("a.matrix: expected 9 numbers, found 1"));
  EXPECT_THAT(refusal("[a]\nmatrix = [nan]\nsize = [5, 5]\n"), HasSubstr("finite numbers"));
  EXPECT_THAT(refusal("[a]\nmatrix = [1.0]\nsize = [1e9, 5]\n"), HasSubstr("a.size"));
  EXPECT_THAT(refusal(camera_table("cam", "rotation = [1.0]")), HasSubstr("line 8"));
  EXPECT_THAT(refusal(std::string(2 << 20, '#')), HasSubstr("size: expected at most"));
  std::string deep = "a = ";
  deep.append(100000, '[');
  EXPECT_THAT(refusal(deep), HasSubstr("TOML"));
  const auto reading = read(trc_reader(), trc);
  EXPECT_EQ(reading.sequences.at(0).frames(), 1);
  EXPECT_TRUE(reading.sequences.at(0).cameras.empty());
  EXPECT_TRUE(reading.remarked("read without cameras"));
}

TEST_F(Pose2simCalibration, damaged_files_are_read_or_refused) {
  testing::expect_damage_is_survived(testing::any_reader_named("pose2sim"),
                                     camera_table("cam_01") + camera_table("cam_02"),
                                     folder / "damaged.toml");
}

}  // namespace
}  // namespace solopose
