#include "render/video/video_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace solopose {
namespace {

constexpr double most_zoom = 32;
constexpr double zoom_per_notch = 1.25;
constexpr double smallest_square_px = 8;
constexpr double drag_distance = 4;  ///< widget pixels
constexpr double handle_reach = 12;  ///< widget pixels, like the next two
constexpr double handle_radius = 5;
constexpr double chosen_radius = 7;
constexpr double far_nudge = 10;  ///< with Shift; the picture's pixels
constexpr int plate_margin = 6;

/// The QImage keeps the picture alive for as long as it is drawn.
QImage sharing_bytes(const std::shared_ptr<const Image>& picture) {
  const auto format = picture->layout == PixelLayout::rgb24 ? QImage::Format_RGB888 : QImage::Format_RGB32;
  using Owner = std::shared_ptr<const Image>;
  return {picture->bytes.data(),
          picture->width,
          picture->height,
          static_cast<qsizetype>(picture->row_bytes()),
          format,
          [](void* owner) { delete static_cast<Owner*>(owner); },
          new Owner(picture)};
}

/// Where an arrow key points; none of other keys.
std::optional<QPointF> direction_of(int key) {
  switch (key) {
    case Qt::Key_Left:
      return QPointF(-1, 0);
    case Qt::Key_Right:
      return QPointF(1, 0);
    case Qt::Key_Up:
      return QPointF(0, -1);
    case Qt::Key_Down:
      return QPointF(0, 1);
    default:
      return std::nullopt;
  }
}

/// Arrows, Enter and Escape, the first with Shift or without.
bool is_handle_key(const QKeyEvent& event) {
  const Qt::KeyboardModifiers with = event.modifiers() & ~Qt::KeypadModifier;
  if (direction_of(event.key())) return with == Qt::NoModifier || with == Qt::ShiftModifier;
  const bool other =
      event.key() == Qt::Key_Escape || event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
  return other && with == Qt::NoModifier;
}

QColor colour_of(const Stroke& stroke) {
  return {stroke.rgba[0], stroke.rgba[1], stroke.rgba[2], stroke.rgba[3]};
}

}  // namespace

VideoView::VideoView(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_OpaquePaintEvent);
  setFocusPolicy(Qt::ClickFocus);
  setMinimumSize(160, 90);
}

void VideoView::setPicture(std::shared_ptr<const Image> picture, qint64 number) {
  const QSize size = picture ? QSize(picture->width, picture->height) : QSize(0, 0);
  preview_ = preview_mark_ = false;
  put(std::move(picture), number, size);
}

void VideoView::setPreview(std::shared_ptr<const Image> picture, qint64 number, const QSize& full_size) {
  preview_ = true;
  put(std::move(picture), number, full_size);
}

void VideoView::keepAsPreview() {
  preview_ = hasPicture();
  update();
}

void VideoView::setPreviewMark(bool shown) {
  if (preview_mark_ == shown) return;
  preview_mark_ = shown;
  update();
}

void VideoView::put(std::shared_ptr<const Image> picture, qint64 number, const QSize& full_size) {
  picture_ = std::move(picture);
  image_ = picture_ ? sharing_bytes(picture_) : QImage();
  number_ = picture_ ? number : -1;
  if (std::exchange(full_size_, full_size) != full_size) fit();
  update();
}

void VideoView::setStrokes(std::vector<Stroke> strokes) {
  strokes_ = std::move(strokes);
  update();
}

void VideoView::setCaption(const QString& caption) {
  caption_ = caption;
  update();
}

void VideoView::setMessage(const QString& message) {
  if (message_ == message) return;
  message_ = message;
  update();
}

void VideoView::setColours(const Colours& colours) {
  colours_ = colours;
  update();
}

double VideoView::scale() const {
  if (!picture_) return 1;
  const double fitting = std::min(static_cast<double>(width()) / full_size_.width(),
                                  static_cast<double>(height()) / full_size_.height());
  return zoom_ * std::max(fitting, 1e-6);
}

QPointF VideoView::origin() const {
  const QSize size = pictureSize();
  return {width() / 2.0 - centre_.x() * size.width() * scale(),
          height() / 2.0 - centre_.y() * size.height() * scale()};
}

QPointF VideoView::fromPicture(const QPointF& pixel) const {
  return origin() + (pixel + QPointF(0.5, 0.5)) * scale();
}

QPointF VideoView::toPicture(const QPointF& point) const {
  return (point - origin()) / scale() - QPointF(0.5, 0.5);
}

void VideoView::fit() {
  zoom_ = 1;
  centre_ = {0.5, 0.5};
  update();
}

void VideoView::zoomBy(double factor, const QPointF& at) {
  if (!picture_) return;
  const QPointF held = toPicture(at);
  zoom_ = std::clamp(zoom_ * factor, 1.0, most_zoom);
  const QPointF moved = (fromPicture(held) - at) / scale();
  centre_ += QPointF(moved.x() / full_size_.width(), moved.y() / full_size_.height());
  keepInside();
  update();
}

