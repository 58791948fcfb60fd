#include "core/formats/mpi_inf_3dhp.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class MpiFolder : public ::testing::Test {
 protected:
  MpiFolder() { fs::create_directories(file_.parent_path()); }
  TemporaryFolder folder_;
  fs::path file_ = folder_ / "S3" / "Seq2" / "annot.mat";
  fs::path calibration_ = folder_ / "S3" / "Seq2" / "camera.calibration";
};

TEST_F(MpiFolder, rows_are_frames_whichever_way_round_they_lie) {
  for (const bool transposed : {false, true}) {
    for (const bool compressed : {false, true}) {
      write_bytes(file_, mpi_annotation(5, 2, transposed, compressed));
      const Reading reading = read(mpi_inf_3dhp_reader(), file_);
      ASSERT_EQ(reading.sequences.size(), 2);
      const Sequence& track = reading.sequences[1];
      EXPECT_EQ(track.subject, "S3");
      EXPECT_EQ(track.take, "Seq2");
      EXPECT_EQ(track.view, "camera_1");
      EXPECT_EQ(track.frames(), 5);
      EXPECT_FLOAT_EQ(track.positions_mm[84 + 5], static_cast<float>(sample_value(84 + 5)));
    }
  }
}

TEST_F(MpiFolder, without_calibration_the_up_axis_is_unknown_unless_stated) {
  write_bytes(file_, mpi_annotation(2, 1, false, false));
  const Reading reading = read(mpi_inf_3dhp_reader(), file_);
  EXPECT_FALSE(reading.sequences.at(0).up);
  EXPECT_TRUE(reading.sequences.at(0).cameras.empty());
  EXPECT_TRUE(reading.remarked("camera.calibration"));
  ReadOptions options;
  options.up = "-y";
  options.frames_per_second = 25;
  const Reading stated = read(mpi_inf_3dhp_reader(), file_, options);
  EXPECT_EQ(stated.sequences.at(0).up.value(), -Eigen::Vector3d::UnitY());
  EXPECT_EQ(stated.sequences.at(0).frames_per_second, 25);
  EXPECT_FALSE(stated.remarked("no frame rate"));
}

/// Two frames of one camera, and its cells in the picture.
std::string labelled_annotation(const std::vector<std::int32_t>& dims) {
  const std::vector<double> points(2 * 84, 1000);
  std::vector<double> pixels(static_cast<std::size_t>(dims[0] * dims[1]));
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<double>(i);
  return mat_file({mat_cells("annot3", {1, 1}, {mat_numbers("", {84, 2}, points)}),
                   mat_cells("annot2", {1, 1}, {mat_numbers("", dims, pixels)})},
                  false);
}

constexpr const char* one_camera =
    "Skeletool Camera Calibration File V1.0\n"
    "name 0\n sensor 10 10\n size 2048 2048\n animated 0\n"
    " intrinsic 1500 0 1024 0 0 1500 1024 0 0 0 1 0 0 0 0 1\n"
    " extrinsic 1 0 0 0 0 1 0 0 0 0 1 3000 0 0 0 1\n radial 0\n";

TEST_F(MpiFolder, annot2_are_labels_in_the_cameras_picture) {
  write_bytes(file_, labelled_annotation({56, 2}));
  write_bytes(calibration_, one_camera);
  const Reading reading = read(mpi_inf_3dhp_reader(), file_);
  ASSERT_EQ(reading.sequences.at(0).image_points.size(), 1);
  const ImagePoints& labels = reading.sequences[0].image_points[0];
  EXPECT_EQ(labels.camera, "0");
  ASSERT_EQ(labels.points_px.size(), 2 * 28 * 2);
  EXPECT_EQ(labels.points_px[56 + 5], 61) << "frame 1, joint 2, down";
}

TEST_F(MpiFolder, labels_that_do_not_fit_are_remarked_and_the_track_arrives) {
  write_bytes(calibration_, one_camera);
  for (const std::vector<std::int32_t>& dims : {std::vector{56, 3}, std::vector{50, 2}}) {
    write_bytes(file_, labelled_annotation(dims));
    const Reading reading = read(mpi_inf_3dhp_reader(), file_);
    EXPECT_EQ(reading.sequences.at(0).frames(), 2);
    EXPECT_TRUE(reading.sequences[0].image_points.empty());
    EXPECT_TRUE(reading.remarked("no 2D labels"));
  }
}

TEST_F(MpiFolder, a_damaged_calibration_is_named) {
  write_bytes(file_, mpi_annotation(2, 1, false, false));
  const std::string head = "Skeletool Camera Calibration File V1.0\n";
  for (const std::string& text :
       {std::string(), std::string("name 0\n"), head, head + "name 0\n  size 2048\n", head + "  size 1 1\n",
        head + "name 0\n  extrinsic 1 0 0 0 0 1 0 0 0 0 1\n",
        head + "name 0\n  extrinsic 2 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1\n", head + "name 0\n  size 1e30 1\n"}) {
    write_bytes(calibration_, text);
    EXPECT_THAT(error_of(mpi_inf_3dhp_reader(), file_), HasSubstr("camera.calibration")) << text;
  }
}

TEST_F(MpiFolder, cancelling_stops_between_cameras) {
  write_bytes(file_, mpi_annotation(2, 5, false, false));
  std::stop_source source;
  JobContext context;
  context.stop = source.get_token();
  int seen = 0;
  EXPECT_THROW(mpi_inf_3dhp_reader().read(
                   file_, {},
                   [&](Sequence&&) {
                     if (++seen == 2) source.request_stop();
                   },
                   [](const std::string&) {}, context),
               Cancelled);
  EXPECT_EQ(seen, 2);
}

TEST_F(MpiFolder, invalid_frames_of_a_test_file_are_missing) {
  fs::create_directories(folder_ / "TS4");
  const fs::path test = folder_ / "TS4" / "annot_data.mat";
  for (const bool chunked : {false, true}) {
    write_mpi_test_annotation(test, 7, chunked);
    const Reading reading = read(mpi_inf_3dhp_reader(), test);
    ASSERT_EQ(reading.sequences.size(), 1);
    const Sequence& track = reading.sequences[0];
    EXPECT_EQ(track.subject, "TS4");
    EXPECT_EQ(track.take, "TS4");
    ASSERT_EQ(track.cameras.size(), 1);
    EXPECT_NEAR(track.cameras[0].intrinsics(0, 0), 1500.07, 0.01) << "there is no annot2";
    EXPECT_TRUE(reading.remarked("annot2 does not show annot3"));
    ASSERT_EQ(track.frames(), 7);
    for (std::size_t i = 0; i < track.positions_mm.size(); ++i) {
      if (i / 51 % 3 == 2) {
        EXPECT_TRUE(std::isnan(track.positions_mm[i]));
      } else {
        EXPECT_FLOAT_EQ(track.positions_mm[i], static_cast<float>(sample_value(i)));
      }
    }
  }
}

}  // namespace
}  // namespace solopose::testing
