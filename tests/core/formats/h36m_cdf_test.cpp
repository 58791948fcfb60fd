#include "core/formats/h36m_cdf.h"

#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/files/cdf.h"
#include "core/formats/file_search.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class H36mCdf : public ::testing::Test {
 protected:
  static std::string sample(const std::string& name) {
    return bytes_of(fs::path(__FILE__).parent_path().parent_path() / "files" / "cdf" / (name + ".cdf"));
  }
  fs::path file(const std::string& path, const std::string& name = "column") {
    fs::create_directories((folder_ / path).parent_path());
    write_bytes(folder_ / path, sample(name));
    return folder_ / path;
  }
  /// One camera's place and lens for everybody.
  void write_metadata() {
    std::ofstream out(folder_ / "metadata.xml");
    out << "<metadata><w0>[";
    for (int i = 0; i < 44; ++i) out << "1.5 0 0 0 -5000 1000 ";
    for (int i = 0; i < 4; ++i) out << "1145 1144 512 515 -0.2 0.2 0 0 0 ";
    out << "]</w0></metadata>";
  }
  TemporaryFolder folder_;
};

TEST_F(H36mCdf, the_worlds_frame_is_one_view_of_32_joints_at_50_frames_a_second) {
  const Reading reading = read(h36m_cdf_reader(), file("S1/MyPoseFeatures/D3_Positions/Directions 1.cdf"));
  ASSERT_EQ(reading.sequences.size(), 1U);
  const Sequence& track = reading.sequences[0];
  EXPECT_EQ(track.subject, "S1");
  EXPECT_EQ(track.action, "Directions");
  EXPECT_EQ(track.take, "Directions 1");
  EXPECT_EQ(track.view, "world");
  EXPECT_EQ(track.frame, CoordinateFrame::world);
  EXPECT_EQ(track.joints->name, "h36m32");
  EXPECT_EQ(track.frames_per_second, 50);
  ASSERT_TRUE(track.up);
  EXPECT_EQ(*track.up, Eigen::Vector3d::UnitZ());
  ASSERT_EQ(track.positions_mm.size(), 480U);
  for (std::size_t i = 0; i < 480; ++i) EXPECT_EQ(track.positions_mm[i], static_cast<float>(sample_value(i)));
  EXPECT_THAT(track.videos, ::testing::SizeIs(4));
  EXPECT_THAT(track.videos[0], HasSubstr("S1/Videos/Directions 1.54138969.mp4"));
}

TEST_F(H36mCdf, the_cameras_frame_and_the_universal_body_are_told_apart_by_their_folders) {
  write_metadata();
  for (const auto& [folder, take] : {std::pair{"D3_Positions_mono", "WalkingDog 1"},
                                     std::pair{"D3_Positions_mono_universal", "WalkingDog 1 universal"},
                                     std::pair{"d3_positions_mono", "WalkingDog 1"}}) {
    SCOPED_TRACE(folder);
    const Reading reading =
        read(h36m_cdf_reader(), file(fmt::format("S11/MyPoseFeatures/{}/WalkingDog 1.54138969.cdf", folder)));
    const Sequence& track = reading.sequences.at(0);
    EXPECT_EQ(track.subject, "S11");
    EXPECT_EQ(track.action, "WalkingDog");
    EXPECT_EQ(track.take, take);
    EXPECT_EQ(track.view, "54138969");
    EXPECT_EQ(track.frame, CoordinateFrame::camera);
    ASSERT_EQ(track.cameras.size(), 1U);
    EXPECT_EQ(track.cameras[0].name, "54138969");
    ASSERT_TRUE(track.up);
    EXPECT_TRUE(track.up->isApprox(track.cameras[0].rotation * Eigen::Vector3d::UnitZ()));
    ASSERT_THAT(track.videos, ::testing::SizeIs(1));
    EXPECT_THAT(track.videos[0], HasSubstr("S11/Videos/WalkingDog 1.54138969.mp4"));
  }
}

TEST_F(H36mCdf, a_file_on_its_own_tells_its_frame_by_its_name) {
  const Reading world = read(h36m_cdf_reader(), file("Directions.cdf"));
  EXPECT_EQ(world.sequences.at(0).view, "world");
  EXPECT_EQ(world.sequences[0].take, "Directions");
  EXPECT_TRUE(world.remarked("subject"));
  const Reading camera = read(h36m_cdf_reader(), file("Directions 1.60457274.cdf"));
  EXPECT_EQ(camera.sequences.at(0).view, "60457274");
  EXPECT_FALSE(camera.sequences[0].up);
  EXPECT_TRUE(camera.remarked("up axis"));
}

TEST_F(H36mCdf, folders_as_the_archives_unpack_are_known) {
  for (const char* path : {"Poses_D3_Positions_S9/S9/MyPoseFeatures/D3_Positions/Photo.cdf",
                           "D3_positions/S9/Photo.cdf", "S9/Poses_D3_Positions_S9/Photo.cdf"}) {
    SCOPED_TRACE(path);
    const Reading reading = read(h36m_cdf_reader(), file(path));
    EXPECT_EQ(reading.sequences.at(0).subject, "S9");
    EXPECT_EQ(reading.sequences[0].view, "world");
  }
}

TEST_F(H36mCdf, all_actions_in_a_row_are_read_with_a_remark) {
  const Reading reading = read(h36m_cdf_reader(), file("S5/MyPoseFeatures/D3_Positions/_ALL 1.cdf"));
  EXPECT_EQ(reading.sequences.at(0).action, "_ALL");
  EXPECT_TRUE(reading.remarked("_ALL holds"));
}

TEST_F(H36mCdf, a_download_gives_its_3d_positions_and_passes_its_other_features_over) {
  write_metadata();
  file("S1/MyPoseFeatures/D3_Positions/Walking.cdf");
  file("S1/MyPoseFeatures/D3_Positions_mono/Walking.54138969.cdf", "whole");
  file("S1/MyPoseFeatures/D2_Positions/Walking.54138969.cdf");
  file("S1/MyPoseFeatures/RawAngles/Walking.cdf");
  const std::vector<fs::path> root = {folder_.path()};
  const FoundFiles found = files_for(h36m_cdf_reader(), root, JobContext{});
  EXPECT_EQ(found.files.size(), 2U);
  EXPECT_THAT(found.unread, IsEmpty());
  EXPECT_EQ(reader_for(found.files.at(0))->name, "h36m_cdf");
}

TEST_F(H36mCdf, other_shapes_and_other_files_are_refused_by_field) {
  const fs::path wrong = file("S1/MyPoseFeatures/D3_Positions/Walking.cdf");
  write_bytes(wrong, "no cdf at all");
  EXPECT_FALSE(h36m_cdf_reader().recognises(wrong));
  EXPECT_THAT(error_of(h36m_cdf_reader(), wrong), HasSubstr("expected a CDF of version 3"));
}

TEST_F(H36mCdf, damaged_files_are_survived) {
  for (const char* name : {"column", "gzip", "whole"}) {
    expect_damage_is_survived(h36m_cdf_reader(), sample(name), folder_ / "Walking.cdf");
  }
}

}  // namespace
}  // namespace solopose::testing
