#include "app/gui/copy_rule.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

#include "widgets/shared/view_text.h"

namespace solopose {

bool CopyRule::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const auto* view = qobject_cast<const QAbstractItemView*>(watched);
  if (view == nullptr || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
    return QObject::eventFilter(watched, event);
  if (const QString text = text_of_view(*view); !text.isEmpty()) QGuiApplication::clipboard()->setText(text);
  return true;
}

}  // namespace solopose
