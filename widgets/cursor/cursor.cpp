#include "widgets/cursor/cursor.h"

#include <algorithm>
#include <utility>

namespace solopose {

namespace {

qint64 clamped(qint64 frame, qint64 frame_count) {
  return std::clamp<qint64>(frame, 0, std::max<qint64>(frame_count - 1, 0));
}

}  // namespace

Cursor::Cursor(QObject* parent) : QObject(parent) {}

void Cursor::setSequence(SequenceId sequence, qint64 frame_count, qint64 frame) {
  const bool other_sequence = sequence != sequence_;
  const qint64 next_frame = clamped(frame, frame_count);
  const bool other_frame = next_frame != frame_;
  // Both are set before either is told, so that whoever hears of the sequence also reads the right frame.
  sequence_ = sequence;
  frame_count_ = std::max<qint64>(frame_count, 0);
  frame_ = next_frame;
  if (other_sequence) Q_EMIT sequenceChanged(sequence_);
  // A listener may have moved the cursor on; it has then told of the frame itself.
  if (other_frame && sequence_ == sequence && frame_ == next_frame) Q_EMIT frameChanged(frame_);
}

void Cursor::setLooseVideo(qint64 frame_count, double frames_per_second, FrameTimesPtr times) {
  loose_video_rate_ = frames_per_second;
  loose_video_times_ = std::move(times);
  setSequence(--last_loose_video_, frame_count);
}

void Cursor::setFrame(qint64 frame) {
  const qint64 next = clamped(frame, frame_count_);
  if (next == frame_) return;
  frame_ = next;
  Q_EMIT frameChanged(frame_);
}

}  // namespace solopose
