#include "widgets/heat_maps_panel/place_marker.h"

#include <QEvent>
#include <QPainter>

#include "render/heat_map/heat_map_view.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double inner_px = 4;
constexpr double outer_px = 11;

/// Open in the middle, so that what it points at is seen.
void draw_cross(QPainter& painter, const QPointF& at) {
  for (const QPointF& way : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)})
    painter.drawLine(at + inner_px * way, at + outer_px * way);
}

}  // namespace

PlaceMarker::PlaceMarker(HeatMapView* view) : QWidget(view), view_(view) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  view->installEventFilter(this);
  connect(view, &HeatMapView::painted, this, [this] { update(); });
  hide();
}

void PlaceMarker::setPlace(const std::optional<Eigen::Vector3d>& place_mm) {
  place_mm_ = place_mm;
  setVisible(place_mm.has_value());
  update();
}

void PlaceMarker::paintEvent(QPaintEvent*) {
  const auto seen = place_mm_ ? view_->camera().project(*place_mm_) : std::nullopt;
  if (!seen) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF at(seen->pixel.x(), seen->pixel.y());
  painter.setPen(QPen(Theme::instance().panel(), 4));
  draw_cross(painter, at);
  painter.setPen(QPen(Theme::instance().text(), 2));
  draw_cross(painter, at);
}

bool PlaceMarker::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) setGeometry(view_->rect());
  return QWidget::eventFilter(watched, event);
}

}  // namespace solopose
