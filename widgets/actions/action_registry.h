#pragma once

#include <functional>
#include <vector>

#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QString>

class QAction;
class QMenuBar;
class QWidget;

namespace solopose {

/// One action of the studio. Texts are translated again on a language change, so they are kept as functions
/// returning tr().
struct ActionSpec {
  QString id = {};                     ///< "align.pick-key-frame": stable, for settings and tests
  std::function<QString()> text = {};  ///< "Use this frame as key frame"
  std::function<QString()> menu = {};  ///< the top-level menu it stands in: "&Align"
  QKeySequence shortcut = {};          ///< default; the user may change it
  QString icon = {};                   ///< name for Theme::icon, may be empty
  bool checkable = false;
  std::function<void(bool checked)> run = {};
  std::function<QString()> submenu = {};  ///< a menu inside `menu`, may be empty
  bool separator = false;                 ///< a line before it in its menu
  /// Its shortcut works only while the focus is in there, and there it wins over one of the window; it may
  /// have a key that the window uses for something else. nullptr: the whole window.
  QWidget* within = nullptr;
};

/// Every action once: it feeds the menus, the shortcuts, the shortcut editor and the command palette.
/// Tooltips show the shortcut.
class ActionRegistry : public QObject {
  Q_OBJECT
 public:
  /// `host` gets the actions, so that shortcuts work in the whole window.
  explicit ActionRegistry(QWidget* host);

  /// The id must be new. A shortcut the user chose earlier wins over the default; one that is taken is left
  /// out.
  QAction* add(ActionSpec spec);
  QAction* action(const QString& id) const;  ///< nullptr when there is none
  std::vector<QAction*> all() const;         ///< in order of registration
  QString id(const QAction* action) const;   ///< empty for an action of somebody else
  /// Where the action stands, for people: "View › Theme".
  QString place(const QAction* action) const;
  /// A menu that takes its place in the bar now, though its first action comes later.
  void placeMenu(std::function<QString()> title);
  /// Fill the menu bar: menus in order of first appearance. It is filled anew whenever actions or language
  /// change.
  void fillMenus(QMenuBar* bar);

  QKeySequence defaultShortcut(const QString& id) const;
  /// Where its shortcut works: ActionSpec::within.
  QWidget* within(const QAction* action) const;
  /// Kept in the user's settings. An empty sequence removes it. Returns the id of the action that has it
  /// already (then nothing has changed), or nothing.
  QString setShortcut(const QString& id, const QKeySequence& shortcut);
  /// Every shortcut as the studio has it by itself.
  void resetShortcuts();
  /// Ask the action for its text again: "Undo" has become "Undo rename".
  void refreshText(const QString& id);

 public Q_SLOTS:
  void retranslate();

 Q_SIGNALS:
  void changed();

 private:
  struct Entry {
    ActionSpec spec;
    QAction* action = nullptr;
  };
  struct PlacedMenu {
    std::function<QString()> title;
    std::size_t before = 0;  ///< index into entries_
  };
  const Entry* find(const QString& id) const;
  const Entry* find(const QAction* action) const;
  QString holder(const QKeySequence& shortcut, const ActionSpec& wanted) const;
  void followFocus();
  void refresh(const Entry& entry) const;
  void rebuildMenus();
  void rebuildSoon();

  QWidget* host_ = nullptr;
  std::vector<Entry> entries_;
  std::vector<PlacedMenu> placed_menus_;
  QPointer<QMenuBar> bar_;
  bool rebuild_pending_ = false;
  bool any_within_ = false;
};

}  // namespace solopose
