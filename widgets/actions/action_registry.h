#pragma once

#include <functional>
#include <vector>

#include <QKeySequence>
#include <QObject>
#include <QString>

class QAction;
class QMenuBar;
class QWidget;

namespace solopose {

/// One action of the studio. Texts are translated again on a language change, so they are kept as functions returning tr().
struct ActionSpec {
  QString id;                      ///< "align.pick-key-frame": stable, for settings and tests
  std::function<QString()> text;   ///< "Use this frame as key frame"
  std::function<QString()> menu;   ///< the top-level menu it stands in: "&Align"
  QKeySequence shortcut;           ///< default; the user may change it
  QString icon;                    ///< name for Theme::icon, may be empty
  bool checkable = false;
  std::function<void(bool checked)> run;
};

/// Every action once: it feeds the menus, the shortcuts, the shortcut editor and the command palette. Tooltips show the shortcut.
class ActionRegistry : public QObject {
  Q_OBJECT
 public:
  /// `host` gets the actions, so that shortcuts work in the whole window.
  explicit ActionRegistry(QWidget* host);

  QAction* add(ActionSpec spec);
  QAction* action(const QString& id) const;  ///< nullptr when there is none
  std::vector<QAction*> all() const;         ///< in order of registration
  /// Fill the menu bar: menus in order of first appearance.
  void fillMenus(QMenuBar* bar);

  QKeySequence defaultShortcut(const QString& id) const;
  /// Kept in the user's settings. An empty sequence removes it. Returns the id of the action that has it already, or nothing.
  QString setShortcut(const QString& id, const QKeySequence& shortcut);

 public Q_SLOTS:
  void retranslate();

 Q_SIGNALS:
  void changed();

 private:
  struct Entry {
    ActionSpec spec;
    QAction* action = nullptr;
  };
  QWidget* host_ = nullptr;
  std::vector<Entry> entries_;
};

}  // namespace solopose
