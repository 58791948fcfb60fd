#include "core/formats/aist.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class AistFolder : public ::testing::Test {
 protected:
  AistFolder() {
    fs::create_directories(folder_ / "keypoints3d");
    fs::create_directories(folder_ / "cameras");
    write_bytes(file_, aist_pickle(4));
  }
  TemporaryFolder folder_;
  fs::path file_ = folder_ / "keypoints3d" / "gHO_sFM_cAll_d20_mHO1_ch09.pkl";
};

TEST_F(AistFolder, names_come_from_the_file_and_lengths_become_millimetres) {
  const Reading reading = read(aist_reader(), file_);
  ASSERT_EQ(reading.sequences.size(), 1);
  const Sequence& track = reading.sequences[0];
  EXPECT_EQ(track.subject, "d20");
  EXPECT_EQ(track.action, "gHO");
  EXPECT_EQ(track.take, "gHO_sFM_cAll_d20_mHO1_ch09");
  EXPECT_EQ(track.view, "world");
  EXPECT_EQ(track.frames_per_second, 60);
  EXPECT_EQ(track.up.value(), Eigen::Vector3d::UnitY());
  EXPECT_EQ(track.frames(), 4);
  EXPECT_FLOAT_EQ(track.positions_mm[11], static_cast<float>(10 * sample_value(11)));
  ASSERT_EQ(track.videos.size(), 9);
  EXPECT_TRUE(track.videos[8].ends_with("videos/gHO_sFM_c09_d20_mHO1_ch09.mp4"));
  EXPECT_TRUE(track.cameras.empty());
}

// One camera of the setting and its 2D key points, 17 in each of `frames`.
void write_labels(const fs::path& annotations, std::uint32_t frames) {
  write_bytes(annotations / "cameras" / "mapping.txt", "gHO_sFM_cAll_d20_mHO1_ch09 setting1\n");
  write_bytes(annotations / "cameras" / "setting1.json",
              R"([{"name": "c01", "size": [1920, 1080], "matrix": [[1000, 0, 960], [0, 1000, 540], [0, 0, 1]],
                   "distortions": [0, 0, 0, 0, 0], "rotation": [0, 0, 0], "translation": [0, 0, 400]}])");
  fs::create_directories(annotations / "keypoints2d");
  write_bytes(annotations / "keypoints2d" / "gHO_sFM_cAll_d20_mHO1_ch09.pkl",
              pickled(pickle_dict({{"keypoints2d", pickle_array({1, frames, 17, 3}, "f8")}})));
}

TEST_F(AistFolder, key_points_in_the_pictures_become_labels_where_the_detector_is_sure) {
  write_labels(folder_.path(), 4);
  const Reading reading = read(aist_reader(), file_);
  ASSERT_EQ(reading.sequences.at(0).image_points.size(), 1);
  const ImagePoints& labels = reading.sequences[0].image_points[0];
  EXPECT_EQ(labels.camera, "c01");
  ASSERT_EQ(labels.points_px.size(), 4 * 17 * 2);
  for (std::uint64_t i = 0; i < 4 * 17; ++i) {
    const bool sure = sample_value(3 * i + 2) >= 0.3;
    for (std::uint64_t axis = 0; axis < 2; ++axis) {
      const float found = labels.points_px[2 * i + axis];
      if (sure) {
        EXPECT_FLOAT_EQ(found, static_cast<float>(sample_value(3 * i + axis)));
      } else {
        EXPECT_NE(found, found);
      }
    }
  }
}

TEST_F(AistFolder, key_points_that_do_not_fit_are_remarked_and_the_track_arrives) {
  write_labels(folder_.path(), 5);
  const Reading reading = read(aist_reader(), file_);
  EXPECT_EQ(reading.sequences.at(0).frames(), 4);
  EXPECT_TRUE(reading.sequences[0].image_points.empty());
  EXPECT_TRUE(reading.remarked("no 2D labels"));
  write_bytes(folder_ / "keypoints2d" / "gHO_sFM_cAll_d20_mHO1_ch09.pkl", "nothing of the kind");
  EXPECT_TRUE(read(aist_reader(), file_).remarked("no 2D labels"));
}

TEST_F(AistFolder, another_name_is_an_unknown_subject) {
  const fs::path other = folder_ / "keypoints3d" / "my dance.pkl";
  fs::copy(file_, other);
  const Reading reading = read(aist_reader(), other);
  ASSERT_EQ(reading.sequences.size(), 1);
  EXPECT_EQ(reading.sequences[0].subject, "unknown");
  EXPECT_EQ(reading.sequences[0].take, "my dance");
  EXPECT_TRUE(reading.sequences[0].videos.empty());
}

