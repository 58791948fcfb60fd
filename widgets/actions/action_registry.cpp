#include "widgets/actions/action_registry.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QApplication>
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

QMenu* menu_titled(const QWidget* parent, const QString& title) {
  const auto menus = parent->findChildren<QMenu*>(Qt::FindDirectChildrenOnly);
  const auto found = std::ranges::find_if(menus, [&](const QMenu* menu) { return menu->title() == title; });
  return found == menus.end() ? nullptr : *found;
}

// "Ctrl+K" would make "Ctrl+K, Ctrl+S" unreachable, so beginnings collide as well.
bool collide(const QKeySequence& first, const QKeySequence& second) {
  if (first.isEmpty() || second.isEmpty()) return false;
  return first.matches(second) != QKeySequence::NoMatch || second.matches(first) != QKeySequence::NoMatch;
}

}  // namespace

ActionRegistry::ActionRegistry(QWidget* host) : QObject(host), host_(host) {
  connect(qApp, &QApplication::focusChanged, this, &ActionRegistry::followFocus);
}

QAction* ActionRegistry::add(ActionSpec spec) {
  Q_ASSERT(find(spec.id) == nullptr);
  auto* action = new QAction(host_);
  action->setObjectName(spec.id);
  action->setCheckable(spec.checkable);
  action->setMenuRole(QAction::NoRole);
  if (!spec.icon.isEmpty()) action->setIcon(Theme::instance().icon(spec.icon));
  if (const QKeySequence wanted = wanted_shortcut(spec); holder(wanted, spec).isEmpty())
    action->setShortcut(wanted);
  if (spec.run) connect(action, &QAction::triggered, this, spec.run);
  if (spec.within != nullptr) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  any_within_ |= spec.within != nullptr;
  (spec.within == nullptr ? host_ : spec.within)->addAction(action);
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

void ActionRegistry::placeMenu(std::function<QString()> title) {
  placed_menus_.push_back({std::move(title), entries_.size()});
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
  for (QMenu* menu : bar_->findChildren<QMenu*>(Qt::FindDirectChildrenOnly)) {
    menu->setParent(nullptr);
    menu->deleteLater();  // it may be the one whose action has just run
  }
  const auto menu_of = [this](const QString& title) {
    QMenu* menu = menu_titled(bar_, title);
    return menu == nullptr ? bar_->addMenu(title) : menu;
  };
  auto placed = placed_menus_.begin();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    for (; placed != placed_menus_.end() && placed->before <= i; ++placed) menu_of(placed->title());
    const Entry& entry = entries_[i];
    if (!entry.spec.menu) continue;
    QMenu* menu = menu_of(entry.spec.menu());
    QMenu* submenu = entry.spec.submenu ? menu_titled(menu, entry.spec.submenu()) : menu;
    if (entry.spec.separator) (submenu == nullptr ? menu : submenu)->addSeparator();
    if (submenu == nullptr) submenu = menu->addMenu(entry.spec.submenu());
    submenu->addAction(entry.action);
  }
}

QKeySequence ActionRegistry::defaultShortcut(const QString& id) const {
  const Entry* entry = find(id);
  return entry == nullptr ? QKeySequence() : entry->spec.shortcut;
}

QWidget* ActionRegistry::within(const QAction* action) const {
  const Entry* entry = find(action);
  return entry == nullptr ? nullptr : entry->spec.within;
}

QString ActionRegistry::holder(const QKeySequence& shortcut, const ActionSpec& wanted) const {
  const auto taken = std::ranges::find_if(entries_, [&](const Entry& entry) {
    return entry.spec.id != wanted.id && entry.spec.within == wanted.within &&
           collide(entry.action->shortcut(), shortcut);
  });
  return taken == entries_.end() ? QString() : taken->spec.id;
}

QString ActionRegistry::setShortcut(const QString& id, const QKeySequence& shortcut) {
  const Entry* entry = find(id);
  if (entry == nullptr) return {};
  if (const QString taken = holder(shortcut, entry->spec); !taken.isEmpty()) return taken;
  entry->action->setShortcut(shortcut);
  followFocus();
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
  followFocus();
  Q_EMIT changed();
}

/// Two shortcuts with one key are ambiguous to Qt, and neither would run: while the focus is where one has it
/// for itself, the window's sleeps. It keeps its place and its text in the menu.
void ActionRegistry::followFocus() {
  if (!any_within_) return;
  const QWidget* focus = QApplication::focusWidget();
  const auto has_key_here = [&](const Entry& entry, const QKeySequence& key) {
    const QWidget* place = entry.spec.within;
    const bool inside =
        place != nullptr && focus != nullptr && (place == focus || place->isAncestorOf(focus));
    return inside && collide(entry.action->shortcut(), key);
  };
  for (const Entry& entry : entries_) {
    if (entry.spec.within != nullptr) continue;
    const QKeySequence key = entry.action->shortcut();
    const bool sleeps =
        std::ranges::any_of(entries_, [&](const Entry& other) { return has_key_here(other, key); });
    entry.action->setShortcutContext(sleeps ? Qt::WidgetShortcut : Qt::WindowShortcut);
  }
}

void ActionRegistry::refreshText(const QString& id) {
  if (const Entry* entry = find(id)) refresh(*entry);
}

void ActionRegistry::refresh(const Entry& entry) const {
  const QString text = entry.spec.text ? entry.spec.text() : entry.spec.id;
  entry.action->setText(text);
  const QString shortcut = entry.action->shortcut().toString(QKeySequence::NativeText);
  QString plain = plain_text(text);
  if (plain.endsWith(QChar(0x2026))) plain.chop(1);
  const QString named = shortcut.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, shortcut);
  const QString meaning = entry.action->whatsThis();
  entry.action->setToolTip(meaning.isEmpty() ? named : named + QLatin1Char('\n') + meaning);
}

void ActionRegistry::retranslate() {
  for (const Entry& entry : entries_) refresh(entry);
  rebuildMenus();
  Q_EMIT changed();
}

}  // namespace solopose
