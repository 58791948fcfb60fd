#include "widgets/data_panel/split_chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include "widgets/options/evaluation_words.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

// QCustomPlot's header is written with Qt's keywords, which QT_NO_KEYWORDS takes away.
#define signals Q_SIGNALS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef foreach
#undef signals

namespace solopose {
namespace {

constexpr double bar_width = 0.62;  // of the way from a dataset to the next
constexpr int row_height = 30;
constexpr int axis_height = 44;
constexpr int label_padding = 8;

/// Train full, the others paler; independent test is hatched as well, because it stands outside the splits.
QBrush shade(const QColor& color, Split split) {
  constexpr std::array shares{1.0, 0.62, 0.36, 0.55};
  const double share = shares[static_cast<std::size_t>(split)];
  const QColor ground = Theme::instance().panel();
  const auto mix = [share](int a, int b) {
    return static_cast<int>(std::lround(share * a + (1 - share) * b));
  };
  const QColor mixed(mix(color.red(), ground.red()), mix(color.green(), ground.green()),
                     mix(color.blue(), ground.blue()));
  return {mixed, split == Split::independent ? Qt::BDiagPattern : Qt::SolidPattern};
}

double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

QColor readable_on(const QColor& ground) {
  return luminance(ground) > 0.179 ? QColor(0x10, 0x12, 0x16) : QColor(Qt::white);
}

QPixmap swatch(Split split, qreal ratio) {
  constexpr int size = 11;
  QPixmap pixmap(QSize(size, size) * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  const QColor color = Theme::instance().mutedText();
  painter.setPen(split == Split::independent ? QPen(color) : QPen(Qt::NoPen));
  painter.setBrush(shade(color, split));
  painter.drawRect(QRectF(0.5, 0.5, size - 1, size - 1));
  return pixmap;
}

}  // namespace

SplitChart::SplitChart(QWidget* parent) : QWidget(parent) {
  build();
  connect(&Theme::instance(), &Theme::changed, this, &SplitChart::redraw);
  connect(plot_, &QCustomPlot::beforeReplot, this, &SplitChart::hideNarrowLabels);
  connect(plot_, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { describeRowAt(event->pos()); });
  retranslate();
}

void SplitChart::build() {
  title_ = new QLabel;
  title_->setProperty("role", "heading");
  clips_ = new QToolButton;
  frames_ = new QToolButton;
  auto* units = new QButtonGroup(this);
  auto* header = new QHBoxLayout;
  header->addWidget(title_);
  header->addSpacing(12);
  for (std::size_t i = 0; i < split_count; ++i) {
    legend_swatches_[i] = new QLabel;
    legend_names_[i] = new QLabel;
    legend_names_[i]->setProperty("role", "muted");
    header->addWidget(legend_swatches_[i]);
    header->addWidget(legend_names_[i]);
    header->addSpacing(6);
  }
  header->addStretch(1);
  for (QToolButton* button : {clips_, frames_}) {
    button->setCheckable(true);
    units->addButton(button);
    header->addWidget(button);
  }
  clips_->setChecked(true);
  connect(clips_, &QToolButton::clicked, this, [this] { setUnit(Unit::clips); });
  connect(frames_, &QToolButton::clicked, this, [this] { setUnit(Unit::frames); });

  plot_ = new QCustomPlot;
  plot_->setMouseTracking(true);
  plot_->xAxis2->setVisible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(header);
  layout->addWidget(plot_, 1);
}

void SplitChart::retranslate() {
  title_->setText(tr("Splits"));
  clips_->setText(tr("Clips"));
  frames_->setText(tr("Frames"));
  frames_->setToolTip(tr("Frames that at least one clip covers"));
  for (std::size_t i = 0; i < split_count; ++i) legend_names_[i]->setText(split_text(static_cast<Split>(i)));
  redraw();
}

void SplitChart::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void SplitChart::setCounts(const std::shared_ptr<const Catalog>& catalog,
                           const std::vector<SplitCount>& counts) {
  rows_.clear();
  for (const DatasetRecord& dataset : catalog->datasets) {
    Row row;
    row.name = shown_name(dataset.name);
    for (const SplitCount& count : counts) {
      if (count.dataset != dataset.id) continue;
      row.clips[static_cast<std::size_t>(count.split)] += count.clips;
      row.frames[static_cast<std::size_t>(count.split)] += count.frames;
    }
    rows_.push_back(row);
  }
  redraw();
}

void SplitChart::setUnit(Unit unit) {
  unit_ = unit;
  (unit == Unit::clips ? clips_ : frames_)->setChecked(true);
  redraw();
}

std::int64_t SplitChart::shown(int row, Split split) const {
  return values(rows_.at(static_cast<std::size_t>(row)))[static_cast<std::size_t>(split)];
}

const std::array<std::int64_t, split_count>& SplitChart::values(const Row& row) const {
  return unit_ == Unit::clips ? row.clips : row.frames;
}

void SplitChart::redraw() {
  for (std::size_t i = 0; i < split_count; ++i) {
    legend_swatches_[i]->setPixmap(swatch(static_cast<Split>(i), devicePixelRatioF()));
  }
  labels_.clear();
  plot_->clearPlottables();
  plot_->clearItems();
  styleAxes();
  double largest = 1;
  for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
    const auto& parts = values(rows_[static_cast<std::size_t>(row)]);
    largest =
        std::max(largest, static_cast<double>(std::accumulate(parts.begin(), parts.end(), std::int64_t{0})));
    drawRow(row);
  }
  plot_->xAxis->setRange(0, largest * 1.12);  // room for the totals
  plot_->yAxis->setRange(-0.6, std::max<double>(1, static_cast<double>(rows_.size())) - 0.4);
  plot_->setMinimumHeight(axis_height + row_height * std::max(1, static_cast<int>(rows_.size())));
  plot_->replot(QCustomPlot::rpQueuedReplot);
}

void SplitChart::styleAxes() {
  const Theme& theme = Theme::instance();
  plot_->setBackground(theme.panel());
  for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
    axis->setBasePen(QPen(theme.border()));
    axis->setTickPen(QPen(theme.border()));
    axis->setSubTicks(false);
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
    axis->setLabelColor(theme.mutedText());
    axis->grid()->setPen(QPen(theme.border(), 1, Qt::DotLine));
    axis->grid()->setZeroLinePen(Qt::NoPen);
  }
  plot_->xAxis->setTickLabelColor(theme.mutedText());
  plot_->xAxis->setNumberFormat(QStringLiteral("f"));
  plot_->xAxis->setNumberPrecision(0);
  plot_->xAxis->setLabel(unit_ == Unit::clips ? tr("Clips") : tr("Frames"));
  plot_->setLocale(QLocale());
  plot_->yAxis->setTickLabelColor(theme.text());
  plot_->yAxis->setRangeReversed(true);
  plot_->yAxis->setTickLength(0);
  plot_->yAxis->grid()->setVisible(false);
  auto ticker = QSharedPointer<QCPAxisTickerText>::create();
  for (std::size_t i = 0; i < rows_.size(); ++i) ticker->addTick(static_cast<double>(i), rows_[i].name);
  plot_->yAxis->setTicker(ticker);
}