void VideoView::zoomToActualSize() {
  if (!picture_) return;
  zoomBy(1 / (scale() * devicePixelRatioF()), rect().center());
}

// No empty margin on a side while there is picture left on the other.
void VideoView::keepInside() {
  const auto limited = [](double centre, double seen_share) {
    const double half = seen_share / 2;
    return half >= 0.5 ? 0.5 : std::clamp(centre, half, 1 - half);
  };
  centre_ = {limited(centre_.x(), width() / (full_size_.width() * scale())),
             limited(centre_.y(), height() / (full_size_.height() * scale()))};
}

void VideoView::askForSquare() {
  if (!picture_) return;
  asking_ = true;
  square_centre_.reset();
  setCursor(Qt::CrossCursor);
  setFocus();
  update();
}

void VideoView::endAsking() {
  asking_ = false;
  square_centre_.reset();
  unsetCursor();
  update();
}

void VideoView::setSquare(const std::optional<QRectF>& square) {
  square_ = square;
  update();
}

QRectF VideoView::squareBetween(const QPointF& centre, const QPointF& edge) const {
  const QPointF reach = edge - centre;
  const double half = std::max(std::abs(reach.x()), std::abs(reach.y()));
  return {centre - QPointF(half, half), QSizeF(2 * half, 2 * half)};
}

void VideoView::setHandles(std::vector<VideoHandle> handles, std::optional<int> chosen) {
  if (handles.empty() && handles_.empty()) return;
  if (handles.empty()) {
    handles_.drop();
    unsetCursor();
  }
  handles_.set(std::move(handles), chosen);
  setMouseTracking(!handles_.empty());
  setFocusPolicy(handles_.empty() ? Qt::ClickFocus : Qt::StrongFocus);
  update();
}

std::optional<VideoHandle> VideoView::handleAt(const QPointF& point) const {
  return picture_ ? handles_.at(toPicture(point), handle_reach / scale()) : std::nullopt;
}

bool VideoView::grabHandle(const QPointF& point) {
  const auto handle = handleAt(point);
  if (!handle) return false;
  handles_.grab(*handle, toPicture(point));
  pressed_at_ = point;
  Q_EMIT handlePicked(handle->id);
  return true;
}

void VideoView::dragHandle(const QPointF& point) {
  const bool resting = pressed_at_ && (point - *pressed_at_).manhattanLength() < drag_distance;
  if (!handles_.moved() && resting) return;
  const QPointF to = handles_.dragTo(toPicture(point));
  Q_EMIT handleDragged(handles_.grabbed()->id, to);
}

void VideoView::releaseHandle() {
  const VideoHandle dropped = *handles_.grabbed();
  const bool moved = handles_.moved();
  handles_.drop();
  pressed_at_.reset();
  if (moved) Q_EMIT handleReleased(dropped.id, dropped.pixel);
}

bool VideoView::handleKey(const QKeyEvent* event) {
  if (handles_.empty() || !is_handle_key(*event)) return false;
  if (const auto direction = direction_of(event->key())) {
    const double far = event->modifiers().testFlag(Qt::ShiftModifier) ? far_nudge : 1;
    if (handles_.chosen()) Q_EMIT handleNudged(*handles_.chosen(), *direction * far);
  } else if (event->key() == Qt::Key_Escape) {
    handles_.drop();
    pressed_at_.reset();
    Q_EMIT handlesCancelled();
  } else {
    Q_EMIT handlesConfirmed();
  }
  return true;
}

/// The window has the arrow keys as shortcuts, too.
bool VideoView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && !handles_.empty() && !asking_ &&
      is_handle_key(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void VideoView::mousePressEvent(QMouseEvent* event) {
  pressed_at_.reset();
  if (event->button() == Qt::LeftButton && !asking_ && grabHandle(event->position())) return;
  if (event->button() == Qt::LeftButton && asking_) {
    square_centre_ = toPicture(event->position());
  } else if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
    dragged_from_ = event->position();
    if (event->button() == Qt::LeftButton) pressed_at_ = event->position();
  }
}

void VideoView::mouseMoveEvent(QMouseEvent* event) {
  if (square_centre_) return setSquare(squareBetween(*square_centre_, toPicture(event->position())));
  if (handles_.grabbed()) return dragHandle(event->position());
  if (event->buttons() == Qt::NoButton && !handles_.empty() && !asking_)
    setCursor(handleAt(event->position()) ? Qt::OpenHandCursor : Qt::ArrowCursor);
  if (!dragged_from_ || !picture_ || zoom_ <= 1) return;
  const QPointF moved = (event->position() - *dragged_from_) / scale();
  dragged_from_ = event->position();
  centre_ -= QPointF(moved.x() / full_size_.width(), moved.y() / full_size_.height());
  keepInside();
  update();
}

