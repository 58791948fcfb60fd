#include "core/video/frame_map.h"

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(frame_map, frames_of_one_clock_are_the_same_however_carefully_the_rate_is_stated) {
  for (const double video_rate : {30.0, 29.97, 30000.0 / 1001}) {
    const FrameMap map(30, video_rate, 100);
    for (const std::int64_t frame : {0, 17, 99}) {
      EXPECT_EQ(map.video_frame(frame), frame);
      EXPECT_EQ(map.track_frame(frame), frame);
    }
    EXPECT_TRUE(map.reaches(99));
    EXPECT_FALSE(map.reaches(100));
    EXPECT_EQ(map.video_frame(140), 99) << "within the video";
  }
}

TEST(frame_map, frames_of_two_clocks_go_by_time) {
  const FrameMap map(50, 100, 40);
  EXPECT_EQ(map.video_frame(3), 6);
  EXPECT_EQ(map.track_frame(6), 3);
  EXPECT_EQ(map.track_frame(5), 3) << "the first that shows it";
  EXPECT_TRUE(map.reaches(19));
  EXPECT_FALSE(map.reaches(20));
}

TEST(frame_map, a_rate_that_nobody_knows_leaves_the_numbers) {
  EXPECT_EQ(FrameMap(0, 25, 100).video_frame(60), 60);
  EXPECT_EQ(FrameMap(50, 0, 100).video_frame(60), 60);
}

TEST(frame_map, a_video_of_variable_rate_goes_by_its_own_times) {
  const auto times = std::make_shared<const std::vector<double>>(std::vector<double>{0, 0.1, 0.5, 0.6});
  const FrameMap map(10, 4, 4, times);
  EXPECT_EQ(map.video_frame(0), 0);
  EXPECT_EQ(map.video_frame(1), 1);
  EXPECT_EQ(map.video_frame(4), 1) << "it is still on the screen";
  EXPECT_EQ(map.video_frame(5), 2);
  EXPECT_EQ(map.track_frame(2), 5);
}

}  // namespace
}  // namespace solopose
