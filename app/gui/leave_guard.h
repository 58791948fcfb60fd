#pragma once

#include <functional>
#include <optional>

#include <QObject>
#include <QString>

#include "widgets/training_panel/training_stand.h"

class QMessageBox;
class QWidget;

namespace solopose {

class Session;

/// The one way past work that is under way: whatever would stop it (closing, quitting, another project) goes
/// through here, asks first, and happens once everything has stopped.
class LeaveGuard : public QObject {
  Q_OBJECT
 public:
  /// `training` tells of the run at work, if there is one.
  LeaveGuard(Session* session, QWidget* window, std::function<std::optional<TrainingStand>()> training);

  /// Do `then` at once when nothing is under way, else once somebody has agreed to stop it. `then_text` is
  /// what the button says that agrees: "Stop and quit".
  void leave(const QString& then_text, std::function<void()> then);
  /// The same for who must know before it returns: whether one may leave, with everything stopped.
  bool mayLeaveNow(const QString& then_text);
  /// Stop everything without a question, and wait until it has.
  void stopNow();

 private:
  QMessageBox* question(const QString& then_text);
  QString explanation() const;
  void stop(std::function<void()> then);

  Session* session_;
  QWidget* window_;
  std::function<std::optional<TrainingStand>()> training_;
  bool stopping_ = false;  ///< somebody has agreed; there is nothing left to ask
};

}  // namespace solopose
