#include <gtest/gtest.h>
#include <Eigen/SVD>

#include "core/camera/camera_projection.h"
#include "core/files/hdf5_reader.h"
#include "core/files/npz.h"
#include "core/formats/aist.h"
#include "core/formats/h36m.h"
#include "core/formats/mads.h"
#include "core/formats/mpi_inf_3dhp.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

// One real motion in the four datasets' formats must come out as one body, whatever the units, axes and joint
// orders.
namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

using Points = Eigen::Matrix3Xd;

struct Matched {
  Points expected;
  Points found;
  std::int64_t missing = 0;
};

Matched matched(const Sequence& sequence, int motion) {
  const NumberArray expected =
      NpzReader(shared_data() / "same_motion" / fmt::format("expected_{}.npz", motion))
          .numbers("canonical_mm");
  const std::vector<float> poses = to_canonical(*sequence.joints, sequence.positions_mm);
  Matched both;
  if (poses.size() != expected.values.size()) {
    ADD_FAILURE() << poses.size() << " coordinates instead of " << expected.values.size();
    return both;
  }
  const auto count = static_cast<Eigen::Index>(poses.size() / 3);
  both.expected = Eigen::Map<const Points>(expected.values.data(), 3, count);
  both.found = Eigen::Map<const Eigen::Matrix3Xf>(poses.data(), 3, count).cast<double>();
  Eigen::Index kept = 0;
  for (Eigen::Index i = 0; i < count; ++i) {
    if (!both.found.col(i).allFinite()) continue;
    both.found.col(kept) = both.found.col(i);
    both.expected.col(kept) = both.expected.col(i);
    ++kept;
  }
  both.missing = count - kept;
  both.found.conservativeResize(3, kept);
  both.expected.conservativeResize(3, kept);
  return both;
}

// What remains after the best proper rigid motion of the whole sequence (orthogonal Procrustes), mm.
double rmsd(const Matched& both) {
  const Eigen::Vector3d from = both.found.rowwise().mean();
  const Eigen::Vector3d to = both.expected.rowwise().mean();
  const Points a = both.found.colwise() - from;
  const Points b = both.expected.colwise() - to;
  const Eigen::JacobiSVD<Eigen::Matrix3d> svd(b * a.transpose(), Eigen::ComputeFullU | Eigen::ComputeFullV);
  Eigen::Vector3d signs(1, 1, (svd.matrixU() * svd.matrixV().transpose()).determinant());
  const Eigen::Matrix3d rotation = svd.matrixU() * signs.asDiagonal() * svd.matrixV().transpose();
  return std::sqrt((rotation * a - b).squaredNorm() / static_cast<double>(a.cols()));
}

constexpr double tolerance_mm = 0.01;

TEST(same_motion, human36m_gives_the_expected_body) {
  REQUIRE_SHARED_DATA();
  const Reading reading = read(h36m_reader(), shared_data() / "same_motion/human36m/data_3d_h36m.npz");
  ASSERT_EQ(reading.sequences.size(), 2);
  for (int motion = 1; motion <= 2; ++motion) {
    const Sequence& track = reading.sequences[static_cast<std::size_t>(motion - 1)];
    EXPECT_EQ(track.subject, fmt::format("S{}", motion));
    EXPECT_EQ(track.take, "Dance 1");
    EXPECT_EQ(track.action, "Dance");
    EXPECT_EQ(track.view, "world");
    EXPECT_EQ(track.frames_per_second, 50);
    EXPECT_EQ(track.joints->name, "h36m32");
    EXPECT_EQ(track.up.value(), Eigen::Vector3d::UnitZ());
    const Matched both = matched(track, motion);
    EXPECT_EQ(both.missing, 0);
    EXPECT_LT(rmsd(both), tolerance_mm);
    expect_plausible_person(track);
  }
}

