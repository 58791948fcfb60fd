#include "core/formats/mads.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;

TEST(mads, frames_of_15_or_19_joints_are_read_and_empty_ones_are_missing) {
  TemporaryFolder folder;
  const auto file = folder / "Jazz_Jazz2_GT.mat";
  for (const std::int32_t joints : {15, 19}) {
    for (const bool compressed : {false, true}) {
      write_bytes(file, mads_ground_truth(10, joints, compressed));
      const Reading reading = read(mads_reader(), file);
      ASSERT_EQ(reading.sequences.size(), 1);
      const Sequence& track = reading.sequences[0];
      EXPECT_EQ(track.subject, "Jazz");
      EXPECT_EQ(track.take, "Jazz2");
      EXPECT_EQ(track.frames(), 10);
      EXPECT_EQ(track.joints->size(), joints);
      const auto row = static_cast<std::size_t>(joints) * 3;
      EXPECT_FLOAT_EQ(track.positions_mm[3 * row + 7], static_cast<float>(sample_value(7)));
      EXPECT_TRUE(std::isnan(track.positions_mm[4 * row + 7]));
    }
  }
}

TEST(mads, cameras_are_taken_from_the_folder_or_the_one_above_all_three_or_none) {
  TemporaryFolder folder;
  std::filesystem::create_directories(folder / "Kata");
  const auto file = folder / "Kata" / "Kata_T1_GT.mat";
  write_bytes(file, mads_ground_truth(2, 19, false));
  const std::string calibration =
      mat_file({mat_numbers("KK", {3, 3}, {500, 0, 0, 0, 510, 0, 256, 192, 1}),
                mat_numbers("kc", {5, 1}, {-0.1, 0.2, 0.01, 0.02, 0}),
                mat_numbers("om_ext", {3, 1}, {0, 0, M_PI / 2}), mat_numbers("T_ext", {3, 1}, {1, 2, 3000})},
               true);
  write_bytes(folder / "Kata" / "Calib_Cam0.mat", calibration);
  write_bytes(folder / "Calib_Cam1.mat", calibration);
  Reading reading = read(mads_reader(), file);
  EXPECT_TRUE(reading.sequences.at(0).cameras.empty());
  EXPECT_TRUE(reading.remarked("Calib_Cam"));

  write_bytes(folder / "Calib_Cam2.mat", calibration);
  reading = read(mads_reader(), file);
  ASSERT_EQ(reading.sequences.at(0).cameras.size(), 3);
  const Camera& camera = reading.sequences[0].cameras[1];
  EXPECT_EQ(camera.name, "C1");
  EXPECT_EQ(camera.intrinsics(0, 2), 256);
  EXPECT_EQ(camera.intrinsics(1, 1), 510);
  EXPECT_EQ(camera.distortion[1], 0.2);
  EXPECT_TRUE((camera.rotation * Eigen::Vector3d::UnitX()).isApprox(Eigen::Vector3d::UnitY(), 1e-12));
  EXPECT_EQ(camera.translation_mm.z(), 3000);

  write_bytes(folder / "Calib_Cam2.mat", "no camera");
  EXPECT_THAT(error_of(mads_reader(), file), HasSubstr("Calib_Cam2.mat"));
}

TEST(mads, frames_of_another_shape_are_refused_by_number) {
  TemporaryFolder folder;
  const auto file = folder / "Jazz_Jazz2_GT.mat";
  const std::vector<double> values(57, 1.0);
  write_bytes(file,
              mat_file({mat_cells("GTpose2", {1, 2},
                                  {mat_numbers("", {19, 3}, values), mat_numbers("", {57, 1}, values)})},
                       false));
  EXPECT_THAT(error_of(mads_reader(), file), HasSubstr("GTpose2{1}"));
  write_bytes(file, mat_file({mat_cells("GTpose2", {1, 2}, {mat_empty(), mat_empty()})}, false));
  EXPECT_THAT(error_of(mads_reader(), file), HasSubstr("at least one frame"));
  write_bytes(file, mat_file({mat_numbers("pose", {1, 1}, {1})}, false));
  EXPECT_THAT(error_of(mads_reader(), file), HasSubstr("GTpose2"));
}

}  // namespace
}  // namespace solopose::testing
