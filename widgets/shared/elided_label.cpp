#include "widgets/shared/elided_label.h"

#include <QEvent>
#include <QResizeEvent>

#include "widgets/theme/shown_text.h"

namespace solopose {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void ElidedLabel::setFullText(const QString& text, const QString& end) {
  const QString shown = shown_text(text + end);
  if (shown == full_) return;
  full_ = shown;
  end_ = full_.endsWith(end) ? end : QString();
  setAccessibleName(full_);
  updateGeometry();
  elide();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
  mode_ = mode;
  elide();
}

QSize ElidedLabel::minimumSizeHint() const { return {0, QLabel::minimumSizeHint().height()}; }

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(full_) + 2, fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  elide();
}

void ElidedLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) elide();
}

void ElidedLabel::elide() {
  const QString line = QString(full_).replace('\n', ' ');
  const int for_end = fontMetrics().horizontalAdvance(end_);
  const bool end_fits = for_end + fontMetrics().horizontalAdvance(QStringLiteral("\u2026")) < width();
  const QString shown =
      end_fits ? fontMetrics().elidedText(line.chopped(end_.size()), mode_, width() - for_end) + end_
               : fontMetrics().elidedText(line, mode_, width());
  if (shown != text()) setText(shown);
  setToolTip(shown == line ? QString() : full_);
}

}  // namespace solopose
