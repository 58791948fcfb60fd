#include "core/inspection/heat_map_readings.h"

#include <gtest/gtest.h>

#include "core/heatpose/volume.h"
#include "tests/support/scratch_data.h"

namespace solopose::testing {
namespace {

HeatMapQuery query_of(std::int64_t frames = 20) {
  HeatMapQuery query;
  query.poses = std::make_shared<const std::vector<float>>(leaning_poses(frames, 1));
  query.choice.request.size = 48;
  return query;
}

TEST(heat_map_query, the_target_is_decoded_within_a_voxel_and_better_when_refined) {
  const HeatMapPicture picture = make_picture(query_of());
  const HeatMapReadings readings = read_joints(picture);
  for (const JointReading& joint : readings.joints) {
    EXPECT_LT(joint.voxel_error_mm, 2800 / 48.0);
    EXPECT_LT(joint.refined_error_mm, 5);
  }
  EXPECT_LT(readings.mean_refined_error_mm(), readings.mean_voxel_error_mm());
  EXPECT_EQ(picture.joints_outside, 0);
}

TEST(heat_map_query, a_file_minus_its_own_target_is_nothing) {
  HeatMapQuery query = query_of();
  query.file = std::make_shared<const Volume>(make_picture(query).volume);
  query.choice.source = HeatMapSource::difference;
  query.choice.request.size = 16;
  const HeatMapPicture picture = make_picture(query);
  EXPECT_EQ(picture.volume.grid.size[0], 48) << "the file's own grid";
  for (const float value : picture.volume.values) ASSERT_NEAR(value, 0, 1e-6);
}

TEST(heat_map_query, all_joints_of_a_file_are_found_by_matching) {
  HeatMapQuery query = query_of();
  query.file = std::make_shared<const Volume>(make_picture(query).volume);
  query.choice.source = HeatMapSource::file;
  const HeatMapReadings readings = read_joints(make_picture(query));
  int found = 0;
  for (const JointReading& joint : readings.joints) {
    EXPECT_TRUE(std::isfinite(joint.confidence));
    found += joint.refined_error_mm < 60;
  }
  EXPECT_GE(found, 11);
}

TEST(heat_map_query, without_a_file_the_error_says_so) {
  HeatMapQuery query = query_of();
  query.choice.source = HeatMapSource::file;
  EXPECT_ANY_THROW(make_picture(query));
}

TEST(heat_map_query, joints_outside_are_counted_and_a_fitting_cube_leaves_none) {
  HeatMapQuery query = query_of(2500);
  query.choice.request.extent_mm = 900;
  EXPECT_GT(make_picture(query).joints_outside, 0);
  HeatMapReadings readings;
  read_sequence(query, readings);
  EXPECT_GT(readings.sequence_joints_outside, 2500);
  query.choice.request.extent_mm = readings.fitting_extent_mm;
  readings = {};
  read_sequence(query, readings);
  EXPECT_EQ(readings.sequence_joints_outside, 0);
}

TEST(heat_map_query, the_universal_frame_moves_pose_and_volume) {
  HeatMapQuery query = query_of();
  const HeatMapPicture before = make_picture(query);
  query.to_universal = RigidTransform{Eigen::Matrix3d::Identity(), {100, 200, 300}, 1};
  const HeatMapPicture after = make_picture(query);
  EXPECT_NEAR(after.pose_mm[1], before.pose_mm[1] + 200, 1e-3);
  EXPECT_LT(
      (after.volume.grid.origin_mm - before.volume.grid.origin_mm - Eigen::Vector3d(100, 200, 300)).norm(),
      1e-3);
}

TEST(heat_map_query, the_histogram_counts_every_value_of_the_range) {
  HeatMapQuery query = query_of();
  for (const bool log_values : {false, true}) {
    query.log_values = log_values;
    const HeatMapPicture picture = make_picture(query);
    double sum = 0;
    for (const double count : picture.histogram) sum += count;
    EXPECT_EQ(sum, 48.0 * 48 * 48);
    EXPECT_GE(picture.histogram.back(), 1);
  }
}

TEST(heat_map_query, error_arrows_grow_by_powers_of_ten_until_they_are_seen) {
  EXPECT_EQ(visible_magnification(0.14), 1000);
  EXPECT_EQ(visible_magnification(1.9), 100);
  EXPECT_EQ(visible_magnification(2.1), 10);
  EXPECT_EQ(visible_magnification(350), 1);
  EXPECT_EQ(visible_magnification(0), 10000);
  EXPECT_EQ(visible_magnification(std::numeric_limits<double>::quiet_NaN()), 1);
}

}  // namespace
}  // namespace solopose::testing
