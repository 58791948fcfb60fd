#include "widgets/cursor/cursor.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace solopose {
namespace {

TEST(CursorTest, tells_only_what_changed_and_the_sequence_first) {
  Cursor cursor;
  QStringList heard;
  QObject::connect(&cursor, &Cursor::sequenceChanged,
                   [&](SequenceId id) { heard << QString("sequence %1").arg(id); });
  QObject::connect(&cursor, &Cursor::frameChanged,
                   [&](qint64 frame) { heard << QString("frame %1").arg(frame); });
  cursor.setSequence(4, 100);
  EXPECT_EQ(heard, QStringList{"sequence 4"});
  heard.clear();
  cursor.setSequence(5, 100, 30);
  EXPECT_EQ(heard, (QStringList{"sequence 5", "frame 30"}));
  heard.clear();
  cursor.setFrame(30);
  cursor.setSequence(5, 100, 30);
  EXPECT_TRUE(heard.isEmpty());
}

TEST(CursorTest, every_loose_video_is_another_place) {
  Cursor cursor;
  int moves = 0;
  QObject::connect(&cursor, &Cursor::sequenceChanged, [&moves] { ++moves; });
  cursor.setLooseVideo(50, 25);
  EXPECT_TRUE(cursor.onLooseVideo());
  EXPECT_EQ(cursor.looseVideoRate(), 25);
  EXPECT_EQ(cursor.frameCount(), 50);
  EXPECT_EQ(cursor.looseVideoTimes(), nullptr);
  const auto times = std::make_shared<const std::vector<double>>(std::vector{0.0, 0.1});
  cursor.setLooseVideo(2, 10, times);
  EXPECT_EQ(cursor.looseVideoTimes(), times);
  cursor.setLooseVideo(50, 30);
  EXPECT_EQ(cursor.looseVideoTimes(), nullptr);
  EXPECT_EQ(moves, 3);
  cursor.setSequence(3, 10);
  EXPECT_FALSE(cursor.onLooseVideo());
}

TEST(CursorTest, frames_are_clamped_to_the_sequence) {
  Cursor cursor;
  cursor.setSequence(1, 10, 99);
  EXPECT_EQ(cursor.frame(), 9);
  cursor.setFrame(-5);
  EXPECT_EQ(cursor.frame(), 0);
  cursor.setFrame(1000);
  EXPECT_EQ(cursor.frame(), 9);
  cursor.setSequence(0, 0);
  EXPECT_EQ(cursor.frame(), 0);
  cursor.setFrame(3);
  EXPECT_EQ(cursor.frame(), 0);
}

TEST(CursorTest, a_listener_of_the_sequence_already_reads_the_new_frame) {
  Cursor cursor;
  qint64 frame_heard = -1;
  QObject::connect(&cursor, &Cursor::sequenceChanged, [&] { frame_heard = cursor.frame(); });
  cursor.setSequence(1, 50, 20);
  EXPECT_EQ(frame_heard, 20);
}

}  // namespace
}  // namespace solopose
