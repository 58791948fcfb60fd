#include "widgets/key_frames_panel/key_frame_plot.h"

#include <QEvent>
#include <QMouseEvent>
#include <QToolTip>

#include "widgets/shared/plot_style.h"
#include "widgets/theme/theme.h"

namespace solopose {

namespace {

constexpr double cursor_ring_size = 15;
constexpr int drag_distance = 4;  ///< pixels; less is a click

}  // namespace

KeyFramePlot::KeyFramePlot(QWidget* parent) : QCustomPlot(parent) {
  setNoAntialiasingOnDrag(true);
  setMouseTracking(true);
  setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  // The same left margin in every plot, so that stacked ones line up.
  axisRect()->setAutoMargins(QCP::msRight | QCP::msTop | QCP::msBottom);
  addLayer("marks", layer("main"), limAbove);
  mark_layer_ = layer("marks");
  mark_layer_->setMode(QCPLayer::lmBuffered);
  for (QCPGraph** mark : {&program_mark_, &person_mark_, &hover_mark_, &cursor_mark_}) {
    *mark = addGraph();
    (*mark)->setLineStyle(QCPGraph::lsNone);
    (*mark)->setLayer(mark_layer_);
  }
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    restyle();
    replot(rpQueuedReplot);
  });
}

void KeyFramePlot::setAnalysis(KeyFrameAnalysisPtr analysis) {
  analysis_ = std::move(analysis);
  hover_.reset();
  fillClusters();
  restyle();
  fitAxes();
  placeMarks();
  replot(rpQueuedReplot);
}

void KeyFramePlot::setMarks(const KeyFrameMarks& marks) {
  if (marks == marks_) return;
  marks_ = marks;
  placeMarks();
  replotMarks();
}

void KeyFramePlot::setCursorFrame(qint64 frame) {
  if (frame == cursor_frame_) return;
  cursor_frame_ = frame;
  placeMarks();
  replotMarks();
}

QPointF KeyFramePlot::pixelOf(std::size_t row) const {
  const QPointF point = pointOf(row);
  return {xAxis->coordToPixel(point.x()), yAxis->coordToPixel(point.y())};
}

/// One graph per cluster, the largest first so that small ones are not buried.
void KeyFramePlot::fillClusters() {
  for (QCPGraph* graph : clusters_) removeGraph(graph);
  clusters_.clear();
  if (!analysis_) return;
  const std::size_t count = analysis_->choice.cluster_sizes.size();
  std::vector<QVector<QCPGraphData>> points(count);
  for (std::size_t row = 0; row < analysis_->features.frames.size(); ++row) {
    const QPointF point = pointOf(row);
    points[static_cast<std::size_t>(analysis_->choice.labels[row])].append({point.x(), point.y()});
  }
  for (std::size_t i = 0; i < count; ++i) {
    QCPGraph* graph = addGraph();
    graph->setLineStyle(QCPGraph::lsNone);
    graph->setPen(Qt::NoPen);  // else the points get its outline
    graph->data()->set(points[i]);
    clusters_.push_back(graph);
  }
}

void KeyFramePlot::styleClusters() {
  const double size = analysis_ ? pointSize(analysis_->features.frames.size()) : 0;
  for (std::size_t i = 0; i < clusters_.size(); ++i) {
    QColor colour = Theme::instance().cluster(static_cast<int>(i));
    colour.setAlphaF(0.8F);
    clusters_[i]->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(Qt::NoPen), QBrush(colour), size));
  }
}

