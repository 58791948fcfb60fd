#include "render/heat_map/annotations.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QImage>
#include <QLocale>

#include "core/heatpose/value_axis.h"
#include "render/heat_map/slice_geometry.h"

namespace solopose {
namespace {

constexpr double label_distance_px = 16;
constexpr double least_edge_px = 60;  // shorter edges run towards the eye: no room for ticks
constexpr int bar_width = 12;
constexpr int bar_margin = 14;
constexpr double pixels_per_tick = 50;
constexpr double directions_margin_px = 42;
constexpr double direction_px = 22;
constexpr std::array<char, 3> axis_names{'x', 'y', 'z'};

struct Edge {
  int axis = 0;
  Eigen::Vector3d from_mm = Eigen::Vector3d::Zero();
  Eigen::Vector2d from_px = Eigen::Vector2d::Zero();
  Eigen::Vector2d to_px = Eigen::Vector2d::Zero();
};

/// Of the four edges along an axis the one farthest down, for an upright axis the one farthest left.
std::optional<Edge> clear_edge(const OrbitCamera& camera, const Grid& grid, int axis) {
  const Eigen::Vector3d low = lower_corner(grid);
  const Eigen::Vector3d high = upper_corner(grid);
  std::optional<Edge> best;
  double best_place = 0;
  for (int choice = 0; choice < 4; ++choice) {
    Eigen::Vector3d from = low;
    const int u = (axis + 1) % 3;
    const int v = (axis + 2) % 3;
    if ((choice & 1) != 0) from[u] = high[u];
    if ((choice & 2) != 0) from[v] = high[v];
    Eigen::Vector3d to = from;
    to[axis] = high[axis];
    const auto a = camera.project(from);
    const auto b = camera.project(to);
    if (!a || !b) continue;
    const Eigen::Vector2d along = b->pixel - a->pixel;
    const Eigen::Vector2d middle = 0.5 * (a->pixel + b->pixel);
    const bool upright = std::abs(along.y()) > std::abs(along.x());
    const double place = upright ? -middle.x() : middle.y();
    if (!best || place > best_place) {
      best = Edge{axis, from, a->pixel, b->pixel};
      best_place = place;
    }
  }
  if (best && (best->to_px - best->from_px).norm() < least_edge_px) return std::nullopt;
  return best;
}

void paint_centred(QPainter& painter, const Eigen::Vector2d& at, const QString& text) {
  const QRectF box(at.x() - 60, at.y() - 10, 120, 20);
  painter.drawText(box, Qt::AlignCenter, text);
}

/// Whether words around a point are wholly in the picture, and not on the directions in its corner.
bool has_room(const QPainter& painter, const OrbitCamera& camera, const Eigen::Vector2d& at,
              const QString& text) {
  const double width = painter.fontMetrics().horizontalAdvance(text);
  const double height = painter.fontMetrics().height();
  const QRectF words(at.x() - width / 2, at.y() - height / 2, width, height);
  const double corner = 2 * directions_margin_px;
  return QRectF(0, 0, camera.width_px, camera.height_px).contains(words) &&
         !QRectF(0, camera.height_px - corner, corner, corner).intersects(words);
}

/// Left out where it would be cut off.
void paint_label(QPainter& painter, const OrbitCamera& camera, const Eigen::Vector2d& at,
                 const QString& text) {
  if (has_room(painter, camera, at, text)) paint_centred(painter, at, text);
}

void paint_edge(QPainter& painter, const OrbitCamera& camera, const Grid& grid, const Edge& edge) {
  const double low = lower_corner(grid)[edge.axis];
  const double high = upper_corner(grid)[edge.axis];
  const Eigen::Vector3d middle_mm = 0.5 * (lower_corner(grid) + upper_corner(grid));
  const auto middle = camera.project(middle_mm);
  if (!middle) return;
  const Eigen::Vector2d along = (edge.to_px - edge.from_px).normalized();
  Eigen::Vector2d outward(-along.y(), along.x());
  if (outward.dot(0.5 * (edge.from_px + edge.to_px) - middle->pixel) < 0) outward = -outward;
  const double room_px = (edge.to_px - edge.from_px).norm();
  const double step = nice_step(high - low, std::clamp(static_cast<int>(room_px / pixels_per_tick), 2, 6));
  const double width = painter.fontMetrics().horizontalAdvance(QStringLiteral("-1000"));
  const double distance = label_distance_px + std::abs(outward.x()) * width / 2;
  for (double tick = std::ceil(low / step) * step; tick <= high; tick += step) {
    Eigen::Vector3d point = edge.from_mm;
    point[edge.axis] = tick;
    const auto place = camera.project(point);
    if (!place) continue;
    const Eigen::Vector2d end = place->pixel + 5 * outward;
    painter.drawLine(QPointF(place->pixel.x(), place->pixel.y()), QPointF(end.x(), end.y()));
    paint_label(painter, camera, place->pixel + distance * outward, QLocale().toString(tick, 'f', 0));
  }
  const QString name =
      QStringLiteral("%1 (mm)").arg(QLatin1Char(axis_names[static_cast<std::size_t>(edge.axis)]));
  paint_label(painter, camera, 0.5 * (edge.from_px + edge.to_px) + (2.1 * distance + 4) * outward, name);
}

}  // namespace

double nice_step(double length, int wanted) {
  const double rough = length / std::max(1, wanted);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

void paint_axes(QPainter& painter, const OrbitCamera& camera, const Grid& grid,
                const HeatMapColours& colours) {
  painter.setPen(colours.text);
  for (int axis = 0; axis < 3; ++axis)
    if (const auto edge = clear_edge(camera, grid, axis)) paint_edge(painter, camera, grid, *edge);
}

void paint_directions(QPainter& painter, const OrbitCamera& camera, const HeatMapColours& colours) {
  const Eigen::Vector2d corner(directions_margin_px, camera.height_px - directions_margin_px);
  painter.setPen(QPen(colours.text, 1.5));
  for (int axis = 0; axis < 3; ++axis) {
    const Eigen::Vector2d seen(camera.rightward()[axis], -camera.upward()[axis]);
    const Eigen::Vector2d tip = corner + direction_px * seen;
    painter.drawLine(QPointF(corner.x(), corner.y()), QPointF(tip.x(), tip.y()));
    // An axis that points at the eye has its letter beside the corner, not on it.
    const double length = std::max(seen.norm(), 0.35);
    const Eigen::Vector2d away = seen.norm() > 1e-3 ? seen.normalized().eval() : Eigen::Vector2d(0.7, 0.7);
    paint_centred(painter, corner + (direction_px * length + 8) * away,
                  QString(QLatin1Char(axis_names[static_cast<std::size_t>(axis)])));
  }
}

void paint_colour_bar(QPainter& painter, const QSize& area, const HeatMapStyle& style,
                      const HeatMapColours& colours) {
  const int height = std::min(180, area.height() - 4 * bar_margin);
  if (height < 60 || area.width() < 240) return;
  QImage map(1, height, QImage::Format_RGB32);
  for (int y = 0; y < height; ++y) {
    const auto colour = colour_at(style.colours, 1 - (y + 0.5) / height);  // evenly along the bar
    map.setPixelColor(0, y,
                      QColor::fromRgbF(static_cast<float>(colour[0]), static_cast<float>(colour[1]),
                                       static_cast<float>(colour[2])));
  }
  const QRect bar(area.width() - bar_margin - bar_width, bar_margin, bar_width, height);
  painter.drawImage(bar, map);
  painter.setPen(colours.lines);
  painter.drawRect(bar.adjusted(0, 0, -1, -1));
  painter.setPen(colours.text);
  for (const double share : {0.0, 0.5, 1.0}) {
    const double value =
        style.range_low + share_of_axis(share, style.log_colours) * (style.range_high - style.range_low);
    const int y = bar.bottom() - static_cast<int>(share * (height - 1));
    const QRect label(bar.left() - 66, y - 9, 60, 18);
    painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(value, 'g', 3));
  }
}

}  // namespace solopose