void SplitChart::drawRow(int row) {
  const QColor color = Theme::instance().dataset(row);
  const auto& parts = values(rows_[static_cast<std::size_t>(row)]);
  QCPBars* below = nullptr;
  double from = 0;
  for (std::size_t i = 0; i < split_count; ++i) {
    if (parts[i] == 0) continue;
    const auto split = static_cast<Split>(i);
    const auto value = static_cast<double>(parts[i]);
    auto* bars = new QCPBars(plot_->yAxis, plot_->xAxis);
    bars->setWidth(bar_width);
    bars->setPen(split == Split::independent ? QPen(color) : QPen(Qt::NoPen));
    bars->setBrush(shade(color, split));
    bars->addData(row, value);
    if (below != nullptr) bars->moveAbove(below);
    below = bars;
    const bool hatched = split == Split::independent;
    addSegmentLabel(row, from, from + value, parts[i], hatched ? QColor() : bars->brush().color());
    from += value;
  }
  addTotal(row, from);
}

void SplitChart::addSegmentLabel(int row, double from, double to, std::int64_t value, const QColor& ground) {
  const Theme& theme = Theme::instance();
  auto* text = new QCPItemText(plot_);
  text->position->setCoords((from + to) / 2, row);
  text->setText(QLocale().toString(static_cast<qlonglong>(value)));
  text->setFont(font());
  text->setColor(ground.isValid() ? readable_on(ground) : theme.text());
  if (!ground.isValid()) {  // over the hatching only a ground of its own is readable
    text->setBrush(theme.panel());
    text->setPadding(QMargins(3, 0, 3, 0));
  }
  labels_.push_back({text, from, to});
}

void SplitChart::addTotal(int row, double total) {
  auto* text = new QCPItemText(plot_);
  text->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  text->position->setCoords(total, row);
  text->setPadding(QMargins(6, 0, 0, 0));
  text->setText(QLocale().toString(std::llround(total)));
  text->setFont(font());
  text->setColor(Theme::instance().text());
}

void SplitChart::hideNarrowLabels() {
  for (const Label& label : labels_) {
    const double pixels = plot_->xAxis->coordToPixel(label.to) - plot_->xAxis->coordToPixel(label.from);
    label.text->setVisible(pixels >= fontMetrics().horizontalAdvance(label.text->text()) + label_padding);
  }
}

void SplitChart::describeRowAt(const QPoint& position) {
  const auto row = std::llround(plot_->yAxis->pixelToCoord(position.y()));
  const bool inside = plot_->axisRect()->rect().contains(position) && row >= 0 && row < std::ssize(rows_);
  plot_->setToolTip(inside ? description(rows_[static_cast<std::size_t>(row)]) : QString());
}

QString SplitChart::description(const Row& row) const {
  QStringList lines{row.name};
  const QLocale locale;
  for (std::size_t i = 0; i < split_count; ++i) {
    if (row.clips[i] == 0) continue;
    lines << tr("%1: %2 clips, %3 frames")
                 .arg(split_text(static_cast<Split>(i)),
                      locale.toString(static_cast<qlonglong>(row.clips[i])),
                      locale.toString(static_cast<qlonglong>(row.frames[i])));
  }
  if (lines.size() == 1) lines << tr("No clips: every sequence is shorter than a clip");
  return lines.join(QLatin1Char('\n'));
}

}  // namespace solopose
