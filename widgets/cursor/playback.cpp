#include "widgets/cursor/playback.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/cursor/cursor.h"

namespace solopose {
namespace {

constexpr int tick_ms = 8;  // finer than a screen's 60 Hz; frames that are not due yet cost nothing

/// `frame` brought into [first, last], going round.
qint64 wrapped(qint64 frame, qint64 first, qint64 last) {
  const qint64 count = last - first + 1;
  const qint64 rest = (frame - first) % count;
  return first + (rest < 0 ? rest + count : rest);
}

/// How far into a round of a length something is, 0 to below the length.
double rest_of(double value, double length) {
  const double rest = std::fmod(value, length);
  return rest < 0 ? rest + length : rest;
}

}  // namespace

Playback::Playback(Cursor* cursor, QObject* parent) : QObject(parent), cursor_(cursor) {
  elapsed_.start();
  clock_ = [this] { return elapsed_.elapsed(); };
  timer_.setInterval(tick_ms);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &Playback::advance);
  connect(cursor_, &Cursor::sequenceChanged, this, [this] {
    clearRange();
    if (playing()) restart();
  });
}

void Playback::setClock(std::function<qint64()> clock) { clock_ = std::move(clock); }

void Playback::setFramesPerSecond(double rate) {
  rate_is_assumed_ = !(rate > 0);
  frames_per_second_ = rate_is_assumed_ ? assumed_frames_per_second : rate;
  restart();
  Q_EMIT changed();
}

void Playback::setFrameTimes(FrameTimesPtr times) {
  if (times == times_) return;
  times_ = std::move(times);
  restart();
  Q_EMIT changed();
}

double Playback::timeOf(qint64 frame) const {
  if (!times_ || times_->empty()) return static_cast<double>(frame) / frames_per_second_;
  const auto count = static_cast<qint64>(times_->size());
  if (frame < count) return (*times_)[static_cast<std::size_t>(std::max<qint64>(frame, 0))];
  // Nobody says how long the last one is: as long as the others on average.
  return times_->back() + static_cast<double>(frame - count + 1) / frames_per_second_;
}

void Playback::setSpeed(double speed) {
  speed_ = std::clamp(speed, slowest, fastest);
  restart();
  Q_EMIT changed();
}

void Playback::setLoop(bool loop) {
  loop_ = loop;
  restart();
  Q_EMIT changed();
}

qint64 Playback::firstFrame() const { return in_.value_or(0); }

qint64 Playback::lastFrame() const {
  const qint64 end = std::max<qint64>(cursor_->frameCount() - 1, 0);
  return std::min(out_.value_or(end), end);
}

void Playback::markIn() {
  in_ = cursor_->frame();
  if (out_ && *out_ < *in_) out_.reset();
  restart();
  Q_EMIT changed();
}

void Playback::markOut() {
  out_ = cursor_->frame();
  if (in_ && *in_ > *out_) in_.reset();
  restart();
  Q_EMIT changed();
}

void Playback::clearRange() {
  if (!hasRange()) return;
  in_.reset();
  out_.reset();
  restart();
  Q_EMIT changed();
}

void Playback::toggle() { playing() ? pause() : play(1); }

void Playback::play(int direction) {
  if (cursor_->frameCount() == 0) return;
  direction_ = direction < 0 ? -1 : 1;
  // From the end there is nothing left to play, so it starts over; so it does from outside the range.
  const qint64 at = cursor_->frame();
  if (direction_ > 0 && (at >= lastFrame() || at < firstFrame())) cursor_->setFrame(firstFrame());
  if (direction_ < 0 && (at <= firstFrame() || at > lastFrame())) cursor_->setFrame(lastFrame());
  restart();
  timer_.start();
  Q_EMIT changed();
}

void Playback::pause() {
  if (!playing()) return;
  timer_.stop();
  Q_EMIT changed();
}

void Playback::shuttle(int direction) {
  const bool same = playing() && (direction < 0) == backwards();
  speed_ = same ? std::min(fastest, std::max(1.0, speed_ * 2)) : 1.0;
  if (same) {
    restart();
    Q_EMIT changed();
  } else {
    play(direction);
  }
}

void Playback::step(qint64 frames) { goTo(cursor_->frame() + frames); }

void Playback::goTo(qint64 frame) {
  pause();
  cursor_->setFrame(frame);
}

void Playback::restart() {
  started_ms_ = clock_();
  started_frame_ = cursor_->frame();
  last_set_ = started_frame_;
}

qint64 Playback::dueByRate(double seconds) const {
  const auto gone = static_cast<qint64>(std::floor(seconds * frames_per_second_));
  const qint64 due = started_frame_ + direction_ * gone;
  return loop_ ? wrapped(due, firstFrame(), lastFrame()) : due;
}

// Forward a frame is shown from its time on, backwards from the next one's time down to its own.
qint64 Playback::dueByTimes(double seconds) const {
  constexpr double slack_s = 1e-9;
  const double begin = timeOf(firstFrame());
  const double end = timeOf(lastFrame() + 1);
  const bool forward = direction_ > 0;
  double at =
      forward ? timeOf(started_frame_) + seconds + slack_s : timeOf(started_frame_ + 1) - seconds - slack_s;
  if (loop_) at = forward ? begin + rest_of(at - begin, end - begin) : end - rest_of(end - at, end - begin);
  if (at >= end) return lastFrame() + 1;
  const auto after = std::upper_bound(times_->begin(), times_->end(), at);
  return static_cast<qint64>(after - times_->begin()) - 1;
}

void Playback::advance() {
  if (cursor_->frameCount() == 0) return pause();
  if (cursor_->frame() != last_set_) restart();
  const double seconds = speed_ * static_cast<double>(clock_() - started_ms_) / 1000.0;
  const qint64 due = times_ ? dueByTimes(seconds) : dueByRate(seconds);
  if (due < firstFrame() || due > lastFrame()) {
    cursor_->setFrame(std::clamp(due, firstFrame(), lastFrame()));
    return pause();
  }
  last_set_ = due;
  cursor_->setFrame(due);
}

}  // namespace solopose
