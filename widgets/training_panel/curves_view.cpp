#include "widgets/training_panel/curves_view.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include "widgets/shared/elided_label.h"
#include "widgets/shared/plot_style.h"
#include "widgets/shared/qcustomplot.h"
#include "widgets/theme/theme.h"
#include "widgets/training_panel/run_legend.h"

namespace solopose {
namespace {

constexpr QSize least_size(190, 130);  // of a plot that is not squeezed, legend and all
constexpr int between_replots_ms = 40;
constexpr double reading_radius = 24;   // pixels
constexpr qsizetype line_points = 400;  // more than that and points would hide the line

QVector<double> values(const std::vector<double>& from) { return QVector<double>(from.begin(), from.end()); }

QCPGraph* add_graph(QCustomPlot& plot, const Curve& curve, const QString& name, const QPen& pen,
                    bool with_points) {
  QCPGraph* graph = plot.addGraph();
  graph->setData(values(curve.x), values(curve.y), true);
  graph->setName(name);
  graph->setPen(pen);
  graph->setAdaptiveSampling(true);
  if (with_points && graph->dataCount() <= line_points)
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, pen.color(), pen.color(), 4.5));
  return graph;
}

Curve divided(Curve curve, double unit) {
  for (double& y : curve.y) y /= unit;
  return curve;
}

Curve curve_of(const Reliability& reliability, const std::vector<float>& errors_mm) {
  return {{reliability.confidences.begin(), reliability.confidences.end()},
          {errors_mm.begin(), errors_mm.end()}};
}

QColor faded(QColor colour, float opacity) {
  colour.setAlphaF(opacity);
  return colour;
}

}  // namespace

CurvesView::CurvesView(QWidget* parent)
    : QWidget(parent),
      choice_(new QTabBar(this)),
      plots_(new QSplitter(Qt::Vertical, this)),
      loss_(makePlot()),
      mpjpe_(makePlot()),
      reliability_(makePlot()),
      legend_(new RunLegend(this)),
      reading_(new ElidedLabel(this)) {
  build();
  others_later_.setSingleShot(true);
  others_later_.setInterval(between_replots_ms);
  connect(&others_later_, &QTimer::timeout, this, [this] {
    mpjpe_->replot();
    if (reliability_->isVisible()) reliability_->replot();
  });
  connect(choice_, &QTabBar::currentChanged, this, &CurvesView::arrange);
  connect(&Theme::instance(), &Theme::changed, this, &CurvesView::style);
  style();
  retranslate();
}

void CurvesView::build() {
  plots_->setChildrenCollapsible(false);
  for (QCustomPlot* plot : all()) {
    plots_->addWidget(plot);
    choice_->addTab(QString());
  }
  plots_->setSizes({1000, 1000, 1000});
  choice_->setDocumentMode(true);
  choice_->setDrawBase(false);
  choice_->setExpanding(false);
  choice_->hide();
  reliability_->xAxis->setNumberPrecision(1);
  unknown_ = new QCPItemText(reliability_);
  unknown_->position->setType(QCPItemPosition::ptAxisRectRatio);
  unknown_->position->setCoords(0.5, 0.5);
  reading_->setProperty("role", "muted");
  reading_->setTextFormat(Qt::PlainText);
  reading_->setContentsMargins(10, 0, 10, 2);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(choice_);
  column->addWidget(plots_, 1);
  auto* names = new QHBoxLayout;
  names->setContentsMargins(10, 2, 10, 2);
  names->addWidget(legend_);
  column->addLayout(names);
  column->addWidget(reading_);
}

QCustomPlot* CurvesView::makePlot() {
  auto* plot = new QCustomPlot(this);
  plot->setMinimumSize(140, 110);
  plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  // The frame without lines is painted in a fraction of the time with lines half a pixel softer.
  plot->setNoAntialiasingOnDrag(true);
  plot->axisRect()->setMinimumMargins(QMargins(8, 6, 12, 8));
  plot->xAxis->setNumberFormat("f");
  plot->xAxis->setNumberPrecision(0);
  plot->legend->setVisible(true);
  plot->legend->setBorderPen(Qt::NoPen);
  plot->legend->setRowSpacing(0);
  plot->legend->setMargins(QMargins(4, 2, 4, 2));
  // Below the axes, in one row.
  auto* below = new QCPLayoutGrid;
  plot->plotLayout()->addElement(1, 0, below);
  below->addElement(0, 0, plot->legend);
  plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
  plot->plotLayout()->setRowSpacing(0);
  plot->plotLayout()->setRowStretchFactor(1, 0.001);
  const auto zoomed = [this] { fitted_ = false; };
  connect(plot, &QCustomPlot::mouseWheel, this, zoomed);
  connect(plot, &QCustomPlot::mouseMove, this, [this, plot](QMouseEvent* event) {
    if (event->buttons() != Qt::NoButton) fitted_ = false;
    read(plot, event->position());
  });
  connect(plot, &QCustomPlot::mouseDoubleClick, this, [this] {
    fitted_ = true;
    fit();
    replot();
  });
  return plot;
}

