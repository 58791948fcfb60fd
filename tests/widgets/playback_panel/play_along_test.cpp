#include "widgets/playback_panel/play_along.h"

#include <gtest/gtest.h>

#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"

namespace solopose {
namespace {

/// A film of 100 frames, 10 a second, on a clock that the test moves.
class PlayAlongTest : public ::testing::Test {
 protected:
  void SetUp() override {
    playback.setClock([this] { return now_ms; });
    cursor.setLooseVideo(100, 10);
    playback.setFramesPerSecond(10);
    along.begin();
  }
  void pass(qint64 ms) {
    now_ms += ms;
    if (playback.playing()) playback.advance();
  }

  qint64 now_ms = 0;
  Cursor cursor;
  Playback playback{&cursor};
  PlayAlong along{&playback, &cursor};
};

TEST_F(PlayAlongTest, begins_at_the_first_frame_once_a_second_of_poses_is_there) {
  cursor.setFrame(40);
  along.setKnown(9);
  EXPECT_FALSE(playback.playing());
  EXPECT_TRUE(along.waits());
  along.setKnown(10);
  EXPECT_TRUE(playback.playing());
  EXPECT_EQ(cursor.frame(), 0);
}

TEST_F(PlayAlongTest, waits_where_it_has_caught_up_and_goes_on_from_there) {
  along.setKnown(30);
  pass(2900);
  EXPECT_FALSE(playback.playing());
  EXPECT_EQ(cursor.frame(), 29);
  along.setKnown(35);
  EXPECT_FALSE(playback.playing()) << "it would halt again at once";
  along.setKnown(60);
  EXPECT_TRUE(playback.playing());
  pass(500);
  EXPECT_EQ(cursor.frame(), 34);
}

TEST_F(PlayAlongTest, plays_what_there_is_when_nothing_more_will_come) {
  along.setKnown(4);
  along.finish();
  EXPECT_TRUE(playback.playing()) << "a film shorter than a second, or whose person left it";
  pass(5000);
  EXPECT_EQ(cursor.frame(), 50) << "nobody waits any more";
  EXPECT_FALSE(along.active());
}

TEST_F(PlayAlongTest, obeys_who_pauses_by_hand) {
  along.setKnown(50);
  pass(1000);
  playback.pause();
  along.setKnown(100);
  along.finish();
  EXPECT_FALSE(playback.playing());
  EXPECT_EQ(cursor.frame(), 10);
}

TEST_F(PlayAlongTest, obeys_who_plays_on_beyond_the_poses) {
  playback.play(1);
  pass(5000);
  EXPECT_TRUE(playback.playing());
  EXPECT_EQ(cursor.frame(), 50);
}

TEST_F(PlayAlongTest, leaves_the_clock_alone_once_it_has_given_up) {
  along.giveUp();
  along.setKnown(100);
  along.finish();
  EXPECT_FALSE(playback.playing());
}

}  // namespace
}  // namespace solopose
