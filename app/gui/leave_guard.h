#pragma once

#include <functional>

#include <QObject>
#include <QString>
#include <QStringList>

class QMessageBox;
class QWidget;

namespace solopose {

class Session;

/// The one way past work that is under way: whatever would stop it (closing, quitting, another project) goes
/// through here, asks first, and happens once everything has stopped.
class LeaveGuard : public QObject {
  Q_OBJECT
 public:
  /// `stopping_means` tells what panels have to say of their work, a sentence each.
  LeaveGuard(Session* session, QWidget* window, std::function<QStringList()> stopping_means);

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
  std::function<QStringList()> stopping_means_;
  bool stopping_ = false;  ///< somebody has agreed; there is nothing left to ask
};

}  // namespace solopose
