#pragma once

#include <functional>
#include <optional>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "widgets/cursor/cursor.h"

namespace solopose {

/// Moves the cursor by the clock on the wall: a slow window drops frames, it never falls behind.
class Playback : public QObject {
  Q_OBJECT
 public:
  static constexpr double assumed_frames_per_second = 30;  ///< of sequences that do not tell
  static constexpr double fastest = 4;
  static constexpr double slowest = 0.1;

  explicit Playback(Cursor* cursor, QObject* parent = nullptr);

  bool playing() const { return timer_.isActive(); }
  bool backwards() const { return direction_ < 0; }
  double speed() const { return speed_; }
  bool loop() const { return loop_; }
  /// What is played: marked by hand, or all of the sequence.
  bool hasRange() const { return in_ || out_; }
  qint64 firstFrame() const;
  qint64 lastFrame() const;
  double framesPerSecond() const { return frames_per_second_; }  ///< what it plays at speed 1
  bool rateIsAssumed() const { return rate_is_assumed_; }

  /// When the frame begins at speed 1, seconds after frame 0; that of one past the last is the end.
  double timeOf(qint64 frame) const;

  void setFramesPerSecond(double rate);  ///< 0 = unknown
  /// Frames of unequal length: each is shown for as long as it is meant to be. Null: by the rate.
  void setFrameTimes(FrameTimesPtr times);
  void setSpeed(double speed);  ///< clamped to slowest … fastest
  void setLoop(bool loop);

  /// Make the cursor's frame the first or the last one that is played. The other one is dropped where
  /// the two are then the wrong way round.
  void markIn();
  void markOut();
  void clearRange();

  /// Play forward, or pause. At the end it starts over.
  void toggle();
  void play(int direction);
  void pause();
  /// J and L: play in a direction at the normal speed; again in the same direction: twice as fast, up to
  /// `fastest`.
  void shuttle(int direction);
  /// Stop and move by frames.
  void step(qint64 frames);
  void goTo(qint64 frame);

  /// Milliseconds on a clock that never goes back; tests put their own here.
  void setClock(std::function<qint64()> clock);

 public Q_SLOTS:
  void advance();  ///< to the frame that is due now

 Q_SIGNALS:
  void changed();  ///< playing, direction, speed, loop, range or rate

 private:
  void restart();
  /// What is to be shown after so many seconds at speed 1; outside the range when that is over.
  qint64 dueByRate(double seconds) const;
  qint64 dueByTimes(double seconds) const;

  Cursor* cursor_;
  QTimer timer_;
  QElapsedTimer elapsed_;
  std::function<qint64()> clock_;
  double frames_per_second_ = assumed_frames_per_second;
  bool rate_is_assumed_ = true;
  FrameTimesPtr times_;
  double speed_ = 1;
  int direction_ = 1;
  bool loop_ = true;
  std::optional<qint64> in_;
  std::optional<qint64> out_;
  qint64 started_ms_ = 0;
  qint64 started_frame_ = 0;
  qint64 last_set_ =
      0;  ///< where playback itself put the cursor last: elsewhere means somebody else moved it
};

}  // namespace solopose