TEST(same_motion, every_view_of_mpi_inf_3dhp_gives_the_expected_body) {
  REQUIRE_SHARED_DATA();
  for (int motion = 1; motion <= 2; ++motion) {
    const fs::path file = shared_data() / fmt::format("same_motion/mpi_inf_3dhp/S{}/Seq1/annot.mat", motion);
    const Reading reading = read(mpi_inf_3dhp_reader(), file);
    ASSERT_EQ(reading.sequences.size(), 14);
    EXPECT_TRUE(reading.remarked("no frame rate"));
    for (std::size_t view = 0; view < 14; ++view) {
      const Sequence& track = reading.sequences[view];
      EXPECT_EQ(track.subject, fmt::format("S{}", motion));
      EXPECT_EQ(track.take, "Seq1");
      EXPECT_EQ(track.view, fmt::format("camera_{}", view));
      EXPECT_EQ(track.frames_per_second, 0);
      EXPECT_EQ(track.frame, CoordinateFrame::camera);
      ASSERT_EQ(track.cameras.size(), 1);
      EXPECT_EQ(track.cameras[0].width, 2048);
      EXPECT_NEAR(track.cameras[0].intrinsics(0, 2), 1024.704, 1e-9);
      ASSERT_EQ(track.videos.size(), 1);
      EXPECT_TRUE(track.videos[0].ends_with(fmt::format("imageSequence/video_{}.avi", view)));
      const Matched both = matched(track, motion);
      EXPECT_EQ(both.missing, 0);
      EXPECT_LT(rmsd(both), tolerance_mm) << "camera " << view;
      expect_plausible_person(track);
    }
  }
}

TEST(same_motion, extrinsics_carry_the_views_of_a_take_back_into_one_world) {
  REQUIRE_SHARED_DATA();
  const Reading reading =
      read(mpi_inf_3dhp_reader(), shared_data() / "same_motion/mpi_inf_3dhp/S1/Seq1/annot.mat");
  ASSERT_EQ(reading.sequences.size(), 14);
  const auto in_world = [](const Sequence& track) -> Eigen::Vector3d {
    const Eigen::Vector3d head(Body(track).at(100, Joint::head));
    return track.cameras[0].rotation.transpose() * (head - track.cameras[0].translation_mm);
  };
  for (const Sequence& track : reading.sequences) {
    EXPECT_LT((in_world(track) - in_world(reading.sequences[0])).norm(), 0.01) << track.view;
  }
}

TEST(same_motion, the_test_files_of_mpi_inf_3dhp_give_the_expected_body_in_their_valid_frames) {
  REQUIRE_SHARED_DATA();
  for (int motion = 1; motion <= 2; ++motion) {
    const fs::path file = shared_data() / fmt::format("same_motion/mpi_inf_3dhp/TS{}/annot_data.mat", motion);
    const Reading reading = read(mpi_inf_3dhp_reader(), file);
    ASSERT_EQ(reading.sequences.size(), 1);
    const Sequence& track = reading.sequences[0];
    EXPECT_EQ(track.subject, fmt::format("TS{}", motion));
    EXPECT_EQ(track.take, fmt::format("TS{}", motion));
    EXPECT_EQ(track.view, "camera_0");
    EXPECT_FALSE(track.up);
    ASSERT_EQ(track.cameras.size(), 1U);
    const Camera& camera = track.cameras[0];
    EXPECT_EQ(camera.width, 2048);
    const std::vector<double> pixels = Hdf5Reader(file).numbers("annot2").values;
    for (std::size_t point = 0; point < pixels.size() / 2; point += 97) {
      const float* at = track.positions_mm.data() + 3 * point;
      if (std::isnan(at[0])) continue;
      const Eigen::Vector2d seen = project_to_pixel(camera, {at[0], at[1], at[2]});
      EXPECT_NEAR(seen.x(), pixels[2 * point], 0.01) << "where the file says the joint is seen";
      EXPECT_NEAR(seen.y(), pixels[2 * point + 1], 0.01);
    }
    const Matched both = matched(track, motion);
    EXPECT_EQ(both.missing, 72 * joint_count) << "every tenth of 720 frames is invalid";
    EXPECT_LT(rmsd(both), tolerance_mm);
  }
}

