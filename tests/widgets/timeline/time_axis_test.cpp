#include "widgets/timeline/time_axis.h"

#include <gtest/gtest.h>

namespace solopose {
namespace {

TimeAxis axis_of(qint64 frames, double width) {
  TimeAxis axis;
  axis.setWidth(width);
  axis.setFrameCount(frames);
  return axis;
}

TEST(TimeAxis, gives_every_frame_its_cell) {
  const TimeAxis axis = axis_of(100, 1000);
  EXPECT_DOUBLE_EQ(axis.pixelsPerFrame(), 10);
  EXPECT_DOUBLE_EQ(axis.centreOf(0), 5);
  EXPECT_DOUBLE_EQ(axis.centreOf(99), 995);
  for (const qint64 frame : {0, 1, 50, 99}) EXPECT_EQ(axis.frameAt(axis.centreOf(frame)), frame);
}

TEST(TimeAxis, clamps_positions_outside_to_the_sequence) {
  const TimeAxis axis = axis_of(100, 1000);
  EXPECT_EQ(axis.frameAt(-50), 0);
  EXPECT_EQ(axis.frameAt(5000), 99);
  EXPECT_EQ(axis_of(0, 1000).frameAt(10), 0);
}

TEST(TimeAxis, keeps_the_frame_under_the_mouse_when_it_zooms) {
  TimeAxis axis = axis_of(10'000, 1000);
  const qint64 under = axis.frameAt(700);
  axis.zoom(4, 700);
  EXPECT_DOUBLE_EQ(axis.shown(), 2500);
  EXPECT_EQ(axis.frameAt(700), under);
  EXPECT_TRUE(axis.zoomed());
}

TEST(TimeAxis, zooms_neither_beyond_ten_frames_nor_beyond_all) {
  TimeAxis axis = axis_of(10'000, 1000);
  axis.zoom(1e9, 500);
  EXPECT_DOUBLE_EQ(axis.shown(), 10);
  axis.zoom(1e-9, 500);
  EXPECT_DOUBLE_EQ(axis.shown(), 10'000);
  EXPECT_DOUBLE_EQ(axis.firstShown(), 0);
  EXPECT_FALSE(axis.zoomed());
}

TEST(TimeAxis, scrolls_within_the_sequence) {
  TimeAxis axis = axis_of(1000, 1000);
  axis.zoom(10, 0);
  axis.scrollBy(1e6);
  EXPECT_DOUBLE_EQ(axis.firstShown(), 900);
  axis.scrollBy(-1e6);
  EXPECT_DOUBLE_EQ(axis.firstShown(), 0);
}

TEST(TimeAxis, scrolls_only_when_a_frame_is_out_of_sight) {
  TimeAxis axis = axis_of(1000, 1000);
  axis.zoom(10, 0);
  axis.reveal(99);
  EXPECT_DOUBLE_EQ(axis.firstShown(), 0);
  axis.reveal(100);
  EXPECT_GT(axis.firstShown(), 0);
  EXPECT_LE(axis.xOf(100), axis.width());
  axis.reveal(999);
  EXPECT_LE(axis.xOf(1000), axis.width() + 1e-9);
}

TEST(TickSteps, are_round_and_leave_room_for_their_labels) {
  EXPECT_EQ(frame_tick_step(100, 60), 1);
  EXPECT_EQ(frame_tick_step(10, 60), 10);
  EXPECT_EQ(frame_tick_step(20, 60), 5);
  EXPECT_EQ(frame_tick_step(0.5, 60), 200);
  EXPECT_EQ(frame_tick_step(0, 60), 1);
  EXPECT_DOUBLE_EQ(second_tick_step(600, 60), 0.1);
  EXPECT_DOUBLE_EQ(second_tick_step(60, 60), 1);
  EXPECT_DOUBLE_EQ(second_tick_step(5, 60), 15);
  EXPECT_DOUBLE_EQ(second_tick_step(1, 60), 60);
  EXPECT_DOUBLE_EQ(second_tick_step(0.001, 60), 20 * 3600);
}

}  // namespace
}  // namespace solopose
