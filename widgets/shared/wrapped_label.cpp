#include "widgets/shared/wrapped_label.h"

#include <algorithm>

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

// Without a text there is no height: -1. With a least height none below it is ever asked for.
void WrappedLabel::fit() {
  setMinimumHeight(0);
  setFixedHeight(std::max(0, heightForWidth(width())));
}

}  // namespace solopose