TEST(same_motion, univ_annot3_of_mpi_inf_3dhp_is_read_when_asked_for_and_named) {
  REQUIRE_SHARED_DATA();
  for (const char* name : {"TS1/annot_data.mat", "S1/Seq1/annot.mat"}) {
    const fs::path file = shared_data() / "same_motion/mpi_inf_3dhp" / name;
    const Reading measured = read(mpi_inf_3dhp_reader(), file);
    ReadOptions options;
    options.universal = true;
    const Reading universal = read(mpi_inf_3dhp_reader(), file, options);
    ASSERT_EQ(universal.sequences.size(), measured.sequences.size());
    EXPECT_TRUE(universal.remarked("univ_annot3 was read"));
    EXPECT_FALSE(measured.remarked("univ_annot3"));
    for (std::size_t i = 0; i < universal.sequences.size(); ++i) {
      const Sequence& track = universal.sequences[i];
      const Sequence& real = measured.sequences[i];
      EXPECT_EQ(track.view, real.view + "_universal");
      EXPECT_TRUE(track.cameras.empty());
      EXPECT_EQ(track.videos, real.videos);
      // The samples' people are 0.97 of their size there, as seen from the camera.
      EXPECT_NEAR(track.positions_mm[2], 0.97 * real.positions_mm[2], 0.01);
    }
  }
}

TEST(same_motion, mads_gives_the_expected_body_where_it_was_seen) {
  REQUIRE_SHARED_DATA();
  for (int motion = 1; motion <= 2; ++motion) {
    const fs::path file =
        shared_data() / fmt::format("same_motion/MADS/multi_view_data/HipHop/HipHop_HipHop{}_GT.mat", motion);
    const Reading reading = read(mads_reader(), file);
    ASSERT_EQ(reading.sequences.size(), 1);
    const Sequence& track = reading.sequences[0];
    EXPECT_EQ(track.subject, "HipHop");
    EXPECT_EQ(track.action, "HipHop");
    EXPECT_EQ(track.take, fmt::format("HipHop{}", motion));
    EXPECT_EQ(track.joints->name, "mads19");
    EXPECT_EQ(track.frames_per_second, 0);
    EXPECT_TRUE(reading.remarked("no frame rate"));
    ASSERT_EQ(track.videos.size(), 3);
    EXPECT_TRUE(track.videos[2].ends_with(fmt::format("HipHop/HipHop_HipHop{}_C2.avi", motion)));
    const Matched both = matched(track, motion);
    EXPECT_EQ(both.missing, 3 * joint_count)
        << "three frames are lost; the lost hands are no canonical joint";
    EXPECT_LT(rmsd(both), tolerance_mm);
  }
}

TEST(same_motion, the_original_aist_files_give_the_expected_body) {
  REQUIRE_SHARED_DATA();
  const char* files[] = {"gBR_sBM_cAll_d04_mBR0_ch03.pkl", "aist_sample.pkl"};
  for (int motion = 1; motion <= 2; ++motion) {
    const Reading reading = read(aist_reader(), shared_data() / "aistpp/keypoints3d" / files[motion - 1]);
    ASSERT_EQ(reading.sequences.size(), 1);
    const Matched both = matched(reading.sequences[0], motion);
    EXPECT_EQ(both.missing, 0);
    EXPECT_LT(rmsd(both), tolerance_mm);
    expect_plausible_person(reading.sequences[0]);
  }
}

TEST(same_motion, each_file_is_recognised_by_its_own_reader_only) {
  REQUIRE_SHARED_DATA();
  const fs::path data = shared_data();
  const std::pair<fs::path, std::string_view> files[] = {
      {data / "same_motion/human36m/data_3d_h36m.npz", "h36m"},
      {data / "same_motion/mpi_inf_3dhp/S1/Seq1/annot.mat", "mpi_inf_3dhp"},
      {data / "same_motion/mpi_inf_3dhp/TS1/annot_data.mat", "mpi_inf_3dhp"},
      {data / "same_motion/MADS/multi_view_data/HipHop/HipHop_HipHop1_GT.mat", "mads"},
      {data / "aistpp/keypoints3d/aist_sample.pkl", "aist"}};
  for (const auto& [file, name] : files) {
    ASSERT_NE(reader_for(file), nullptr) << file;
    EXPECT_EQ(reader_for(file)->name, name) << file;
  }
}

}  // namespace
}  // namespace solopose::testing
