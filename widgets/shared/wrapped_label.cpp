#include "widgets/shared/wrapped_label.h"

#include <QEvent>

namespace solopose {

WrappedLabel::WrappedLabel(QWidget* parent) : QLabel(parent) {
  setTextFormat(Qt::PlainText);
  setWordWrap(true);
}

void WrappedLabel::setText(const QString& text) {
  QLabel::setText(text);
  fit();
}

void WrappedLabel::resizeEvent(QResizeEvent* event) {
  QLabel::resizeEvent(event);
  fit();
}

void WrappedLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fit();
}

void WrappedLabel::fit() { setMinimumHeight(heightForWidth(width())); }

}  // namespace solopose
