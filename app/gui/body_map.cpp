#include "app/gui/body_map.h"

#include <array>
#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double kRadius = 10;

/// In Joint's order, as shares of the drawing's height from its middle and from its top.
constexpr std::array<QPointF, joint_count> kPlaces = {{{0, 0.52},
                                                       {-0.09, 0.54},
                                                       {-0.10, 0.74},
                                                       {-0.11, 0.94},
                                                       {0.09, 0.54},
                                                       {0.10, 0.74},
                                                       {0.11, 0.94},
                                                       {0, 0.20},
                                                       {0, 0.06},
                                                       {0.14, 0.23},
                                                       {0.22, 0.38},
                                                       {0.28, 0.53},
                                                       {-0.14, 0.23},
                                                       {-0.22, 0.38},
                                                       {-0.28, 0.53}}};

}  // namespace

BodyMap::BodyMap(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Joints of the body"));
  setToolTip(tr("A body that faces you: its left is on your right. Arrows go from joint to joint"));
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BodyMap::setMapping(const JointSet& mapping) {
  mapping_ = mapping;
  update();
}

void BodyMap::setCurrent(Joint joint) {
  if (joint == current_) return;
  current_ = joint;
  update();
}

void BodyMap::setTarget(std::optional<Joint> joint) {
  if (joint == target_) return;
  target_ = joint;
  update();
}

std::optional<Joint> BodyMap::jointAt(const QPointF& place) const {
  for (int j = 0; j < joint_count; ++j) {
    const QPointF away = place_of(static_cast<Joint>(j)) - place;
    if (std::hypot(away.x(), away.y()) <= kRadius + 4) return static_cast<Joint>(j);
  }
  return std::nullopt;
}

QPointF BodyMap::place_of(Joint joint) const {
  const QPointF share = kPlaces[static_cast<std::size_t>(index_of(joint))];
  return {width() / 2.0 + share.x() * std::min(height(), static_cast<int>(width() * 1.4)),
          share.y() * height()};
}

void BodyMap::paintEvent(QPaintEvent* /*event*/) {
  const Theme& theme = Theme::instance();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.panel());
  for (const Bone& bone : bones()) {
    painter.setPen(QPen(theme.side(side_of(bone.child)), 3));
    painter.drawLine(place_of(bone.parent), place_of(bone.child));
  }
  for (int j = 0; j < joint_count; ++j) {
    const auto joint = static_cast<Joint>(j);
    const QColor colour = theme.side(side_of(joint));
    const bool is_mapped = !mapping_.canonical[static_cast<std::size_t>(j)].empty();
    painter.setPen(QPen(colour, 2));
    painter.setBrush(is_mapped ? colour : theme.panel());
    painter.drawEllipse(place_of(joint), kRadius, kRadius);
    if (joint != current_ && joint != target_) continue;
    painter.setPen(QPen(theme.accent(), 3));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(place_of(joint), kRadius + 4, kRadius + 4);
  }
  painter.setPen(theme.text());
  painter.drawText(rect().adjusted(6, 4, -6, -4), Qt::AlignLeft | Qt::AlignTop,
                   joint_text(target_.value_or(current_)));
}

void BodyMap::mousePressEvent(QMouseEvent* event) {
  if (const auto joint = jointAt(event->position())) Q_EMIT chosen(*joint);
}

void BodyMap::step(int by) {
  Q_EMIT chosen(static_cast<Joint>((index_of(current_) + by + joint_count) % joint_count));
}

void BodyMap::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Right) return step(1);
  if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Left) return step(-1);
  QWidget::keyPressEvent(event);
}

}  // namespace solopose
