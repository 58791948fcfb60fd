#include "widgets/heat_maps_panel/transfer_editor.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include "core/heatpose/value_axis.h"
#include "widgets/heat_maps_panel/shown_number.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double margin = 10;
constexpr double map_height = 10;
constexpr double label_height = 20;
constexpr double point_radius = 5;
constexpr double grab_radius = 9;
constexpr double key_step = 0.01;
constexpr double fine_key_step = 0.002;
constexpr std::size_t fewest_points = 2;

bool is_own_key(int key) {
  for (const int own : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp,
                        Qt::Key_PageDown, Qt::Key_Insert, Qt::Key_Delete, Qt::Key_Backspace})
    if (key == own) return true;
  return false;
}

QColor to_qcolor(const std::array<double, 3>& colour) {
  return QColor::fromRgbF(static_cast<float>(colour[0]), static_cast<float>(colour[1]),
                          static_cast<float>(colour[2]));
}

}  // namespace

TransferEditor::TransferEditor(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  retranslate();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TransferEditor::setLook(const HeatMapLook& look) {
  look_ = look;
  selected_ = std::clamp(selected_, 0, static_cast<int>(look_.transfer.points.size()) - 1);
  update();
}

void TransferEditor::setHistogram(const std::vector<double>& counts) {
  histogram_ = counts;
  update();
}

void TransferEditor::select(int point) {
  selected_ = std::clamp(point, 0, static_cast<int>(look_.transfer.points.size()) - 1);
  update();
}

QRectF TransferEditor::plot() const {
  return QRectF(rect()).adjusted(margin, margin, -margin, -(label_height + map_height + 2));
}

QPointF TransferEditor::pixelOf(const TransferFunction::Point& point) const {
  const QRectF area = plot();
  return {area.left() + area.width() * axis_of_share(point.value, look_.log_values),
          area.bottom() - area.height() * std::sqrt(std::clamp(point.opacity, 0.0, 1.0))};
}

TransferFunction::Point TransferEditor::pointAt(const QPointF& pixel) const {
  const QRectF area = plot();
  const double height = std::clamp((area.bottom() - pixel.y()) / area.height(), 0.0, 1.0);
  const double along = std::clamp((pixel.x() - area.left()) / area.width(), 0.0, 1.0);
  return {share_of_axis(along, look_.log_values), height * height};
}

int TransferEditor::pointUnder(const QPointF& pixel) const {
  int nearest = -1;
  double distance = grab_radius;
  for (std::size_t i = 0; i < look_.transfer.points.size(); ++i) {
    const double length = QLineF(pixel, pixelOf(look_.transfer.points[i])).length();
    if (length > distance) continue;
    distance = length;
    nearest = static_cast<int>(i);
  }
  return nearest;
}

void TransferEditor::movePoint(int index, TransferFunction::Point to) {
  auto& points = look_.transfer.points;
  const auto at = static_cast<std::size_t>(index);
  const double low = at == 0 ? 0 : points[at - 1].value;
  const double high = at + 1 == points.size() ? 1 : points[at + 1].value;
  to.value = std::clamp(to.value, low, high);
  to.opacity = std::clamp(to.opacity, 0.0, 1.0);
  if (points[at] == to) return;
  points[at] = to;
  update();
  Q_EMIT edited();
}

void TransferEditor::addPoint(const TransferFunction::Point& point) {
  auto& points = look_.transfer.points;
  const auto after = std::ranges::upper_bound(points, point.value, {}, &TransferFunction::Point::value);
  selected_ = static_cast<int>(points.insert(after, point) - points.begin());
  update();
  Q_EMIT edited();
}

void TransferEditor::removePoint(int index) {
  auto& points = look_.transfer.points;
  if (index < 0 || points.size() <= fewest_points) return;
  points.erase(points.begin() + index);
  select(selected_ > index ? selected_ - 1 : selected_);
  Q_EMIT edited();
}

void TransferEditor::nudge(double along, double up) {
  const QPointF from = pixelOf(look_.transfer.points[static_cast<std::size_t>(selected_)]);
  movePoint(selected_, pointAt(from + QPointF(along * plot().width(), -up * plot().height())));
}

// Arrows and Delete are shortcuts of the window; here they belong to the point.
bool TransferEditor::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && is_own_key(static_cast<QKeyEvent*>(event)->key())) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void TransferEditor::mousePressEvent(QMouseEvent* event) {
  const int point = pointUnder(event->position());
  if (event->button() == Qt::RightButton) return removePoint(point);
  if (event->button() != Qt::LeftButton) return;
  dragging_ = true;
  if (point >= 0) return select(point);
  addPoint(pointAt(event->position()));
}

void TransferEditor::mouseMoveEvent(QMouseEvent* event) {
  if (dragging_) return movePoint(selected_, pointAt(event->position()));
  setCursor(pointUnder(event->position()) >= 0 ? Qt::SizeAllCursor : Qt::CrossCursor);
}

void TransferEditor::mouseReleaseEvent(QMouseEvent*) { dragging_ = false; }

