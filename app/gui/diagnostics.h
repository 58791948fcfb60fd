#pragma once

#include <memory>

#include <QObject>
#include <QSet>
#include <QString>

namespace spdlog {
class logger;
}

namespace solopose {

class JobHandle;
class Session;

/// A file for reports of faults: which versions run on what, and a line for every error that the window
/// shows. Nothing of a person but what the messages themselves say. It is kept below 1 MB, with two older
/// ones beside it. Where it cannot be written, the studio does without.
class Diagnostics : public QObject {
  Q_OBJECT
 public:
  static constexpr qint64 most_bytes = 1'000'000;

  /// $XDG_STATE_HOME/solopose-studio/diagnostics.log, below ~/.local/state without the variable.
  static QString defaultFile();

  /// Follows the session from here on.
  Diagnostics(const QString& file, Session* session, QObject* parent = nullptr);
  ~Diagnostics() override;

  /// The program's version, Qt's, and the renderer that OpenGL has here.
  void noteStart();
  void noteError(const QString& message);

 private:
  void write(const QString& line, bool error);
  void followJob(const JobHandle* job);

  std::shared_ptr<spdlog::logger> log_;
  QSet<QString> noted_;  ///< in this turn of the event loop: one error may be shown in several places
};

}  // namespace solopose
