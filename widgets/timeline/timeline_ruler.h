#pragma once

#include <cstdint>
#include <vector>

#include <QPixmap>
#include <QWidget>

#include "widgets/timeline/time_axis.h"
#include "widgets/timeline/timeline_plot.h"
#include "widgets/timeline/timeline_span.h"

namespace solopose {

/// Frames and seconds from left to right with the playhead, and below them lanes for the key frame, the
/// clusters, the frames that miss joints, what was found of them, and plots of whatever is known of the
/// frames. Drag to move the playhead, turn the wheel to zoom, with Shift to scroll; a double click shows
/// everything.
class TimelineRuler : public QWidget {
  Q_OBJECT
 public:
  explicit TimelineRuler(QWidget* parent = nullptr);

  void setSequence(qint64 frame_count, double frames_per_second);  ///< rate 0 = unknown: no seconds
  void setFrame(qint64 frame);
  void setKeyFrame(qint64 frame, bool chosen_by_person);  ///< -1 = none
  void setClusters(std::vector<std::int8_t> labels);      ///< per frame, -1 = none; empty: no strip
  void setMissing(std::vector<std::uint8_t> counts);      ///< missing joints per frame; empty while unknown

  void setWithoutPose(std::vector<TimelineSpan> spans);  ///< in the lane of what is missing
  void setFindings(std::vector<TimelineSpan> spans);

  void setRange(qint64 first, qint64 last);  ///< that is played; -1, -1 = all
  void setPlots(std::vector<TimelinePlot> plots);

  const std::vector<TimelinePlot>& plots() const { return plots_; }
  const std::vector<TimelineSpan>& findings() const { return findings_; }
  const TimeAxis& axis() const { return axis_; }
  void scrollTo(double first_frame);
  double xOf(qint64 frame) const;  ///< centre of the frame in the widget
  const std::vector<std::int8_t>& clusters() const { return clusters_; }
  qint64 keyFrame() const { return key_frame_; }
  QString describe(qint64 frame) const;  ///< what the tooltip says

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void frameRequested(qint64 frame);
  void viewChanged();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Lane {
    int top;
    int height;
  };
  Lane frameLane() const;
  Lane secondLane() const;
  Lane keyFrameLane() const;
  Lane clusterLane() const;
  Lane missingLane() const;
  Lane findingsLane() const;
  Lane plotLane(std::size_t plot) const;
  int heightWith(int plot_height) const;
  int right() const;
  void fitAxis();
  void redraw();
  void viewMoved();
  void dragTo(double x);

  void drawBackdrop();
  void clip(QPainter& painter) const;
  void drawLaneNames(QPainter& painter) const;
  void drawFrames(QPainter& painter) const;
  void drawSeconds(QPainter& painter) const;
  void drawLabel(QPainter& painter, int x, const Lane& lane, const QString& text) const;
  void drawKeyFrame(QPainter& painter) const;
  void drawClusters(QPainter& painter) const;
  void drawMissing(QPainter& painter) const;
  void drawFindings(QPainter& painter) const;
  void drawPlots(QPainter& painter) const;
  void drawValues(QPainter& painter) const;  ///< of the plots, at the playhead
  void drawRange(QPainter& painter) const;
  void drawPlayhead(QPainter& painter) const;
  /// First frame of every pixel column and the one after its last, for columns that show any.
  template <typename Draw>
  void forColumns(Draw&& draw) const;

  TimeAxis axis_;
  qint64 frame_ = 0;
  double frames_per_second_ = 0;
  qint64 key_frame_ = -1;
  bool key_frame_chosen_ = false;
  std::vector<std::int8_t> clusters_;
  std::vector<std::uint8_t> missing_;
  std::vector<TimelineSpan> without_pose_;
  std::vector<TimelineSpan> findings_;
  qint64 range_first_ = -1;
  qint64 range_last_ = -1;
  std::vector<TimelinePlot> plots_;
  int gutter_ = 0;       ///< room for the lanes' names at the left
  int scale_width_ = 0;  ///< room for the plots' scales at the right
  /// Everything but the playhead, which moves 60 times a second over tens of thousands of frames; null:
  /// out of date.
  QPixmap backdrop_;
  bool dragging_ = false;
};

/// "1:02.50": minutes, seconds and hundredths; hours in front when there are any.
QString clock_text(double seconds);

}  // namespace solopose
