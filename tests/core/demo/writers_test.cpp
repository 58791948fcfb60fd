#include <cstdlib>
#include <fstream>
#include <numbers>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/demo/aist_writer.h"
#include "core/demo/calibration_error.h"
#include "core/demo/cast.h"
#include "core/demo/h36m_writer.h"
#include "core/demo/layouts.h"
#include "core/demo/mads_writer.h"
#include "core/demo/mpi_writer.h"
#include "tests/core/demo/reading_back.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose::demo {
namespace {

using solopose::testing::TemporaryFolder;

constexpr double rounding_mm = 0.01;

/// Two short takes under the names one dataset's layout wants.
std::vector<Take> short_takes(const std::vector<Casting>& castings) {
  std::vector<Take> takes = performed({castings.begin(), castings.begin() + 2});
  for (Take& take : takes) take.recording.frames.resize(12);
  return takes;
}

ReadOptions at_rate(double frames_per_second) {
  ReadOptions options;
  options.frames_per_second = frames_per_second;
  return options;
}

/// 0.5 mm in the file's unit of pixels: a camera sees the body it was written with.
void expect_seen_by(const Camera& camera, const Sequence& track, std::int64_t frame) {
  for (int j = 0; j < track.joints->size(); ++j) {
    const float* p = track.positions_mm.data() + (frame * track.joints->size() + j) * 3;
    const Eigen::Vector3d seen = camera.rotation * Eigen::Vector3d(p[0], p[1], p[2]) + camera.translation_mm;
    EXPECT_GT(seen.z(), 1000) << camera.name;
    const Eigen::Vector3d pixel = camera.intrinsics * seen / seen.z();
    EXPECT_GT(pixel.x(), 0) << camera.name;
    EXPECT_LT(pixel.x(), camera.width == 0 ? 2 * camera.intrinsics(0, 2) : camera.width) << camera.name;
    EXPECT_GT(pixel.y(), 0) << camera.name;
    EXPECT_LT(pixel.y(), camera.height == 0 ? 2 * camera.intrinsics(1, 2) : camera.height) << camera.name;
  }
}

TEST(DemoWriters, aist_files_read_back_to_the_body) {
  const TemporaryFolder folder;
  const auto takes = short_takes(aist_castings());
  write_aist(folder.path(), takes);
  for (const Take& take : takes) {
    const auto tracks = tracks_of("aist", folder.path() / "keypoints3d" / (take.name + ".pkl"));
    ASSERT_EQ(tracks.size(), 1U);
    EXPECT_LT(worst_misfit_mm(tracks[0], take.recording, coco17_parts()), rounding_mm);
    EXPECT_EQ(tracks[0].subject, take.subject);
    EXPECT_EQ(tracks[0].take, take.name);
    EXPECT_DOUBLE_EQ(tracks[0].frames_per_second, 60);
    ASSERT_EQ(tracks[0].cameras.size(), 9U);
    for (const Camera& camera : tracks[0].cameras) expect_seen_by(camera, tracks[0], 0);
  }
}

TEST(DemoWriters, human36m_files_read_back_to_the_body) {
  const TemporaryFolder folder;
  const auto takes = short_takes(h36m_castings());
  write_h36m(folder / "data_3d_h36m.npz", takes);
  const auto tracks = tracks_of("h36m", folder / "data_3d_h36m.npz");
  ASSERT_EQ(tracks.size(), takes.size());
  for (std::size_t i = 0; i < takes.size(); ++i) {
    EXPECT_LT(worst_misfit_mm(tracks[i], takes[i].recording, h36m32_parts()), rounding_mm);
    EXPECT_EQ(tracks[i].subject, takes[i].subject);
    EXPECT_EQ(tracks[i].take, takes[i].name);
  }
}

TEST(DemoWriters, every_view_of_mpi_files_reads_back_to_the_body) {
  const TemporaryFolder folder;
  const auto takes = short_takes(mpi_castings());
  write_mpi_inf_3dhp(folder.path(), takes);
  for (const Take& take : takes) {
    const auto tracks = tracks_of("mpi_inf_3dhp", folder.path() / take.subject / take.name / "annot.mat",
                                  at_rate(mpi_frames_per_second));
    ASSERT_EQ(tracks.size(), 14U);
    for (const Sequence& track : tracks) {
      EXPECT_LT(worst_misfit_mm(track, take.recording, mpi28_parts()), rounding_mm) << track.view;
      EXPECT_EQ(track.subject, take.subject);
      EXPECT_EQ(track.frame, CoordinateFrame::camera);
      ASSERT_EQ(track.cameras.size(), 1U);
      // Back through the extrinsics all views stand in one world, apart by what the calibration has wrong.
      const auto& first = tracks.front();
      const auto world = [](const Sequence& t) {
        const Eigen::Vector3d seen(t.positions_mm[0], t.positions_mm[1], t.positions_mm[2]);
        return Eigen::Vector3d(t.cameras[0].rotation.transpose() * (seen - t.cameras[0].translation_mm));
      };
      EXPECT_LT((world(track) - world(first)).norm(), 500) << track.view;
    }
  }
}

TEST(DemoWriters, a_calibration_error_is_one_to_two_degrees_and_twenty_millimetres_and_always_the_same) {
  std::vector<Camera> cameras(14);
  for (std::size_t c = 0; c < cameras.size(); ++c) {
    cameras[c].rotation =
        Eigen::AngleAxisd(0.4 * static_cast<double>(c), Eigen::Vector3d(1, 2, 3).normalized())
            .toRotationMatrix();
    cameras[c].translation_mm = {100, -200, 4500};
  }
  const std::vector<Camera> off = with_calibration_error(cameras, 3);
  const std::vector<Camera> again = with_calibration_error(cameras, 3);
  const auto centre = [](const Camera& c) {
    return Eigen::Vector3d(-c.rotation.transpose() * c.translation_mm);
  };
  ASSERT_EQ(off.size(), cameras.size());
  for (std::size_t c = 0; c < cameras.size(); ++c) {
    const Eigen::Matrix3d turn = off[c].rotation * cameras[c].rotation.transpose();
    const double degrees = Eigen::AngleAxisd(turn).angle() * 180 / std::numbers::pi;
    EXPECT_GE(degrees, 1 - 1e-6);
    EXPECT_LE(degrees, 2 + 1e-6);
    EXPECT_NEAR((centre(off[c]) - centre(cameras[c])).norm(), 20, 1e-6);
    EXPECT_TRUE(off[c].rotation == again[c].rotation);
    EXPECT_TRUE(off[c].translation_mm == again[c].translation_mm);
  }
}

TEST(DemoWriters, mads_files_read_back_to_the_body_where_it_is_not_lost) {
  const TemporaryFolder folder;
  auto takes = short_takes(mads_castings());
  lose_part(takes[0].recording, Part::right_hand, 3, 2);
  lose_frames(takes[1].recording, 5, 2);
  write_mads(folder.path(), takes);
  for (const Take& take : takes) {
    const auto file = folder.path() / "multi_view_data" / take.subject /
                      fmt::format("{}_{}_GT.mat", take.subject, take.name);
    const auto tracks = tracks_of("mads", file, at_rate(mads_frames_per_second));
    ASSERT_EQ(tracks.size(), 1U);
    EXPECT_LT(worst_misfit_mm(tracks[0], take.recording, mads19_parts()), rounding_mm);
    EXPECT_EQ(tracks[0].take, take.name);
    ASSERT_EQ(tracks[0].cameras.size(), 3U);
    for (const Camera& camera : tracks[0].cameras) expect_seen_by(camera, tracks[0], 0);
  }
}

TEST(DemoWriters, the_same_demo_gives_the_same_bytes) {
  const auto bytes = [](const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const TemporaryFolder folder;
  for (const char* copy : {"a", "b"}) {
    write_mads(folder / copy, short_takes(mads_castings()));
    write_h36m(folder / copy / "h36m.npz", short_takes(h36m_castings()));
  }
  for (const char* name : {"h36m.npz", "multi_view_data/HipHop/HipHop_HipHop1_GT.mat"}) {
    EXPECT_EQ(bytes(folder / "a" / name), bytes(folder / "b" / name)) << name;
  }
}

TEST(DemoWriters, numpy_and_scipy_open_the_files) {
  REQUIRE_PYTHON("numpy, scipy");
  const TemporaryFolder folder;
  write_aist(folder / "aist", short_takes(aist_castings()));
  write_h36m(folder / "h36m.npz", short_takes(h36m_castings()));
  write_mpi_inf_3dhp(folder / "mpi", short_takes(mpi_castings()));
  write_mads(folder / "mads", short_takes(mads_castings()));
  std::ofstream(folder / "check.py") << R"(
import glob, json, pickle, sys
import numpy as np
from scipy.io import loadmat
root = sys.argv[1]
for name in glob.glob(root + "/aist/keypoints3d/*.pkl"):
    keypoints = pickle.load(open(name, "rb"))
    assert keypoints["keypoints3d_optim"].shape == (12, 17, 3)
    assert keypoints["keypoints3d"].dtype == np.float64
cameras = json.load(open(root + "/aist/cameras/setting1.json"))
assert [c["name"] for c in cameras] == ["c%02d" % k for k in range(1, 10)]
positions = np.load(root + "/h36m.npz", allow_pickle=True)["positions_3d"].item()
assert positions["S1"]["Greeting"].shape == (12, 32, 3) and positions["S1"]["Greeting"].dtype == np.float32
annotations = loadmat(root + "/mpi/S1/Seq1/annot.mat")
assert annotations["annot3"].shape == (14, 1) and annotations["annot3"][0, 0].shape == (12, 84)
assert annotations["annot2"][13, 0].shape == (12, 56) and annotations["cameras"].tolist() == [list(range(14))]
truth = loadmat(root + "/mads/multi_view_data/HipHop/HipHop_HipHop1_GT.mat")["GTpose2"]
assert truth.shape == (1, 12) and truth[0, 0].shape == (19, 3)
camera = loadmat(root + "/mads/multi_view_data/HipHop/Calib_Cam2.mat")
assert camera["KK"].shape == (3, 3) and camera["om_ext"].size == 3 and camera["kc"].size == 5
)";
  const std::string command =
      fmt::format("/usr/bin/python3 '{}' '{}'", (folder / "check.py").string(), folder.path().string());
  EXPECT_EQ(std::system(command.c_str()), 0);
}

}  // namespace
}  // namespace solopose::demo
