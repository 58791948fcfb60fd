#pragma once

#include <functional>

#include <QObject>
#include <QTimer>

#include "app/gui/view_state.h"

namespace solopose {

class Session;

/// Writes the open project's view state a moment after it has last changed, and hands it back when the
/// project is opened again.
class ViewStateKeeper : public QObject {
  Q_OBJECT
 public:
  /// `collect` adds what the window knows: workspace and camera.
  ViewStateKeeper(Session* session, std::function<void(ViewState&)> collect, QObject* parent);

  void touch();  ///< something has changed
  void flush();  ///< write now, if anything has changed

 Q_SIGNALS:
  void restored(const solopose::ViewState& state);

 private:
  void restore();
  ViewState current() const;

  Session* session_;
  std::function<void(ViewState&)> collect_;
  QTimer rest_;
};

}  // namespace solopose
