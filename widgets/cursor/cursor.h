#pragma once

#include <QObject>

#include "core/project/ids.h"
#include "core/video/frame_map.h"

namespace solopose {

/// The one place in the data that every panel looks at: a sequence and a frame of it. Panels set it and
/// follow it. A video that belongs to no sequence takes the cursor too, so that one clock plays everything;
/// no catalog knows the number it goes by.
class Cursor : public QObject {
  Q_OBJECT
 public:
  explicit Cursor(QObject* parent = nullptr);

  SequenceId sequence() const { return sequence_; }  ///< 0 = none, negative = a loose video
  bool onLooseVideo() const { return sequence_ < 0; }
  double looseVideoRate() const { return loose_video_rate_; }  ///< frames a second; the mean where it varies
  const FrameTimesPtr& looseVideoTimes() const { return loose_video_times_; }
  qint64 frame() const { return frame_; }  ///< from 0
  qint64 frameCount() const { return frame_count_; }

  /// Frames are clamped to the sequence. Signals come only for what changed, sequenceChanged first.
  void setSequence(SequenceId sequence, qint64 frame_count, qint64 frame = 0);
  /// A loose video, under a number of its own.
  void setLooseVideo(qint64 frame_count, double frames_per_second, FrameTimesPtr times = nullptr);
  void setFrame(qint64 frame);

 Q_SIGNALS:
  void sequenceChanged(solopose::SequenceId sequence);
  void frameChanged(qint64 frame);

 private:
  SequenceId sequence_ = 0;
  qint64 frame_ = 0;
  qint64 frame_count_ = 0;
  SequenceId last_loose_video_ = 0;
  double loose_video_rate_ = 0;
  FrameTimesPtr loose_video_times_;
};

}  // namespace solopose
