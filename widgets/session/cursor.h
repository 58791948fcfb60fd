#pragma once

#include <QObject>

#include "core/project/catalog.h"

namespace solopose {

/// The one place in the data that every panel looks at: a sequence and a frame of it. Panels set it and
/// follow it.
class Cursor : public QObject {
  Q_OBJECT
 public:
  explicit Cursor(QObject* parent = nullptr);

  SequenceId sequence() const { return sequence_; }  ///< 0 = none
  qint64 frame() const { return frame_; }            ///< from 0
  qint64 frameCount() const { return frame_count_; }

  /// Frames are clamped to the sequence. Signals come only for what changed, sequenceChanged first.
  void setSequence(SequenceId sequence, qint64 frame_count, qint64 frame = 0);
  void setFrame(qint64 frame);

 Q_SIGNALS:
  void sequenceChanged(solopose::SequenceId sequence);
  void frameChanged(qint64 frame);

 private:
  SequenceId sequence_ = 0;
  qint64 frame_ = 0;
  qint64 frame_count_ = 0;
};

}  // namespace solopose