void CurvesView::show(std::vector<Shown> runs, const CurveSettings& settings) {
  const bool others = !std::ranges::equal(runs, runs_, {}, &Shown::name, &Shown::name);
  if (others || !(settings == settings_)) fitted_ = true;
  runs_ = std::move(runs);
  settings_ = settings;
  draw();
}

// A plot's legend says what kind of line is which; the run's colour says whose, and its name stands below.
void CurvesView::draw() {
  const Theme& theme = Theme::instance();
  for (QCustomPlot* plot : all()) plot->clearGraphs();
  const bool several = runs_.size() > 1;
  for (const Shown& run : runs_) {
    const RunCurves& curves = run.curves;
    const double unit = lossUnit(run);
    add_graph(*loss_, divided(curves.training_loss, unit), tr("Training"), QPen(faded(run.colour, 0.6F), 1),
              false);
    add_graph(*loss_, divided(curves.validation_loss, unit), tr("Validation"), QPen(run.colour, 2), true);
    add_graph(*mpjpe_, curves.mpjpe, tr("Validation"), QPen(run.colour, 2), true);
    const QColor reference = several ? faded(run.colour, 0.6F) : theme.mutedText();
    add_graph(*mpjpe_, curves.mean_pose, tr("Mean pose"), QPen(reference, 1, Qt::DashLine), false);
    const Reliability reliability = run.reliability.value_or(Reliability());
    add_graph(*reliability_, curve_of(reliability, reliability.median_mm), tr("Half are nearer"),
              QPen(run.colour, 2), true);
    add_graph(*reliability_, curve_of(reliability, reliability.percentile_90_mm),
              tr("Nine of ten are nearer"), QPen(reference, 1, Qt::DashLine), false);
  }
  legend_->show(runs_);
  loss_->yAxis->setLabel(lossesAreUnlike() ? tr("Loss, start = 1") : tr("Loss"));
  unknown_->setVisible(!knowsReliability());
  arrange();
  for (QCustomPlot* plot : all()) {
    for (int i = 2; i < plot->graphCount(); ++i) plot->graph(i)->removeFromLegend();
    plot->legend->setVisible(!runs_.empty());
  }
  const bool logarithmic = settings_.logarithmic;
  QCPAxis* axis = loss_->yAxis;
  if ((axis->scaleType() == QCPAxis::stLogarithmic) != logarithmic) set_logarithmic(*axis, logarithmic);
  const QString across = settings_.axis == CurveAxis::steps ? tr("Step") : tr("Minutes");
  for (QCustomPlot* plot : {loss_, mpjpe_}) plot->xAxis->setLabel(across);
  if (fitted_) fit();
  replot();
}

/// In laps of the event loop of their own, so that what comes meanwhile waits for one of them only.
void CurvesView::replot() {
  loss_->replot(QCustomPlot::rpQueuedReplot);
  others_later_.start();
}

void CurvesView::fit() {
  const QString before = idleText();
  outside_ = fit(*loss_, settings_.logarithmic) + fit(*mpjpe_, false) + fit(*reliability_, false);
  if (reading_->fullText().isEmpty() || reading_->fullText() == before) reading_->setFullText(idleText());
}

/// What is to be known of the plots where the mouse is at none of their curves.
QString CurvesView::idleText() const {
  QStringList parts;
  if (lossesAreUnlike()) parts << tr("Unlike losses, as shares of their start: compare by MPJPE");
  if (fitted_ && outside_ != 0)
    parts << tr("%Ln value(s) lie outside: Without outliers is on", nullptr, outside_);
  return parts.join(QStringLiteral(" · "));
}

bool CurvesView::lossesAreUnlike() const {
  return std::ranges::any_of(
      runs_, [&](const Shown& run) { return run.loss_measure != runs_.front().loss_measure; });
}

double CurvesView::lossUnit(const Shown& run) const {
  if (!lossesAreUnlike()) return 1;
  const Curve& training = run.curves.training_loss;
  const Curve& begun = training.y.empty() ? run.curves.validation_loss : training;
  return begun.y.empty() || begun.y.front() <= 0 ? 1 : begun.y.front();
}

