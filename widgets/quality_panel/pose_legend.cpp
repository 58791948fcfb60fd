#include "widgets/quality_panel/pose_legend.h"

#include <QPainter>

namespace solopose {
namespace {

constexpr int sample_px = 28;
constexpr int gap_px = 6;
constexpr int edge_px = 8;
constexpr int apart_px = 18;  ///< between the two

}  // namespace

PoseLegend::PoseLegend(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("pose-legend"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setRetainSizeWhenHidden(true);
  setSizePolicy(policy);
  setVisible(false);
}

void PoseLegend::tell(const QColor& before, const QColor& now) {
  before_ = before;
  now_ = now;
  setAccessibleName(PoseLegend::before() + QStringLiteral(", ") + PoseLegend::now());
  setVisible(true);
  update();
}

QSize PoseLegend::sizeHint() const {
  const int words = fontMetrics().horizontalAdvance(before()) + fontMetrics().horizontalAdvance(now());
  return {2 * (edge_px + sample_px + gap_px) + apart_px + words, fontMetrics().height() + 6};
}

void PoseLegend::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  int x = edge_px;
  const auto draw = [&](const QColor& colour, Qt::PenStyle style, const QString& word) {
    painter.setPen(QPen(colour, 3, style, Qt::FlatCap));
    painter.drawLine(x, height() / 2, x + sample_px, height() / 2);
    x += sample_px + gap_px;
    const int width = fontMetrics().horizontalAdvance(word);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, word);
    x += width + apart_px;
  };
  draw(before_, Qt::DashLine, before());
  draw(now_, Qt::SolidLine, now());
}

}  // namespace solopose
