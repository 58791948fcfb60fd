#pragma once

#include <functional>
#include <vector>

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include "app/gui/view_state.h"
#include "core/project/ids.h"

namespace solopose {

class Panel;
class Session;

/// Keeps the open project's view state: hands it to the panels when the project is opened, asks them for it
/// before the project goes, and, so that little is lost where the program is killed, a moment after it has
/// last changed. That is written on a thread of its own: a disk may take its time while an import fills it.
class ViewStateKeeper : public QObject {
  Q_OBJECT
 public:
  using Write = std::function<void(const ViewState&, const QString& project_folder)>;  ///< on any thread
  ViewStateKeeper(Session* session, const std::vector<Panel*>& panels, QObject* parent,
                  Write write = &ViewState::save);

  void setWorkspace(const QString& id);
  ViewState current() const;
  /// Show what was seen in this or another copy of the project. False: there is no such sequence here, and
  /// the rest is shown.
  bool show(const ViewState& state);
  void save();  ///< if anything has changed since it was last read or written; it is there afterwards

 Q_SIGNALS:
  void workspaceRestored(const QString& id);

 private:
  void touch();
  void saveBehind();  ///< the same, but nobody waits
  bool takeNews();    ///< into saved_; whether there are any
  void followCursor();
  void restore();

  Session* session_;
  const std::vector<Panel*>& panels_;
  QString workspace_;
  SequenceId sequence_ =
      0;  ///< the last one looked at: a loose video's number means nothing to the next start
  qint64 frame_ = 0;
  ViewState saved_;
  QTimer rest_;
  Write write_;
  QThreadPool writer_;  ///< of one thread, so that what is written last is the newest
};

}  // namespace solopose
