#pragma once

#include <optional>
#include <vector>

#include "widgets/shared/qcustomplot.h"

#include "core/augmotion/key_frame_facts.h"

namespace solopose {

/// What the two plots of the panel share: one point per usable frame, coloured by cluster; marks and cursor
/// on a layer of their own, so that a moving cursor does not paint thousands of points again; a click moves
/// the cursor, hovering tells about the frame.
class KeyFramePlot : public QCustomPlot {
  Q_OBJECT
 public:
  explicit KeyFramePlot(QWidget* parent = nullptr);

  void setAnalysis(KeyFrameAnalysisPtr analysis);  ///< nullptr: empty axes
  const KeyFrameAnalysisPtr& analysis() const { return analysis_; }
  void setMarks(const KeyFrameMarks& marks);
  void setCursorFrame(qint64 frame);

  /// Where a row of the analysis stands, in plot coordinates.
  virtual QPointF pointOf(std::size_t row) const = 0;
  /// The frame at a pixel: what a click there chooses.
  virtual std::optional<qint64> frameAt(const QPointF& pixel) const = 0;
  QPointF pixelOf(std::size_t row) const;

  QSize sizeHint() const override { return {360, 220}; }
  QSize minimumSizeHint() const override { return {160, 90}; }

 Q_SIGNALS:
  void frameClicked(qint64 frame);

 protected:
  virtual void retranslateUi() = 0;
  virtual void fitAxes() = 0;
  virtual double pointSize(std::size_t count) const = 0;
  virtual void restyle();
  virtual void placeMarks();

  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

  QCPLayer* markLayer() const { return mark_layer_; }
  qint64 cursorFrame() const { return cursor_frame_; }
  const KeyFrameMarks& marks() const { return marks_; }
  QString hintFor(qint64 frame) const;

 private:
  void replotMarks();
  void fillClusters();
  void styleClusters();
  void setHover(std::optional<qint64> frame);
  void place(QCPGraph* mark, std::optional<qint64> frame);

  KeyFrameAnalysisPtr analysis_;
  KeyFrameMarks marks_;
  qint64 cursor_frame_ = -1;
  std::optional<qint64> hover_;
  QPoint pressed_at_;
  QCPLayer* mark_layer_ = nullptr;
  std::vector<QCPGraph*> clusters_;
  QCPGraph* program_mark_ = nullptr;
  QCPGraph* person_mark_ = nullptr;
  QCPGraph* hover_mark_ = nullptr;
  QCPGraph* cursor_mark_ = nullptr;
};

}  // namespace solopose