void TransferEditor::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? fine_key_step : key_step;
  switch (event->key()) {
    case Qt::Key_Left:
      return nudge(-step, 0);
    case Qt::Key_Right:
      return nudge(step, 0);
    case Qt::Key_Up:
      return nudge(0, step);
    case Qt::Key_Down:
      return nudge(0, -step);
    case Qt::Key_PageUp:
      return select(selected_ - 1);
    case Qt::Key_PageDown:
      return select(selected_ + 1);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      return removePoint(selected_);
    case Qt::Key_Insert: {
      const auto& points = look_.transfer.points;
      const auto next = std::min(static_cast<std::size_t>(selected_) + 1, points.size() - 1);
      const auto from = pixelOf(points[next - 1]);
      return addPoint(pointAt((from + pixelOf(points[next])) / 2));
    }
    default:
      return QWidget::keyPressEvent(event);
  }
}

void TransferEditor::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void TransferEditor::retranslate() {
  setAccessibleName(tr("Transfer function"));
  setToolTip(tr(
      "Opacity over value. Drag a point, click to add one, right-click to remove it. Keys: arrows, Page Up "
      "and Page Down, Insert, Delete"));
}

void TransferEditor::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.9);
  painter.setFont(small);
  const Theme& theme = Theme::instance();
  painter.fillRect(rect(), theme.panel());
  painter.setPen(hasFocus() ? theme.accent() : theme.border());
  painter.drawRect(plot());
  paintHistogram(painter);
  paintMap(painter);
  paintCurve(painter);
  paintLabels(painter);
}

void TransferEditor::paintHistogram(QPainter& painter) const {
  if (histogram_.empty()) return;
  const double highest = std::log1p(*std::ranges::max_element(histogram_));
  if (!(highest > 0)) return;
  const QRectF area = plot();
  QPainterPath path(area.bottomLeft());
  const double width = area.width() / static_cast<double>(histogram_.size());
  for (std::size_t bin = 0; bin < histogram_.size(); ++bin) {
    const double y = area.bottom() - area.height() * std::log1p(histogram_[bin]) / highest;
    path.lineTo(area.left() + static_cast<double>(bin) * width, y);
    path.lineTo(area.left() + static_cast<double>(bin + 1) * width, y);
  }
  path.lineTo(area.bottomRight());
  QColor fill = Theme::instance().mutedText();
  fill.setAlphaF(0.28F);
  painter.fillPath(path, fill);
}

void TransferEditor::paintMap(QPainter& painter) const {
  const QRectF area = plot();
  QLinearGradient gradient(area.left(), 0, area.right(), 0);
  for (int i = 0; i <= 32; ++i) {
    const double axis = i / 32.0;
    gradient.setColorAt(
        axis, to_qcolor(colour_at(look_.colours, share_of_axis(axis, look_.log_values), look_.log_colours)));
  }
  painter.fillRect(QRectF(area.left(), area.bottom() + 2, area.width(), map_height), gradient);
}

void TransferEditor::paintCurve(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const auto& points = look_.transfer.points;
  if (points.empty()) return;
  QPolygonF curve{pixelOf({0, points.front().opacity})};
  for (std::size_t i = 0; i < points.size(); ++i) {
    // Straight in value and opacity, so curved on these axes.
    for (int part = 1; i > 0 && part < 24; ++part) {
      const double share = part / 24.0;
      curve << pixelOf({points[i - 1].value + share * (points[i].value - points[i - 1].value),
                        points[i - 1].opacity + share * (points[i].opacity - points[i - 1].opacity)});
    }
    curve << pixelOf(points[i]);
  }
  curve << pixelOf({1, points.back().opacity});
  painter.setPen(QPen(theme.text(), 1.5));
  painter.drawPolyline(curve);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool chosen = static_cast<int>(i) == selected_;
    const double share = points[i].value;
    painter.setPen(QPen(chosen ? theme.accent() : theme.text(), chosen ? 2.5 : 1.2));
    painter.setBrush(to_qcolor(colour_at(look_.colours, share, look_.log_colours)));
    painter.drawEllipse(pixelOf(points[i]), point_radius, point_radius);
  }
  painter.setBrush(Qt::NoBrush);
}

void TransferEditor::paintLabels(QPainter& painter) const {
  const QRectF area = plot();
  painter.setPen(Theme::instance().mutedText());
  const double top = area.bottom() + map_height + 4;
  for (const double axis : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const double value =
        look_.range_low + share_of_axis(axis, look_.log_values) * (look_.range_high - look_.range_low);
    const double x = area.left() + axis * area.width();
    const QRectF box(std::clamp(x - 40, area.left(), area.right() - 80), top, 80, label_height - 4);
    const Qt::Alignment side = axis == 0.0 ? Qt::AlignLeft : axis == 1.0 ? Qt::AlignRight : Qt::AlignHCenter;
    painter.drawText(box, static_cast<int>(side | Qt::AlignVCenter), shown_value(QLocale(), value, 3));
  }
  const auto& point = look_.transfer.points[static_cast<std::size_t>(selected_)];
  const double value = look_.range_low + point.value * (look_.range_high - look_.range_low);
  painter.drawText(area.adjusted(6, 3, -6, -3), Qt::AlignLeft | Qt::AlignTop,
                   tr("%1: opacity %2 % per 100 mm")
                       .arg(shown_value(locale(), value, 3), locale().toString(100 * point.opacity, 'f', 1)));
}

}  // namespace solopose
