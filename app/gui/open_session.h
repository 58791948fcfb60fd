#pragma once

#include <vector>

#include <QLockFile>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>

namespace solopose {

class Session;

/// What a window that was not closed has left behind: a crash, a kill, a power cut.
struct LeftSession {
  QString project;           ///< its folder
  QStringList running;       ///< titles of the jobs that were under way
  QString trained_run = {};  ///< folder of the run that was being trained; empty: none
  bool restored = false;     ///< opened by itself after a crash: to do that again might be to crash for ever
};

/// What a window has open and under way, in a small file as long as the window lives. What its next start
/// finds, no window has closed. Any number of windows share a folder, a file and a lock each; the lock tells
/// a window that lives from one that is gone. Where nothing can be written, the studio does without.
class OpenSession : public QObject {
  Q_OBJECT
 public:
  /// "sessions" beside the diagnostics file.
  static QString defaultFolder();
  /// Of the windows that are gone, newest first, those whose project is still there. Their files go.
  static std::vector<LeftSession> takeLeft(const QString& folder);

  /// Follows the session from here on. `restored` as in LeftSession.
  OpenSession(const QString& folder, Session* session, bool restored = false, QObject* parent = nullptr);
  ~OpenSession() override;  ///< the window was closed: the file goes

 private:
  LeftSession now() const;
  void note();

  Session* session_;
  bool restored_;
  QString file_;
  QLockFile lock_;
  QThreadPool writer_;  ///< of one thread, so that what is written last is the newest
};

}  // namespace solopose
