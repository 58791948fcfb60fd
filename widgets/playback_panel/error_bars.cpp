#include "widgets/playback_panel/error_bars.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int gap = 8;
constexpr int least_name = 60;
constexpr int least_bar = 40;
constexpr float least_scale_mm = 50;

QString millimetres(float value) {
  return std::isfinite(value) ? QLocale().toString(static_cast<double>(value), 'f', 0) : QStringLiteral("–");
}

}  // namespace

ErrorBars::ErrorBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ErrorBars::setSeries(std::vector<Series> series) {
  const bool other_size = series.size() != series_.size();
  series_ = std::move(series);
  if (other_size) updateGeometry();
  update();
}

int ErrorBars::rowHeight() const {
  const int bars = 5 * static_cast<int>(series_.size()) + 4;
  return std::max(fontMetrics().height() + 3, bars);
}

int ErrorBars::nameWidth() const {
  int widest = 0;
  for (int joint = 0; joint < joint_count; ++joint)
    widest = std::max(widest, fontMetrics().horizontalAdvance(joint_text(static_cast<Joint>(joint))));
  const int room = width() - numberWidth() - 2 * gap - least_bar;
  return std::min(widest, std::max(room, least_name));
}

int ErrorBars::numberWidth() const { return fontMetrics().horizontalAdvance(QStringLiteral("8888 | 8888")); }

QSize ErrorBars::sizeHint() const { return {320, rowHeight() * joint_count + fontMetrics().height() + 6}; }
QSize ErrorBars::minimumSizeHint() const {
  return {least_name + numberWidth() + least_bar + 2 * gap, sizeHint().height()};
}

/// A round number that every value fits under, so that bars do not jump from frame to frame.
float ErrorBars::fullScale() const {
  float largest = least_scale_mm;
  for (const Series& series : series_) {
    for (const float mean : series.mean_mm)
      if (std::isfinite(mean)) largest = std::max(largest, 2 * mean);
  }
  const float step = largest > 400 ? 200.0F : 50.0F;
  return std::ceil(largest / step) * step;
}

void ErrorBars::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const Theme& theme = Theme::instance();
  const int left = nameWidth() + gap;
  const int right = width() - numberWidth() - gap;
  const int head = fontMetrics().height() + 4;
  const float scale = fullScale();
  const auto x_of = [&](float value) {
    return left +
           static_cast<int>(std::lround(std::min(value / scale, 1.0F) * static_cast<float>(right - left)));
  };
  painter.setPen(theme.mutedText());
  painter.drawText(QRect(0, 0, left, head), Qt::AlignVCenter, tr("Joint"));
  const QString top_text = tr("%1 mm").arg(QLocale().toString(static_cast<double>(scale), 'f', 0));
  if (fontMetrics().horizontalAdvance(top_text) <= right - left)
    painter.drawText(QRect(left, 0, right - left, head), Qt::AlignVCenter | Qt::AlignRight, top_text);
  painter.drawText(QRect(right, 0, width() - right, head), Qt::AlignVCenter | Qt::AlignRight,
                   tr("now | mean"));
  for (int joint = 0; joint < joint_count; ++joint) {
    const QRect row(0, head + joint * rowHeight(), width(), rowHeight());
    painter.fillRect(QRect(left, row.top() + 1, right - left, row.height() - 2), theme.raised());
    painter.setPen(theme.text());
    painter.drawText(
        QRect(0, row.top(), left, row.height()), Qt::AlignVCenter,
        fontMetrics().elidedText(joint_text(static_cast<Joint>(joint)), Qt::ElideRight, left - gap));
    int top = row.top() + (row.height() - 5 * static_cast<int>(series_.size())) / 2;
    for (const Series& series : series_) {
      const float now = series.now_mm[static_cast<std::size_t>(joint)];
      const float mean = series.mean_mm[static_cast<std::size_t>(joint)];
      if (std::isfinite(now)) painter.fillRect(left, top, x_of(now) - left, 4, series.colour);
      if (std::isfinite(mean)) painter.fillRect(x_of(mean) - 1, top - 1, 2, 6, theme.text());
      top += 5;
    }
    if (series_.empty()) continue;
    const auto at = static_cast<std::size_t>(joint);
    painter.drawText(QRect(right, row.top(), width() - right, row.height()),
                     Qt::AlignVCenter | Qt::AlignRight,
                     millimetres(series_.front().now_mm[at]) + QStringLiteral(" | ") +
                         millimetres(series_.front().mean_mm[at]));
  }
}

QString ErrorBars::describe(int joint) const {
  QStringList lines{joint_text(static_cast<Joint>(joint))};
  for (const Series& series : series_) {
    const auto at = static_cast<std::size_t>(joint);
    lines << tr("%1 mm now, %2 mm on average")
                 .arg(millimetres(series.now_mm[at]), millimetres(series.mean_mm[at]));
  }
  return lines.join(QLatin1Char('\n'));
}

bool ErrorBars::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int joint = (help->pos().y() - fontMetrics().height() - 4) / rowHeight();
  if (joint < 0 || joint >= joint_count || series_.empty())
    QToolTip::hideText();
  else
    QToolTip::showText(help->globalPos(), describe(joint), this);
  return true;
}

void ErrorBars::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace solopose