TEST_F(AistFolder, what_the_user_states_wins) {
  ReadOptions options;
  options.frames_per_second = 30;
  options.millimetres_per_unit = 1;
  options.up = "-z";
  const Reading reading = read(aist_reader(), file_, options);
  ASSERT_EQ(reading.sequences.size(), 1);
  EXPECT_EQ(reading.sequences[0].frames_per_second, 30);
  EXPECT_EQ(reading.sequences[0].up.value(), -Eigen::Vector3d::UnitZ());
  EXPECT_FLOAT_EQ(reading.sequences[0].positions_mm[11], static_cast<float>(sample_value(11)));
  options.up = "w";
  EXPECT_THAT(error_of(aist_reader(), file_, options), HasSubstr("up axis"));
}

TEST_F(AistFolder, a_sequence_of_the_ignore_list_is_refused) {
  write_bytes(folder_ / "ignore_list.txt", "gBR_sBM_cAll_d04_mBR0_ch03\ngHO_sFM_cAll_d20_mHO1_ch09.json\n");
  EXPECT_THAT(error_of(aist_reader(), file_), HasSubstr("listed in ignore_list"));
  ReadOptions options;
  options.with_ignored = true;
  EXPECT_EQ(read(aist_reader(), file_, options).sequences.size(), 1);
}

TEST_F(AistFolder, the_mapping_leads_to_the_real_cameras) {
  REQUIRE_SHARED_DATA();
  fs::copy(shared_data() / "aistpp/cameras/setting1.json", folder_ / "cameras");
  write_bytes(folder_ / "cameras" / "mapping.txt",
              "gBR_sBM_cAll_d04_mBR0_ch03 setting3\ngHO_sFM_cAll_d20_mHO1_ch09 setting1\n");
  const Reading reading = read(aist_reader(), file_);
  ASSERT_EQ(reading.sequences.size(), 1);
  const std::vector<Camera>& cameras = reading.sequences[0].cameras;
  ASSERT_EQ(cameras.size(), 9);
  EXPECT_EQ(cameras[0].name, "c01");
  EXPECT_EQ(cameras[0].width, 1920);
  EXPECT_NEAR(cameras[0].intrinsics(0, 0), 1310.486088, 1e-6);
  EXPECT_NEAR(cameras[0].distortion[0], -0.114132767, 1e-8);
  EXPECT_NEAR(cameras[0].translation_mm.z(), 4533.9325, 1e-4) << "centimetres become millimetres";
  for (const Camera& camera : cameras) {
    // The cameras stand around the stage at about the height of a person's chest and look at its middle,
    // upright.
    const Eigen::Vector3d up = camera.rotation * Eigen::Vector3d::UnitY();
    EXPECT_LT(up.y(), -0.9) << camera.name << ": up in the world is up in the picture";
    EXPECT_GT(camera.translation_mm.z(), 1000) << camera.name << ": the stage lies before the camera";
  }
}

TEST_F(AistFolder, a_damaged_camera_file_is_named) {
  write_bytes(folder_ / "cameras" / "mapping.txt", "gHO_sFM_cAll_d20_mHO1_ch09 setting1\n");
  for (const char* text : {"", "{", "[1]", "[{\"name\": \"c01\", \"size\": [1920]}]", "[{\"name\": 3}]"}) {
    write_bytes(folder_ / "cameras" / "setting1.json", text);
    EXPECT_THAT(error_of(aist_reader(), file_), HasSubstr("setting1.json")) << text;
  }
}

TEST_F(AistFolder, the_optimised_track_is_preferred_and_the_raw_one_taken_without_it) {
  write_bytes(file_, pickled(pickle_dict({{"keypoints3d", pickle_array({2, 17, 3}, "f8")}})));
  EXPECT_EQ(read(aist_reader(), file_).sequences.at(0).frames(), 2);
  write_bytes(file_, pickled(pickle_dict({{"keypoints3d", pickle_array({2, 17, 3}, "f8")},
                                          {"keypoints3d_optim", pickle_array({5, 17, 3}, "f8")}})));
  EXPECT_EQ(read(aist_reader(), file_).sequences.at(0).frames(), 5);
}

TEST_F(AistFolder, other_pickles_of_the_dataset_are_not_recognised) {
  const fs::path motion = folder_ / "motion.pkl";
  write_bytes(motion, pickled(pickle_dict({{"smpl_poses", pickle_array({2, 72}, "f8")}})));
  EXPECT_FALSE(aist_reader().recognises(motion));
  EXPECT_TRUE(aist_reader().recognises(file_));
  EXPECT_THAT(error_of(aist_reader(), motion), HasSubstr("keypoints3d"));
}

}  // namespace
}  // namespace solopose::testing
