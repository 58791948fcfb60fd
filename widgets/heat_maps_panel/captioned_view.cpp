#include "widgets/heat_maps_panel/captioned_view.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QImage>
#include <QPainter>
#include <QVBoxLayout>

#include "render/heat_map/heat_map_view.h"
#include "widgets/heat_maps_panel/place_marker.h"
#include "widgets/shared/elided_label.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr QSize least(220, 160);
constexpr int margin_px = 10;
constexpr int between_px = 2;

}  // namespace

CaptionedView::CaptionedView(QWidget* parent)
    : QWidget(parent),
      title_(line(Qt::ElideRight)),
      details_(line(Qt::ElideMiddle)),
      view_(new HeatMapView(this)),
      marker_(new PlaceMarker(view_)) {
  details_->setProperty("role", "muted");
  view_->setMinimumSize(least);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  // Not the labels' own margins: their text would be cut off by them instead of shortened.
  for (ElidedLabel* each : {title_, details_}) {
    auto* margins = new QHBoxLayout;
    margins->setContentsMargins(margin_px, between_px, margin_px, 0);
    margins->addWidget(each);
    column->addLayout(margins);
  }
  column->addWidget(view_, 1);
  setFocusProxy(view_);
}

ElidedLabel* CaptionedView::line(Qt::TextElideMode elided) {
  auto* label = new ElidedLabel(this);
  label->setElideMode(elided);
  return label;
}

void CaptionedView::setCaption(const HeatMapCaption& caption) {
  caption_ = caption;
  title_->setFullText(caption.title);
  details_->setFullText(caption.details);
}

void CaptionedView::showCaption(bool shown) {
  title_->setVisible(shown);
  details_->setVisible(shown);
}

void CaptionedView::mark(const std::optional<Eigen::Vector3d>& place_mm) { marker_->setPlace(place_mm); }

const std::optional<Eigen::Vector3d>& CaptionedView::marked() const { return marker_->place(); }

QImage picture_of(const CaptionedView& left, const CaptionedView& right) {
  const std::array<const CaptionedView*, 2> both{&left, &right};
  const std::array<QImage, 2> maps{left.view()->picture(), right.view()->picture()};
  const qreal ratio = maps[0].devicePixelRatio();
  std::array<QRect, 2> texts;
  std::array<QSize, 2> sizes;
  int text_height = 0;
  int height = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    sizes[i] = maps[i].deviceIndependentSize().toSize();
    const QRect room(0, 0, sizes[i].width() - 2 * margin_px, 10000);
    texts[i] = both[i]->fontMetrics().boundingRect(room, Qt::TextWrapAnywhere | Qt::TextWordWrap,
                                                   both[i]->caption().whole());
    text_height = std::max(text_height, texts[i].height() + 2 * margin_px);
    height = std::max(height, sizes[i].height());
  }
  const QSize size(sizes[0].width() + between_px + sizes[1].width(), text_height + height);
  QImage picture((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
  picture.setDevicePixelRatio(ratio);
  const Theme& theme = Theme::instance();
  picture.fill(theme.panel());
  QPainter painter(&picture);
  painter.setPen(theme.text());
  int x = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    painter.setFont(both[i]->font());
    painter.drawText(QRect(x + margin_px, margin_px, sizes[i].width() - 2 * margin_px, text_height),
                     Qt::TextWrapAnywhere | Qt::TextWordWrap, both[i]->caption().whole());
    painter.drawImage(x, text_height, maps[i]);
    x += sizes[i].width() + between_px;
  }
  painter.fillRect(sizes[0].width(), 0, between_px, size.height(), theme.border());
  return picture;
}

}  // namespace solopose