void VideoView::mouseReleaseEvent(QMouseEvent* event) {
  if (handles_.grabbed() && event->button() == Qt::LeftButton) return releaseHandle();
  dragged_from_.reset();
  const auto pressed_at = std::exchange(pressed_at_, std::nullopt);
  if (pressed_at && picture_ && (event->position() - *pressed_at).manhattanLength() < drag_distance)
    Q_EMIT clicked(toPicture(event->position()));
  if (!square_centre_ || event->button() != Qt::LeftButton) return;
  const QRectF drawn = squareBetween(*square_centre_, toPicture(event->position()));
  endAsking();
  if (drawn.width() < smallest_square_px) return setSquare({});
  setSquare(drawn);
  Q_EMIT squareDrawn(drawn);
}

void VideoView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || asking_ || grabHandle(event->position())) return;
  Q_EMIT activated();
}

void VideoView::keyPressEvent(QKeyEvent* event) {
  if (asking_ && event->key() == Qt::Key_Escape) return endAsking();
  if (!asking_ && handleKey(event)) return;
  QWidget::keyPressEvent(event);
}

void VideoView::wheelEvent(QWheelEvent* event) {
  if (!picture_) return event->ignore();
  zoomBy(std::pow(zoom_per_notch, event->angleDelta().y() / 120.0), event->position());
  event->accept();
}

void VideoView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), colours_.background);
  if (picture_) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, scale() < 4);  // beyond, pixels are looked at
    painter.drawImage(QRectF(origin(), QSizeF(pictureSize()) * scale()), image_);
    drawStrokes(painter);
    drawHandles(painter);
  }
  if (square_) drawSquare(painter);
  const QRectF inside = QRectF(rect()).adjusted(plate_margin, plate_margin, -plate_margin, -plate_margin);
  if (!caption_.isEmpty()) drawPlate(painter, inside, Qt::AlignLeft | Qt::AlignTop, caption_);
  if (previewMark()) drawPlate(painter, inside, Qt::AlignRight | Qt::AlignTop, tr("Preview"));
  if (asking_) {
    drawPlate(painter, inside, Qt::AlignHCenter | Qt::AlignTop,
              tr("Drag from the person's middle outwards, Esc gives up"));
  }
  if (!message_.isEmpty()) {
    drawPlate(painter, inside, picture_ ? Qt::AlignHCenter | Qt::AlignBottom : int(Qt::AlignCenter),
              message_);
  }
  painter.end();
  Q_EMIT painted();
}

void VideoView::drawStrokes(QPainter& painter) const {
  painter.setRenderHint(QPainter::Antialiasing);
  const double to_widget = scale();
  for (const Stroke& stroke : strokes_) {
    const QPointF from = fromPicture({stroke.from.x(), stroke.from.y()});
    if (stroke.from == stroke.to) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(colour_of(stroke));
      const double radius = stroke.width * to_widget / 2;
      painter.drawEllipse(from, radius, radius);
    } else {
      painter.setPen(QPen(colour_of(stroke), stroke.width * to_widget, Qt::SolidLine, Qt::RoundCap));
      painter.drawLine(from, fromPicture({stroke.to.x(), stroke.to.y()}));
    }
  }
}

void VideoView::drawSquare(QPainter& painter) const {
  painter.setBrush(Qt::NoBrush);
  const QRectF drawn(fromPicture(square_->topLeft()), fromPicture(square_->bottomRight()));
  painter.setPen(QPen(Qt::black, 3));
  painter.drawRect(drawn);
  painter.setPen(QPen(colours_.accent, 1.5));
  painter.drawRect(drawn);
}

void VideoView::drawHandles(QPainter& painter) const {
  if (handles_.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  for (const VideoHandle& handle : handles_.all()) {
    const bool chosen = handle.id == handles_.chosen();
    const double radius = chosen ? chosen_radius : handle_radius;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, 3.5));
    painter.drawEllipse(fromPicture(handle.pixel), radius, radius);
    painter.setPen(QPen(chosen ? colours_.accent : QColor(Qt::white), chosen ? 2.5 : 1.5));
    painter.drawEllipse(fromPicture(handle.pixel), radius, radius);
  }
  if (!hasFocus()) return;
  painter.setPen(QPen(colours_.accent, 2));
  painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
}

void VideoView::drawPlate(QPainter& painter, const QRectF& within, int alignment, const QString& text) const {
  const QMarginsF margins(8, 3, 8, 3);
  painter.setPen(colours_.text);  // without a pen nothing is measured either
  const QRectF words =
      painter.boundingRect(within.marginsRemoved(margins), alignment | Qt::TextWordWrap, text);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours_.plate);
  painter.drawRoundedRect(words.marginsAdded(margins), 4, 4);
  painter.setPen(colours_.text);
  painter.drawText(words, alignment | Qt::TextWordWrap, text);
}

}  // namespace solopose
