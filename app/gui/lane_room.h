#pragma once

#include <cstddef>

#include <QObject>

class QDockWidget;
class QMainWindow;

namespace solopose {

class TimelineLanes;

/// The timeline takes room for its lanes, as far as the window has it, and gives it back when they go. What
/// is kept of its height is that without lanes, with which it begins.
class LaneRoom : public QObject {
 public:
  /// @param extent the timeline's height in pixels where none is kept
  LaneRoom(QMainWindow* window, QDockWidget* timeline, const TimelineLanes* lanes, int extent);

  void save() const;
  /// After the window's own layout, in which the timeline is as high as its lanes have last made it.
  void restore();
  /// As in a new window.
  void reset();

 private:
  void follow();
  void settle();
  int heightWithoutLanes() const;
  void setHeight(int height);

  QMainWindow* window_;
  QDockWidget* timeline_;
  const TimelineLanes* lanes_;
  int extent_;
  int without_;         ///< height without lanes, when last seen
  bool taken_ = false;  ///< from when lanes come until their room is given back
  std::size_t shown_ = 0;
};

}  // namespace solopose