int CurvesView::fit(QCustomPlot& plot, bool logarithmic) const {
  double end = 0;
  std::vector<double> all;
  for (int i = 0; i < plot.graphCount(); ++i) {
    for (const QCPGraphData& point : *plot.graph(i)->data()) {
      end = std::max(end, point.key);
      all.push_back(point.value);
    }
  }
  constexpr double empty_width = 100;
  plot.xAxis->setRange(0, end > 0 ? end * 1.02 : empty_width);
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) axis->setTickLabels(!all.empty());
  const auto range = value_range(all, settings_.without_outliers, logarithmic);
  if (!range) return 0;
  plot.yAxis->setRange(range->first, range->second);
  if (!settings_.without_outliers) return 0;
  return static_cast<int>(std::ranges::count_if(
      all, [&](double value) { return value < range->first || value > range->second; }));
}

/// What is nearest to the mouse, in words.
void CurvesView::read(QCustomPlot* plot, const QPointF& at) {
  double nearest = reading_radius;
  QString text;
  for (int i = 0; i < plot->graphCount(); ++i) {
    QVariant details;
    const double distance = plot->graph(i)->selectTest(at, false, &details);
    const auto selection = details.value<QCPDataSelection>();
    if (distance < 0 || distance >= nearest || selection.isEmpty()) continue;
    nearest = distance;
    const QCPGraphData& point = *plot->graph(i)->data()->at(selection.dataRange().begin());
    const QLocale locale;
    const QString x = placeText(plot, point.key);
    const Shown& run = runs_[static_cast<std::size_t>(i / 2)];
    const QString y = plot == loss_ ? locale.toString(point.value * lossUnit(run), 'g', 4)
                                    : tr("%1 mm").arg(locale.toString(point.value, 'f', 1));
    text = QStringLiteral("%1 · %2 · %3 · %4").arg(run.name, plot->graph(i)->name(), x, y);
  }
  reading_->setFullText(text.isEmpty() ? idleText() : text);
}

QString CurvesView::placeText(const QCustomPlot* plot, double x) const {
  const QLocale locale;
  if (plot == reliability_) return tr("confidence %1").arg(locale.toString(x, 'f', 2));
  return settings_.axis == CurveAxis::steps ? tr("step %1").arg(locale.toString(x, 'f', 0))
                                            : tr("%1 min").arg(locale.toString(x, 'f', 1));
}

void CurvesView::style() {
  const Theme& theme = Theme::instance();
  for (QCustomPlot* plot : all()) {
    style_plot(*plot);
    plot->legend->setFont(plot->xAxis->tickLabelFont());
    plot->legend->setTextColor(theme.mutedText());
    plot->legend->setBrush(faded(theme.panel(), 0.4F));
  }
  unknown_->setFont(reliability_->xAxis->tickLabelFont());
  unknown_->setColor(theme.mutedText());
  draw();
}

void CurvesView::retranslate() {
  mpjpe_->yAxis->setLabel(tr("MPJPE (mm)"));
  loss_->setAccessibleName(tr("Loss over steps"));
  mpjpe_->setAccessibleName(tr("MPJPE over steps"));
  reliability_->yAxis->setLabel(tr("Validation error (mm)"));
  reliability_->xAxis->setLabel(tr("Confidence"));
  unknown_->setText(tr("No chosen run knows it yet:\nvalidation measures it"));
  reliability_->setAccessibleName(tr("Error by confidence"));
  choice_->setTabText(1, tr("MPJPE"));
  choice_->setTabText(2, tr("Error by confidence"));
  choice_->setAccessibleName(tr("Plot"));
  const QString hint = tr("Wheel and drag to look closer, double click to show everything");
  for (QCustomPlot* plot : all()) plot->setToolTip(hint);
  draw();
}

void CurvesView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void CurvesView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

bool CurvesView::knowsReliability() const {
  return std::ranges::any_of(runs_, [](const Shown& run) { return run.reliability.has_value(); });
}

/// How many plots there is room for beside or below each other.
int CurvesView::roomFor() const {
  const int high =
      (height() - legend_->heightForWidth(width()) - reading_->sizeHint().height()) / least_size.height();
  return std::clamp(std::max(width() / least_size.width(), high), 1, static_cast<int>(all().size()));
}

// Which tabs there are hangs on the room alone: with another run nothing moves.
void CurvesView::arrange() {
  const int together = roomFor();
  const bool beside = width() >= together * least_size.width();
  const QSignalBlocker quiet(choice_);
  choice_->setVisible(together < 3);
  choice_->setTabText(0, together == 2 ? tr("Loss and MPJPE") : tr("Loss"));
  choice_->setTabVisible(1, together == 1);
  if (together == 2 && choice_->currentIndex() == 1) choice_->setCurrentIndex(0);
  plots_->setOrientation(beside ? Qt::Horizontal : Qt::Vertical);
  const int chosen = choice_->currentIndex();
  loss_->setVisible(together == 3 || chosen == 0);
  mpjpe_->setVisible(together == 3 || chosen == (together == 2 ? 0 : 1));
  reliability_->setVisible(together == 3 || chosen == 2);
}

}  // namespace solopose