void KeyFramePlot::restyle() {
  style_plot(*this);
  const QFontMetrics metrics(yAxis->tickLabelFont());
  axisRect()->setMargins({metrics.horizontalAdvance("-0.25") + metrics.height() + 26, 0, 0, 0});
  styleClusters();
  const Theme& theme = Theme::instance();
  QPen outline(theme.panel(), 1.5);
  outline.setCosmetic(true);  // the star is scaled up from a small shape, its outline must not be
  program_mark_->setScatterStyle(QCPScatterStyle(star_shape(), outline, theme.text(), key_frame_mark_size));
  person_mark_->setScatterStyle(
      QCPScatterStyle(QCPScatterStyle::ssDiamond, outline, theme.accent(), key_frame_mark_size));
  cursor_mark_->setScatterStyle(
      QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.accent(), 2), Qt::NoBrush, cursor_ring_size));
  hover_mark_->setScatterStyle(
      QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.text(), 1.5), Qt::NoBrush, cursor_ring_size - 4));
}

void KeyFramePlot::placeMarks() {
  place(program_mark_, marks_.program);
  place(person_mark_, marks_.person);
  place(hover_mark_, hover_);
  place(cursor_mark_, cursor_frame_);
}

void KeyFramePlot::place(QCPGraph* mark, std::optional<qint64> frame) {
  mark->data()->clear();
  const auto row = analysis_ && frame ? analysis_->row_of(*frame) : std::nullopt;
  if (!row) return;
  const QPointF point = pointOf(*row);
  mark->addData(point.x(), point.y());
}

QString KeyFramePlot::hintFor(qint64 frame) const {
  const auto row = analysis_->row_of(frame);
  if (!row) return tr("Frame %1\nJoints missing").arg(locale().toString(frame));
  const double tilt = static_cast<double>(analysis_->features.tilt_deg[*row]);
  return tr("Frame %1\nTilt %2°\nCluster %3")
      .arg(locale().toString(frame), locale().toString(tilt, 'f', 1))
      .arg(analysis_->choice.labels[*row] + 1);
}

/// A hidden plot has no picture to paint on yet; it is painted whole when it is shown.
void KeyFramePlot::replotMarks() {
  if (isVisible()) mark_layer_->replot();
}

void KeyFramePlot::showEvent(QShowEvent* event) {
  QCustomPlot::showEvent(event);
  replot(rpQueuedReplot);
}

void KeyFramePlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) {
    retranslateUi();
    replot(rpQueuedReplot);
  } else if (event->type() == QEvent::FontChange) {
    restyle();
    replot(rpQueuedReplot);
  }
}

void KeyFramePlot::mousePressEvent(QMouseEvent* event) {
  pressed_at_ = event->pos();
  QCustomPlot::mousePressEvent(event);
}

void KeyFramePlot::mouseReleaseEvent(QMouseEvent* event) {
  QCustomPlot::mouseReleaseEvent(event);
  const bool click =
      event->button() == Qt::LeftButton && (event->pos() - pressed_at_).manhattanLength() < drag_distance;
  if (!click || !analysis_) return;
  if (const auto frame = frameAt(event->position())) Q_EMIT frameClicked(*frame);
}

void KeyFramePlot::mouseMoveEvent(QMouseEvent* event) {
  QCustomPlot::mouseMoveEvent(event);
  if (!analysis_ || event->buttons() != Qt::NoButton) return;
  const auto frame = frameAt(event->position());
  setHover(frame);
  setCursor(frame ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (frame)
    QToolTip::showText(event->globalPosition().toPoint() + QPoint(12, 12), hintFor(*frame), this);
  else
    QToolTip::hideText();
}

/// Back to all points after zooming and dragging.
void KeyFramePlot::mouseDoubleClickEvent(QMouseEvent* event) {
  QCustomPlot::mouseDoubleClickEvent(event);
  fitAxes();
  replot(rpQueuedReplot);
}

void KeyFramePlot::leaveEvent(QEvent* event) {
  QCustomPlot::leaveEvent(event);
  setHover(std::nullopt);
}

void KeyFramePlot::setHover(std::optional<qint64> frame) {
  if (frame == hover_) return;
  hover_ = frame;
  place(hover_mark_, hover_);
  replotMarks();
}

}  // namespace solopose
