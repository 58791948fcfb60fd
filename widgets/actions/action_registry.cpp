#include "widgets/actions/action_registry.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTimer>

#include "widgets/actions/plain_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QString setting_of(const QString& id) { return QStringLiteral("shortcuts/") + id; }

QKeySequence wanted_shortcut(const ActionSpec& spec) {
  const QSettings settings;
  const QVariant chosen = settings.value(setting_of(spec.id));
  return chosen.isValid() ? QKeySequence::fromString(chosen.toString()) : spec.shortcut;
}

}  // namespace

ActionRegistry::ActionRegistry(QWidget* host) : QObject(host), host_(host) {}

QAction* ActionRegistry::add(ActionSpec spec) {
  Q_ASSERT(find(spec.id) == nullptr);
  auto* action = new QAction(host_);
  action->setObjectName(spec.id);
  action->setCheckable(spec.checkable);
  action->setMenuRole(QAction::NoRole);
  if (!spec.icon.isEmpty()) action->setIcon(Theme::instance().icon(spec.icon));
  if (const QKeySequence wanted = wanted_shortcut(spec); holder(wanted, spec.id).isEmpty())
    action->setShortcut(wanted);
  if (spec.run) connect(action, &QAction::triggered, this, spec.run);
  host_->addAction(action);
  entries_.push_back({std::move(spec), action});
  refresh(entries_.back());
  rebuildSoon();
  return action;
}

const ActionRegistry::Entry* ActionRegistry::find(const QString& id) const {
  const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) { return entry.spec.id == id; });
  return found == entries_.end() ? nullptr : &*found;
}

const ActionRegistry::Entry* ActionRegistry::find(const QAction* action) const {
  const auto found =
      std::ranges::find_if(entries_, [&](const Entry& entry) { return entry.action == action; });
  return found == entries_.end() ? nullptr : &*found;
}

QAction* ActionRegistry::action(const QString& id) const {
  const Entry* entry = find(id);
  return entry == nullptr ? nullptr : entry->action;
}

std::vector<QAction*> ActionRegistry::all() const {
  std::vector<QAction*> actions;
  actions.reserve(entries_.size());
  for (const Entry& entry : entries_) actions.push_back(entry.action);
  return actions;
}

QString ActionRegistry::id(const QAction* action) const {
  const Entry* entry = find(action);
  return entry == nullptr ? QString() : entry->spec.id;
}

QString ActionRegistry::place(const QAction* action) const {
  const Entry* entry = find(action);
  if (entry == nullptr || !entry->spec.menu) return {};
  const QString menu = plain_text(entry->spec.menu());
  if (!entry->spec.submenu) return menu;
  return menu + QStringLiteral(" › ") + plain_text(entry->spec.submenu());
}

void ActionRegistry::fillMenus(QMenuBar* bar) {
  bar_ = bar;
  rebuildMenus();
}

// Panels register their actions one by one; the menu bar is made once they are through.
void ActionRegistry::rebuildSoon() {
  if (rebuild_pending_) return;
  rebuild_pending_ = true;
  QTimer::singleShot(0, this, [this] {
    rebuild_pending_ = false;
    rebuildMenus();
    Q_EMIT changed();
  });
}

void ActionRegistry::rebuildMenus() {
  if (bar_ == nullptr) return;
  bar_->clear();
  qDeleteAll(bar_->findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
  const auto menu_in = [](const auto& children, const QString& title, const auto& make) {
    const auto found =
        std::ranges::find_if(children, [&](const QMenu* menu) { return menu->title() == title; });
    return found == children.end() ? make(title) : *found;
  };
  for (const Entry& entry : entries_) {
    if (!entry.spec.menu) continue;
    QMenu* menu = menu_in(bar_->findChildren<QMenu*>(Qt::FindDirectChildrenOnly), entry.spec.menu(),
                          [this](const QString& title) { return bar_->addMenu(title); });
    if (entry.spec.submenu) {
      menu = menu_in(menu->findChildren<QMenu*>(Qt::FindDirectChildrenOnly), entry.spec.submenu(),
                     [menu, &entry](const QString& title) {
                       if (entry.spec.separator) menu->addSeparator();
                       return menu->addMenu(title);
                     });
    } else if (entry.spec.separator) {
      menu->addSeparator();
    }
    menu->addAction(entry.action);
  }
}

QKeySequence ActionRegistry::defaultShortcut(const QString& id) const {
  const Entry* entry = find(id);
  return entry == nullptr ? QKeySequence() : entry->spec.shortcut;
}

QString ActionRegistry::holder(const QKeySequence& shortcut, const QString& except) const {
  if (shortcut.isEmpty()) return {};
  for (const Entry& entry : entries_) {
    if (entry.spec.id != except && entry.action->shortcut() == shortcut) return entry.spec.id;
  }
  return {};
}

QString ActionRegistry::setShortcut(const QString& id, const QKeySequence& shortcut) {
  const Entry* entry = find(id);
  if (entry == nullptr) return {};
  if (const QString taken = holder(shortcut, id); !taken.isEmpty()) return taken;
  entry->action->setShortcut(shortcut);
  QSettings settings;
  if (shortcut == entry->spec.shortcut) {
    settings.remove(setting_of(id));
  } else {
    settings.setValue(setting_of(id), shortcut.toString());
  }
  refresh(*entry);
  Q_EMIT changed();
  return {};
}

void ActionRegistry::resetShortcuts() {
  QSettings settings;
  for (const Entry& entry : entries_) {
    settings.remove(setting_of(entry.spec.id));
    entry.action->setShortcut(entry.spec.shortcut);
    refresh(entry);
  }
  Q_EMIT changed();
}

void ActionRegistry::refresh(const Entry& entry) const {
  const QString text = entry.spec.text ? entry.spec.text() : entry.spec.id;
  entry.action->setText(text);
  const QString shortcut = entry.action->shortcut().toString(QKeySequence::NativeText);
  QString plain = plain_text(text);
  if (plain.endsWith(QChar(0x2026))) plain.chop(1);
  entry.action->setToolTip(shortcut.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, shortcut));
}

void ActionRegistry::retranslate() {
  for (const Entry& entry : entries_) refresh(entry);
  rebuildMenus();
  Q_EMIT changed();
}

}  // namespace solopose
