#pragma once

#include <cstdint>
#include <vector>

#include <QtGlobal>

namespace solopose {

/// Which frames a strip of pixels shows: a frame is a cell [frame, frame + 1) and the axis maps cells to x.
/// Zoom 1 shows them all.
class TimeAxis {
 public:
  void setFrameCount(qint64 frames);  ///< shows everything again
  void setWidth(double pixels);

  qint64 frameCount() const { return frames_; }
  double width() const { return width_; }
  double firstShown() const { return first_; }  ///< in frames, may lie within one
  double shown() const { return shown_; }       ///< in frames
  bool zoomed() const { return shown_ < static_cast<double>(frames_); }

  double xOf(double frame) const;
  double centreOf(qint64 frame) const { return xOf(static_cast<double>(frame) + 0.5); }
  double pixelsPerFrame() const { return shown_ > 0 ? width_ / shown_ : 0; }
  qint64 frameAt(double x) const;  ///< clamped to the sequence

  /// Show more (factor below 1) or less, the frame under x stays there.
  void zoom(double factor, double x);
  void scrollBy(double frames);
  void scrollTo(double first_frame);
  /// Scroll as little as needed for a frame to be seen, with some way ahead of it.
  void reveal(qint64 frame);
  void showAll();

 private:
  void clamp();

  qint64 frames_ = 0;
  double width_ = 1;
  double first_ = 0;
  double shown_ = 0;
};

/// A step of 1, 2 or 5 times a power of ten with at most one labelled tick every `label_pixels`; at least 1.
qint64 frame_tick_step(double pixels_per_frame, double label_pixels);
/// The same for seconds: 1, 2, 5 times a power of ten below ten seconds, then 10, 15, 30 s, 1, 2, 5, 10, 15,
/// 30 min, hours.
double second_tick_step(double pixels_per_second, double label_pixels);

}  // namespace solopose
