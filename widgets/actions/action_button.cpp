#include "widgets/actions/action_button.h"

#include <QAction>

#include "widgets/actions/plain_text.h"

namespace solopose {

ActionButton::ActionButton(QWidget* parent, QAction* action) : QPushButton(parent) { setAction(action); }

void ActionButton::setAction(QAction* action) {
  if (action_ != nullptr) {
    disconnect(this, nullptr, action_, nullptr);
    disconnect(action_, nullptr, this, nullptr);
  }
  action_ = action;
  setVisible(action != nullptr);
  if (action == nullptr) return;
  connect(this, &QPushButton::clicked, action, &QAction::trigger);
  connect(action, &QAction::changed, this, &ActionButton::follow);
  connect(action, &QObject::destroyed, this, [this] { action_ = nullptr; });
  follow();
}

void ActionButton::setShowsKey(bool shown) {
  shows_key_ = shown;
  if (action_ != nullptr) follow();
}

void ActionButton::follow() {
  const QString key = action_->shortcut().toString(QKeySequence::NativeText);
  const QString text = plain_text(action_->text());
  setText(shows_key_ && !key.isEmpty() ? QStringLiteral("%1 (%2)").arg(text, key) : text);
  setToolTip(action_->toolTip());
  setEnabled(action_->isEnabled());
  if (property("role").toString() != QLatin1String("primary")) setIcon(action_->icon());
}

}  // namespace solopose
