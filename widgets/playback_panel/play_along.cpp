#include "widgets/playback_panel/play_along.h"

#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"

namespace solopose {

PlayAlong::PlayAlong(Playback* playback, Cursor* cursor) : playback_(playback), cursor_(cursor) {
  QObject::connect(cursor_, &Cursor::frameChanged, &context_, [this](qint64 frame) { followFrame(frame); });
  QObject::connect(playback_, &Playback::changed, &context_, [this] { followHand(); });
}

void PlayAlong::begin() {
  playback_->pause();
  active_ = true;
  begun_ = false;
  plays_ = false;
  known_ = 0;
}

void PlayAlong::setKnown(qint64 end) {
  known_ = end;
  if (waits() && isAhead()) play();
}

void PlayAlong::finish() {
  if (waits()) play();
  active_ = false;
}

void PlayAlong::giveUp() { active_ = false; }

/// By a second at least, so that it does not halt at every step.
bool PlayAlong::isAhead() const {
  const qint64 from = begun_ ? cursor_->frame() : 0;
  return static_cast<double>(known_ - from) >= playback_->framesPerSecond();
}

void PlayAlong::play() {
  if (!begun_) cursor_->setFrame(0);
  begun_ = true;
  plays_ = true;
  playback_->play(1);
}

void PlayAlong::followFrame(qint64 frame) {
  if (!active_ || !plays_ || frame + 1 < known_) return;
  plays_ = false;
  playback_->pause();
}

void PlayAlong::followHand() {
  if (active_ && playback_->playing() != plays_) active_ = false;
}

}  // namespace solopose
