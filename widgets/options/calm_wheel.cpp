#include "widgets/options/calm_wheel.h"

#include <QEvent>
#include <QWidget>

namespace solopose {
namespace {

class CalmWheel : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus()) return false;
    event->ignore();
    return true;
  }
};

}  // namespace

void keep_calm(QWidget* editor) {
  editor->setFocusPolicy(Qt::StrongFocus);
  editor->installEventFilter(new CalmWheel(editor));
}

}  // namespace solopose
