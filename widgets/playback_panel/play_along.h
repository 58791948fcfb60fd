#pragma once

#include <QObject>

namespace solopose {

class Cursor;
class Playback;

/// Plays a film while its poses are still coming: from its beginning as soon as there are some, and where it
/// has caught up with them it waits for more. Whoever plays or pauses by hand meanwhile is obeyed, and from
/// then on it does nothing.
class PlayAlong {
 public:
  /// Both must outlive the object.
  PlayAlong(Playback* playback, Cursor* cursor);

  void begin();               ///< of a film at the cursor, without any poses yet
  void setKnown(qint64 end);  ///< the poses of the frames before it are there
  void finish();              ///< all that will come have come
  void giveUp();

  bool active() const { return active_; }
  bool waits() const { return active_ && !plays_; }

 private:
  void play();
  void followFrame(qint64 frame);
  void followHand();
  bool isAhead() const;

  Playback* playback_;
  Cursor* cursor_;
  QObject context_;
  bool active_ = false;
  bool begun_ = false;
  bool plays_ = false;  ///< what the clock does if nobody has touched it
  qint64 known_ = 0;
};

}  // namespace solopose
