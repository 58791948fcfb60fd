#include <fstream>

#include <QAction>

#include "tests/widgets/playback_panel/playback_window.h"

namespace solopose::testing {
namespace {

/// Videos that nobody would wish for: each is opened, played and scrubbed, and afterwards a good one still
/// plays.
class HostileVideoPlaybackTest : public PlaybackWindowTest {
 protected:
  void SetUp() override {
    open_empty_project();
    write_film(scratch / "good.mp4", 60, 30);
  }

  void expect_refused(const std::string& name) {
    const auto before = failures.count();
    choose_video(name);
    ASSERT_TRUE(wait_for([&] { return failures.count() > before; }));
    EXPECT_TRUE(failure().contains(QString::fromStdString(name))) << qPrintable(failure());
    expect_good_video_plays();
  }

  void play_for_some_frames() {
    const qint64 from = session.cursor()->frame();
    action("playback.toggle")->trigger();
    ASSERT_TRUE(playback.playing());
    ASSERT_TRUE(wait_for([&] { return session.cursor()->frame() != from; }));
    action("playback.toggle")->trigger();
    ASSERT_FALSE(playback.playing());
    ASSERT_TRUE(drawn());
  }

  void expect_good_video_plays() {
    open_video("good.mp4");
    play_for_some_frames();
    for (const qint64 frame : {47, 3}) {
      scrub_to(frame);
      EXPECT_EQ(view()->number(), session.cursor()->frame());
      EXPECT_EQ(coded_number(), session.cursor()->frame());
      EXPECT_NEAR(static_cast<double>(session.cursor()->frame()), static_cast<double>(frame), 1);
    }
    EXPECT_TRUE(view()->message().isEmpty()) << qPrintable(view()->message());
  }

  /// Opens, plays and scrubs a strange video that can be shown.
  void expect_plays(const std::string& name, qint64 frames) {
    open_video(name);
    ASSERT_EQ(session.cursor()->frameCount(), frames);
    if (frames > 1) play_for_some_frames();
    for (const qint64 part : {3, 1, 4, 2, 0}) {
      scrub_to(part * (frames - 1) / 4);
      EXPECT_EQ(view()->number(), session.cursor()->frame());
      EXPECT_EQ(coded_number(), session.cursor()->frame() % 65536);
    }
    EXPECT_TRUE(view()->message().isEmpty()) << qPrintable(view()->message());
    EXPECT_TRUE(failures.isEmpty()) << qPrintable(failure());
    expect_good_video_plays();
  }
};

TEST_F(HostileVideoPlaybackTest, without_a_video_stream) {
  write_sound(scratch / "sound.mkv");
  expect_refused("sound.mkv");
  EXPECT_TRUE(failures.last().first().toString().contains("expected a video stream"))
      << qPrintable(failure());
}

TEST_F(HostileVideoPlaybackTest, cut_off_before_its_table) {
  write_test_video(scratch / "cut.mp4", {.frames = 60});
  std::filesystem::resize_file(scratch / "cut.mp4", std::filesystem::file_size(scratch / "cut.mp4") / 2);
  expect_refused("cut.mp4");
}

TEST_F(HostileVideoPlaybackTest, cut_off_after_its_table_plays_to_where_it_ends) {
  const auto file = scratch / "cut.mp4";
  write_film(file, 120, 30);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) * 6 / 10);
  open_video("cut.mp4");
  const qint64 frames = session.cursor()->frameCount();
  ASSERT_GT(frames, 20);
  ASSERT_LT(frames, 120);
  play_for_some_frames();
  scrub_to(10);
  EXPECT_EQ(coded_number(), session.cursor()->frame());
  // What the last frames refer to may be gone: then it is said which one, and the others are shown again.
  action("playback.end")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(view()->number() == frames - 1 || view()->message().contains("cut.mp4"))
      << view()->number() << qPrintable(view()->message());
  scrub_to(5);
  EXPECT_EQ(coded_number(), session.cursor()->frame());
  EXPECT_TRUE(view()->message().isEmpty()) << qPrintable(view()->message());
  expect_good_video_plays();
}

TEST_F(HostileVideoPlaybackTest, of_one_frame) {
  write_test_video(scratch / "one.mp4", {.frames = 1});
  open_video("one.mp4");
  ASSERT_EQ(session.cursor()->frameCount(), 1);
  action("playback.toggle")->trigger();
  QTest::qWait(100);
  action("playback.shuttle-stop")->trigger();
  for (const char* step : {"playback.step-forward", "playback.end", "playback.step-back", "playback.start"}) {
    action(step)->trigger();
    ASSERT_TRUE(drawn());
    EXPECT_EQ(session.cursor()->frame(), 0);
  }
  EXPECT_EQ(view()->number(), 0);
  EXPECT_EQ(coded_number(), 0);
  expect_plays("one.mp4", 1);
}

TEST_F(HostileVideoPlaybackTest, of_a_hundred_thousand_frames) {
  write_test_video(
      scratch / "long.avi",
      {.container = "avi", .encoder = "mpeg4", .frames = 100'000, .width = 32, .height = 16, .b_frames = 0});
  expect_plays("long.avi", 100'000);
}

TEST_F(HostileVideoPlaybackTest, of_odd_sizes) {
  write_test_video(scratch / "odd.mp4",
                   {.frames = 40, .width = 127, .height = 63, .pixels = AV_PIX_FMT_YUV444P});
  expect_plays("odd.mp4", 40);
}

TEST_F(HostileVideoPlaybackTest, of_ten_bits) {
  write_test_video(scratch / "deep.mp4", {.frames = 40, .pixels = AV_PIX_FMT_YUV420P10});
  expect_plays("deep.mp4", 40);
}

TEST_F(HostileVideoPlaybackTest, deleted_while_it_plays) {
  write_film(scratch / "holiday.mp4", 400, 30);
  open_video("holiday.mp4");
  action("playback.toggle")->trigger();
  ASSERT_TRUE(wait_for([&] { return session.cursor()->frame() > 3; }));
  std::filesystem::remove(scratch / "holiday.mp4");
  ASSERT_TRUE(wait_for([this] { return view()->message().contains("holiday.mp4"); }));
  action("playback.shuttle-stop")->trigger();
  action("playback.end")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_TRUE(view()->message().contains("holiday.mp4")) << qPrintable(view()->message());
  expect_good_video_plays();
  // From a list of recent files, say: it is as any other file that is not there.
  panel.openVideo(folder("holiday.mp4"));
  ASSERT_TRUE(wait_for([this] { return !failures.isEmpty(); }));
  EXPECT_TRUE(failure().contains("there is no such file")) << qPrintable(failure());
}

TEST_F(HostileVideoPlaybackTest, overwritten_while_it_plays) {
  write_film(scratch / "holiday.mp4", 400, 30);
  open_video("holiday.mp4");
  action("playback.toggle")->trigger();
  ASSERT_TRUE(wait_for([&] { return session.cursor()->frame() > 3; }));
  std::ofstream(scratch / "holiday.mp4") << "something else";
  action("playback.shuttle-stop")->trigger();
  action("playback.end")->trigger();
  ASSERT_TRUE(wait_for([this] { return view()->message().contains("holiday.mp4"); }));
  ASSERT_TRUE(drawn());
  expect_good_video_plays();
}

}  // namespace
}  // namespace solopose::testing
