#include "core/formats/h36m_cameras.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/formats/h36m.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace testing;

/// 300 numbers, all their own place but S1's first camera, which is the dataset's.
std::vector<double> sample_numbers() {
  std::vector<double> numbers(300);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  const std::vector<double> place = {1.757765, 0.025750, -2.727956, 1841.107, 4955.285, 1563.445};
  const std::vector<double> lens = {1145.05, 1143.78,  512.54,   515.45,  -0.2071,
                                    0.24778, -0.00308, -0.00098, -0.00142};
  std::copy(place.begin(), place.end(), numbers.begin());
  std::copy(lens.begin(), lens.end(), numbers.begin() + 264);
  return numbers;
}

void write_metadata(const std::filesystem::path& file, const std::vector<double>& numbers,
                    const std::string& extra = "") {
  std::ofstream out(file);
  out << "<metadata>\n<mapping/>\n<w0>[";
  for (const double number : numbers) out << number << ' ';
  out << extra << "]</w0></metadata>\n";
}

// The rotation as VideoPose3D's users publish it for subject S1, camera 54138969.
TEST(H36mCameras, the_first_camera_stands_and_looks_as_published) {
  const TemporaryFolder folder;
  write_metadata(folder / "metadata.xml", sample_numbers());
  const auto cameras = read_h36m_cameras(folder / "metadata.xml", "S1");
  ASSERT_EQ(cameras.size(), 4U);
  const Camera& camera = cameras.front();
  Eigen::Matrix3d published;
  published << -0.91536173, 0.40180837, 0.02574754, 0.05154812, 0.18037357, -0.98224649, -0.39931903,
      -0.89778361, -0.18581953;
  EXPECT_LT((camera.rotation - published).norm(), 1e-5);
  const Eigen::Vector3d place = -camera.rotation.transpose() * camera.translation_mm;
  EXPECT_LT((place - Eigen::Vector3d(1841.107, 4955.285, 1563.445)).norm(), 1e-2);
  EXPECT_EQ(camera.name, "54138969");
  EXPECT_EQ(camera.width, 1000);
  EXPECT_EQ(camera.height, 1002);
  EXPECT_NEAR(camera.intrinsics(0, 0), 1145.05, 1e-9);
  EXPECT_NEAR(camera.intrinsics(1, 2), 515.45, 1e-9);
  const std::array<double, 5> opencv_order = {-0.2071, 0.24778, -0.00098, -0.00142, -0.00308};
  EXPECT_EQ(camera.distortion, opencv_order);
}

TEST(H36mCameras, each_subject_and_camera_has_its_own_place_in_the_list) {
  const TemporaryFolder folder;
  write_metadata(folder / "metadata.xml", sample_numbers());
  const auto cameras = read_h36m_cameras(folder / "metadata.xml", "S11");
  ASSERT_EQ(cameras.size(), 4U);
  for (std::size_t c = 0; c < cameras.size(); ++c) {
    const Eigen::Vector3d place = -cameras[c].rotation.transpose() * cameras[c].translation_mm;
    EXPECT_NEAR(place.x(), 6.0 * (11.0 * static_cast<double>(c) + 10) + 3, 1e-6) << c;
  }
  EXPECT_TRUE(read_h36m_cameras(folder / "metadata.xml", "S12").empty());
}

TEST(H36mCameras, another_list_is_refused_with_its_file_named) {
  const TemporaryFolder folder;
  const auto message = [&](const std::vector<double>& numbers, const std::string& extra) -> std::string {
    write_metadata(folder / "metadata.xml", numbers, extra);
    try {
      read_h36m_cameras(folder / "metadata.xml", "S1");
    } catch (const FormatError& error) {
      return error.what();
    }
    return "read";
  };
  EXPECT_THAT(message({1, 2, 3}, ""),
              ::testing::HasSubstr("metadata.xml: w0: expected 300 numbers, found 3"));
  EXPECT_THAT(message(sample_numbers(), "4"), ::testing::HasSubstr("found more"));
  EXPECT_THAT(message({1, 2, 3}, "four"), ::testing::HasSubstr("found four"));
  std::ofstream(folder / "metadata.xml") << "<metadata/>";
  EXPECT_THROW(read_h36m_cameras(folder / "metadata.xml", "S1"), FormatError);
}

TEST(H36mCameras, a_track_gets_cameras_and_videos_only_with_the_metadata) {
  const TemporaryFolder folder;
  write_h36m(folder / "data_3d_h36m.npz", 2, false);
  const auto without = read(h36m_reader(), folder / "data_3d_h36m.npz").sequences;
  ASSERT_FALSE(without.empty());
  EXPECT_TRUE(without.front().cameras.empty());
  EXPECT_TRUE(without.front().videos.empty());
  write_metadata(folder / "metadata.xml", sample_numbers());
  for (const Sequence& track : read(h36m_reader(), folder / "data_3d_h36m.npz").sequences) {
    EXPECT_EQ(track.cameras.size(), 4U);
    ASSERT_EQ(track.videos.size(), 4U);
    EXPECT_EQ(track.videos[1], (folder / track.subject).string() + "/Videos/" + track.take + ".55011271.mp4");
  }
}

TEST(H36mCameras, videos_of_two_actions_have_another_name_than_their_poses) {
  const auto name = [](const std::string& take) {
    return std::filesystem::path(h36m_videos("d", "S5", take).front()).filename().string();
  };
  EXPECT_EQ(name("Photo 1"), "TakingPhoto 1.54138969.mp4");
  EXPECT_EQ(name("WalkDog"), "WalkingDog.54138969.mp4");
  EXPECT_EQ(name("Walking 1"), "Walking 1.54138969.mp4");
}

}  // namespace
}  // namespace solopose
