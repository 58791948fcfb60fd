#include "app/gui/rig_view.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double kReach = 14;  ///< pixels from a joint within which a click takes it
constexpr double kMargin = 24;

}  // namespace

RigView::RigView(Rig rig, QWidget* parent)
    : QWidget(parent), rig_(std::move(rig)), stands_for_(rig_.joints.size()) {
  setMouseTracking(true);
  setAccessibleName(tr("Joints of the file"));
  setToolTip(
      tr("Drag a joint onto the body’s, or click it to take it for the current one; Shift takes the middle "
         "of several. Drag beside the joints to turn"));
  rig_.pose.resize(rig_.joints.size(), Eigen::Vector3f::Constant(NAN));
  standUpright();
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

/// The axis along which the pose is longest becomes y; the middle of what is there the centre.
void RigView::standUpright() {
  Eigen::Vector3f low = Eigen::Vector3f::Constant(INFINITY);
  Eigen::Vector3f high = -low;
  for (const Eigen::Vector3f& point : rig_.pose) {
    if (!point.allFinite()) continue;
    low = low.cwiseMin(point);
    high = high.cwiseMax(point);
  }
  if (!(low.x() <= high.x())) return;
  Eigen::Vector3f extent = high - low;
  middle_ = (low + high) / 2;
  if (extent.z() > 1.05F * extent.y()) {
    for (Eigen::Vector3f& point : rig_.pose) point = Eigen::Vector3f(point.x(), point.z(), -point.y());
    middle_ = Eigen::Vector3f(middle_.x(), middle_.z(), -middle_.y());
  }
  radius_ = std::fmax(extent.maxCoeff() / 2, 1e-6F);
}

void RigView::setMapping(const JointSet& mapping) {
  std::ranges::fill(stands_for_, std::nullopt);
  for (int j = 0; j < joint_count; ++j) {
    for (const int own : mapping.canonical[static_cast<std::size_t>(j)])
      stands_for_[static_cast<std::size_t>(own)] = static_cast<Joint>(j);
  }
  if (!faces_viewer_) turnToViewer();
  update();
}

/// As the body beside it: its left is the viewer's right. Done once, then people turn it.
void RigView::turnToViewer() {
  const auto place_of_joint = [this](Joint joint) -> std::optional<Eigen::Vector3f> {
    const auto own = std::ranges::find(stands_for_, std::optional(joint));
    if (own == stands_for_.end()) return std::nullopt;
    return rig_.pose[static_cast<std::size_t>(own - stands_for_.begin())];
  };
  const auto left = place_of_joint(Joint::left_shoulder);
  const auto right = place_of_joint(Joint::right_shoulder);
  if (!left || !right) return;
  const Eigen::Vector3f across = *left - *right;
  if (!across.allFinite()) return;
  turn_ = std::atan2(static_cast<double>(across.z()), static_cast<double>(across.x()));
  faces_viewer_ = true;
}

void RigView::setHighlighted(std::vector<int> joints) {
  highlighted_ = std::move(joints);
  update();
}

QPointF RigView::place_of(int joint) const {
  const Eigen::Vector3f at = rig_.pose[static_cast<std::size_t>(joint)] - middle_;
  const double scale = (std::min(width(), height()) / 2.0 - kMargin) / static_cast<double>(radius_);
  const double across =
      std::cos(turn_) * static_cast<double>(at.x()) + std::sin(turn_) * static_cast<double>(at.z());
  return {width() / 2.0 + scale * across, height() / 2.0 - scale * static_cast<double>(at.y())};
}

int RigView::nearest(const QPointF& place) const {
  int best = -1;
  double least = kReach;
  for (int j = 0; j < static_cast<int>(rig_.joints.size()); ++j) {
    const QPointF away = place_of(j) - place;
    const double distance = std::hypot(away.x(), away.y());
    if (distance < least) {
      least = distance;
      best = j;
    }
  }
  return best;
}

void RigView::drawBones(QPainter& painter) const {
  painter.setPen(QPen(Theme::instance().mutedText(), 2));
  for (int j = 0; j < static_cast<int>(rig_.parents.size()); ++j) {
    const int parent = rig_.parents[static_cast<std::size_t>(j)];
    if (parent < 0 || !rig_.pose[static_cast<std::size_t>(j)].allFinite() ||
        !rig_.pose[static_cast<std::size_t>(parent)].allFinite())
      continue;
    painter.drawLine(place_of(parent), place_of(j));
  }
}

void RigView::drawJoints(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  for (int j = 0; j < static_cast<int>(rig_.joints.size()); ++j) {
    if (!rig_.pose[static_cast<std::size_t>(j)].allFinite()) continue;
    const auto stands_for = stands_for_[static_cast<std::size_t>(j)];
    const bool lit = j == hovered_ || std::ranges::find(highlighted_, j) != highlighted_.end();
    painter.setPen(QPen(lit ? theme.accent() : theme.panel(), lit ? 3 : 1));
    painter.setBrush(stands_for ? theme.side(side_of(*stands_for)) : theme.mutedText());
    const double radius = stands_for || lit ? 6 : 4;
    painter.drawEllipse(place_of(j), radius, radius);
  }
}

void RigView::drawNames(QPainter& painter) const {
  painter.setPen(Theme::instance().text());
  std::vector<int> named = highlighted_;
  if (hovered_ >= 0) named.push_back(hovered_);
  for (const int j : named) {
    if (!rig_.pose[static_cast<std::size_t>(j)].allFinite()) continue;
    const QString name = shown_name(rig_.joints[static_cast<std::size_t>(j)]);
    const int wide = painter.fontMetrics().horizontalAdvance(name);
    QPointF at = place_of(j) + QPointF(10, 4);
    at.setX(std::clamp(at.x(), 4.0, std::max(4.0, width() - wide - 4.0)));
    painter.drawText(at, name);
  }
}

void RigView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), Theme::instance().panel());
  drawBones(painter);
  drawJoints(painter);
  drawNames(painter);
}

void RigView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  pressed_ = event->position();
  pressed_joint_ = nearest(*pressed_);
  is_drag_ = false;
  turn_when_pressed_ = turn_;
}

void RigView::mouseMoveEvent(QMouseEvent* event) {
  is_drag_ = is_drag_ || (pressed_ && (event->position() - *pressed_).manhattanLength() > 4);
  if (!pressed_) {
    hovered_ = nearest(event->position());
  } else if (pressed_joint_ < 0) {
    turn_ = turn_when_pressed_ + (event->position().x() - pressed_->x()) / 100;
  } else if (is_drag_) {
    setCursor(Qt::ClosedHandCursor);
    Q_EMIT dragged(event->globalPosition());
  }
  update();
}

void RigView::mouseReleaseEvent(QMouseEvent* event) {
  if (!pressed_) return;
  pressed_.reset();
  unsetCursor();
  if (pressed_joint_ < 0) return;
  const bool add = event->modifiers().testFlag(Qt::ShiftModifier);
  if (is_drag_) {
    Q_EMIT dropped(pressed_joint_, event->globalPosition(), add);
  } else {
    Q_EMIT picked(pressed_joint_, add);
  }
}

void RigView::leaveEvent(QEvent* event) {
  hovered_ = -1;
  update();
  QWidget::leaveEvent(event);
}

}  // namespace solopose
