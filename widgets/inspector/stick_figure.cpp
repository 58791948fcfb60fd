#include "widgets/inspector/stick_figure.h"

#include <algorithm>

#include <QPainter>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double border = 14;
constexpr double least_span_mm = 1600;  // so that a crouching person looks smaller than a standing one

QPointF to_point(const Eigen::Vector2d& v) { return {v.x(), v.y()}; }

const std::optional<Eigen::Vector2d>& at(const FlatPose& pose, Joint joint) {
  return pose[static_cast<std::size_t>(index_of(joint))];
}

}  // namespace

StickFigure::StickFigure(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StickFigure::setPose(const FlatPose& pose) {
  pose_ = pose;
  reason_.clear();
  update();
}

void StickFigure::clear(const QString& reason) {
  pose_ = {};
  reason_ = reason;
  update();
}

int StickFigure::jointsShown() const {
  return static_cast<int>(
      std::count_if(pose_.begin(), pose_.end(), [](const auto& joint) { return joint.has_value(); }));
}

QSize StickFigure::sizeHint() const { return {220, 200}; }
QSize StickFigure::minimumSizeHint() const { return {120, 200}; }

QTransform StickFigure::toWidget() const {
  QRectF bounds;
  bool first = true;
  for (const auto& joint : pose_) {
    if (!joint) continue;
    const QRectF dot(to_point(*joint), QSizeF(1e-3, 1e-3));
    bounds = first ? dot : bounds.united(dot);
    first = false;
  }
  const double span =
      std::max({least_span_mm, bounds.height(), bounds.width() * height() / std::max(1, width())});
  const double scale = (height() - 2 * border) / span;
  QTransform transform;
  transform.translate(width() / 2.0, height() / 2.0);
  transform.scale(scale, -scale);
  transform.translate(-bounds.center().x(), -bounds.center().y());
  return transform;
}

void StickFigure::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const Theme& theme = Theme::instance();
  painter.fillRect(rect(), theme.panel());
  if (jointsShown() == 0) {
    painter.setPen(theme.mutedText());
    painter.drawText(rect().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, reason_);
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  const QTransform transform = toWidget();
  for (const Bone& bone : bones()) {
    const auto& parent = at(pose_, bone.parent);
    const auto& child = at(pose_, bone.child);
    if (!parent || !child) continue;
    painter.setPen(QPen(theme.side(side_of(bone.child)), 3, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(transform.map(to_point(*parent)), transform.map(to_point(*child)));
  }
  painter.setPen(Qt::NoPen);
  for (int joint = 0; joint < joint_count; ++joint) {
    const auto& point = pose_[static_cast<std::size_t>(joint)];
    if (!point) continue;
    const double radius = static_cast<Joint>(joint) == Joint::head ? 7 : 3.2;
    painter.setBrush(theme.side(side_of(static_cast<Joint>(joint))));
    painter.drawEllipse(transform.map(to_point(*point)), radius, radius);
  }
  drawSideNames(painter);
}

void StickFigure::drawSideNames(QPainter& painter) const {
  const Theme& theme = Theme::instance();
  const QRect area = rect().adjusted(10, 8, -10, -8);
  painter.setPen(theme.side(Side::right));
  painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, tr("Right"));
  painter.setPen(theme.side(Side::left));
  painter.drawText(area, Qt::AlignRight | Qt::AlignTop, tr("Left"));
}

}  // namespace solopose
