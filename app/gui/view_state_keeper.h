#pragma once

#include <vector>

#include <QObject>
#include <QTimer>

#include "app/gui/view_state.h"
#include "core/project/ids.h"

namespace solopose {

class Panel;
class Session;

/// Keeps the open project's view state: hands it to the panels when the project is opened, asks them for it
/// before the project goes, and, so that little is lost where the program is killed, a moment after it has
/// last changed.
class ViewStateKeeper : public QObject {
  Q_OBJECT
 public:
  ViewStateKeeper(Session* session, const std::vector<Panel*>& panels, QObject* parent);

  void setWorkspace(const QString& id);
  void save();  ///< now, if anything has changed since it was last read or written

 Q_SIGNALS:
  void workspaceRestored(const QString& id);

 private:
  void touch();
  void followCursor();
  void restore();
  ViewState current() const;

  Session* session_;
  const std::vector<Panel*>& panels_;
  QString workspace_;
  SequenceId sequence_ =
      0;  ///< the last one looked at: a loose video's number means nothing to the next start
  qint64 frame_ = 0;
  ViewState saved_;
  QTimer rest_;
};

}  // namespace solopose
