#include "app/gui/plain_labels.h"

#include <QEvent>
#include <QLabel>

namespace solopose {

bool PlainLabels::eventFilter(QObject* watched, QEvent* event) {
  // A tooltip is polished before it has its text, every other label before it is seen.
  if (event->type() == QEvent::Polish) {
    auto* label = qobject_cast<QLabel*>(watched);
    if (label != nullptr && label->textFormat() == Qt::AutoText) label->setTextFormat(Qt::PlainText);
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace solopose
