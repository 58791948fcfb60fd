#include "widgets/cursor/playback.h"

#include <gtest/gtest.h>

#include "widgets/cursor/cursor.h"

namespace solopose {
namespace {

class PlaybackTest : public ::testing::Test {
 protected:
  void SetUp() override {
    cursor.setSequence(1, 100);
    playback.setClock([this] { return now_ms; });
    playback.setFramesPerSecond(50);
    playback.setLoop(false);
  }
  void pass(qint64 milliseconds) {
    now_ms += milliseconds;
    playback.advance();
  }

  qint64 now_ms = 0;
  Cursor cursor;
  Playback playback{&cursor};
};

TEST_F(PlaybackTest, shows_the_frame_that_is_due_by_the_clock) {
  playback.play(1);
  pass(19);
  EXPECT_EQ(cursor.frame(), 0);
  pass(1);
  EXPECT_EQ(cursor.frame(), 1);
  pass(480);
  EXPECT_EQ(cursor.frame(), 25);
}

TEST_F(PlaybackTest, drops_frames_rather_than_fall_behind) {
  playback.play(1);
  int shown = 0;
  QObject::connect(&cursor, &Cursor::frameChanged, [&shown] { ++shown; });
  for (int i = 0; i < 7; ++i) pass(143);  // a slow window
  EXPECT_EQ(cursor.frame(), 50);          // 1001 ms
  EXPECT_EQ(shown, 7);
}

TEST_F(PlaybackTest, stops_at_the_end) {
  playback.play(1);
  pass(10'000);
  EXPECT_EQ(cursor.frame(), 99);
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, starts_over_from_the_end) {
  cursor.setFrame(99);
  playback.toggle();
  EXPECT_EQ(cursor.frame(), 0);
  EXPECT_TRUE(playback.playing());
  playback.toggle();
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, loops_without_losing_time) {
  playback.setLoop(true);
  playback.play(1);
  pass(2000 + 60);  // 100 frames and 3
  EXPECT_EQ(cursor.frame(), 3);
  EXPECT_TRUE(playback.playing());
  pass(20);
  EXPECT_EQ(cursor.frame(), 4);
}

TEST_F(PlaybackTest, plays_backwards_and_loops_there_too) {
  playback.setLoop(true);
  cursor.setFrame(10);
  playback.play(-1);
  pass(100);
  EXPECT_EQ(cursor.frame(), 5);
  pass(200);
  EXPECT_EQ(cursor.frame(), 95);
}

TEST_F(PlaybackTest, changes_speed_from_where_it_is) {
  playback.play(1);
  pass(200);
  EXPECT_EQ(cursor.frame(), 10);
  playback.setSpeed(0.5);
  pass(200);
  EXPECT_EQ(cursor.frame(), 15);
  playback.setSpeed(100);
  EXPECT_DOUBLE_EQ(playback.speed(), Playback::fastest);
  playback.setSpeed(0);
  EXPECT_DOUBLE_EQ(playback.speed(), Playback::slowest);
}

TEST_F(PlaybackTest, goes_on_from_where_somebody_moved_the_cursor) {
  playback.play(1);
  pass(200);
  cursor.setFrame(60);
  pass(20);
  EXPECT_GE(cursor.frame(), 60);
  pass(100);
  EXPECT_EQ(cursor.frame(), 65);
}

TEST_F(PlaybackTest, shuttles_faster_with_every_press_up_to_four_times) {
  playback.shuttle(1);
  EXPECT_DOUBLE_EQ(playback.speed(), 1);
  playback.shuttle(1);
  EXPECT_DOUBLE_EQ(playback.speed(), 2);
  playback.shuttle(1);
  playback.shuttle(1);
  EXPECT_DOUBLE_EQ(playback.speed(), 4);
  playback.shuttle(-1);
  EXPECT_TRUE(playback.backwards());
  EXPECT_DOUBLE_EQ(playback.speed(), 1);
}

TEST_F(PlaybackTest, pauses_when_it_steps) {
  playback.play(1);
  pass(200);
  playback.step(-1);
  EXPECT_FALSE(playback.playing());
  EXPECT_EQ(cursor.frame(), 9);
  playback.step(-100);
  EXPECT_EQ(cursor.frame(), 0);
}

TEST_F(PlaybackTest, loops_within_the_marked_range) {
  cursor.setFrame(20);
  playback.markIn();
  cursor.setFrame(29);
  playback.markOut();
  playback.setLoop(true);
  cursor.setFrame(70);
  playback.play(1);
  EXPECT_EQ(cursor.frame(), 20) << "from outside it starts at the range";
  pass(180);
  EXPECT_EQ(cursor.frame(), 29);
  pass(20);
  EXPECT_EQ(cursor.frame(), 20);
  playback.play(-1);
  EXPECT_EQ(cursor.frame(), 29);
  pass(200);
  EXPECT_EQ(cursor.frame(), 29);
}

TEST_F(PlaybackTest, without_looping_it_stops_at_the_end_of_the_range) {
  cursor.setFrame(29);
  playback.markOut();
  cursor.setFrame(10);
  playback.play(1);
  pass(5000);
  EXPECT_EQ(cursor.frame(), 29);
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, a_mark_behind_the_other_makes_a_new_range) {
  cursor.setFrame(50);
  playback.markIn();
  cursor.setFrame(40);
  playback.markOut();
  EXPECT_EQ(playback.firstFrame(), 0);
  EXPECT_EQ(playback.lastFrame(), 40);
  cursor.setSequence(2, 30);
  EXPECT_FALSE(playback.hasRange());
  EXPECT_EQ(playback.lastFrame(), 29);
}

TEST_F(PlaybackTest, a_minute_by_the_clock_is_a_minute_of_frames) {
  cursor.setSequence(2, 1900);
  playback.setFramesPerSecond(29.97);
  playback.play(1);
  for (int i = 0; i < 1000; ++i) {
    pass(3 + i % 115);  // a window that is now quick, now slow
    const double due = std::min(1899.0, static_cast<double>(now_ms) / 1000 * 29.97);
    ASSERT_NEAR(static_cast<double>(cursor.frame()), due, 1) << now_ms;
  }
}

/// A hundred frames, each of another length.
FrameTimesPtr uneven_times() {
  std::vector<double> times{0};
  for (int i = 1; i < 100; ++i) times.push_back(times.back() + 0.005 * (1 + i * 7 % 11));
  return std::make_shared<const std::vector<double>>(times);
}

/// The frame on the screen at a time: looked for from the start.
qint64 frame_at(const std::vector<double>& times, double seconds) {
  qint64 frame = 0;
  while (frame + 1 < std::ssize(times) && times[static_cast<std::size_t>(frame) + 1] <= seconds) ++frame;
  return frame;
}

TEST_F(PlaybackTest, shows_uneven_frames_for_as_long_as_each_is_meant_to_be_shown) {
  const FrameTimesPtr times = uneven_times();
  playback.setFrameTimes(times);
  EXPECT_DOUBLE_EQ(playback.timeOf(7), (*times)[7]);
  EXPECT_DOUBLE_EQ(playback.timeOf(100), times->back() + 1.0 / 50);
  for (const double speed : {1.0, 0.25, 4.0}) {
    cursor.setFrame(0);
    playback.setSpeed(speed);
    const qint64 start_ms = now_ms;
    playback.play(1);
    for (int i = 0; i < 150; ++i) {
      pass(1 + i % 17);
      const double seconds = speed * static_cast<double>(now_ms - start_ms) / 1000;
      if (seconds + 1e-3 > times->back()) break;
      // On the edge between two frames either is right.
      const qint64 early = frame_at(*times, seconds - 1e-6);
      const qint64 late = frame_at(*times, seconds + 1e-6);
      ASSERT_TRUE(cursor.frame() == early || cursor.frame() == late)
          << seconds << " s: " << cursor.frame() << ", not " << late;
    }
  }
}

TEST_F(PlaybackTest, uneven_frames_play_backwards_round_the_range_and_to_its_end) {
  const auto times = std::make_shared<const std::vector<double>>(std::vector{0.0, 0.1, 0.4, 0.5, 1.0});
  cursor.setSequence(2, 5);
  playback.setFrameTimes(times);
  cursor.setFrame(3);
  playback.play(-1);  // frame 3 lasts 500 ms, frame 2 100 ms, frame 1 300 ms
  pass(490);
  EXPECT_EQ(cursor.frame(), 3);
  pass(20);
  EXPECT_EQ(cursor.frame(), 2);
  pass(100);
  EXPECT_EQ(cursor.frame(), 1);
  pass(1000);
  EXPECT_EQ(cursor.frame(), 0);
  EXPECT_FALSE(playback.playing());
  cursor.setFrame(1);
  playback.markIn();
  cursor.setFrame(2);
  playback.markOut();
  playback.setLoop(true);
  cursor.setFrame(1);
  playback.play(1);  // round every 400 ms, 300 of them on frame 1
  for (const auto& [after_ms, frame] : {std::pair{290, 1}, {20, 2}, {80, 2}, {20, 1}, {270, 1}, {30, 2}}) {
    pass(after_ms);
    EXPECT_EQ(cursor.frame(), frame);
  }
  playback.setLoop(false);
  pass(1000);
  EXPECT_EQ(cursor.frame(), 2);
  EXPECT_FALSE(playback.playing());
}

TEST_F(PlaybackTest, assumes_thirty_frames_a_second_when_nobody_tells) {
  playback.setFramesPerSecond(0);
  EXPECT_TRUE(playback.rateIsAssumed());
  playback.play(1);
  pass(1000);
  EXPECT_EQ(cursor.frame(), 30);
}

TEST_F(PlaybackTest, does_not_start_without_frames) {
  cursor.setSequence(0, 0);
  playback.toggle();
  EXPECT_FALSE(playback.playing());
}

}  // namespace
}  // namespace solopose
