#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include <QObject>
#include <QString>

#include "core/augmotion/alignment.h"
#include "core/augmotion/clips.h"
#include "core/project/project.h"

class QThread;

namespace solopose {

/// What the window sees of a project at one moment. Immutable, so it passes between threads freely.
struct ProjectSnapshot {
  std::shared_ptr<const Catalog> catalog = std::make_shared<const Catalog>();
  std::shared_ptr<const std::vector<Clip>> clips = std::make_shared<const std::vector<Clip>>();
  AlignOptions align_options;
  ClipOptions clip_options;
};

/// The open project as its own thread holds it.
struct ProjectState {
  std::optional<Project> project;
  ProjectSnapshot snapshot;       ///< as of the last refresh
  int generation = 0;             ///< grows with every project opened or closed
  int failed_history_epoch = -1;  ///< see SessionHistory

  void adopt(Project opened);
  void close();
  /// Read the project again. Clips that came out the same stay the same object. @throws Error
  void refresh();
};

/// The thread that owns the window's connection to the project and runs short edits in the order they were
/// asked for.
class ProjectThread {
 public:
  /// On the thread. Throws to fail.
  using Work = std::function<void(ProjectState&, const JobContext&)>;
  /// On `owner`'s thread, with the sentence of a failure or an empty one.
  using Done = std::function<void(const QString& error)>;

  explicit ProjectThread(QObject* owner);
  ~ProjectThread();  ///< does what was asked for, then ends

  void post(Work work, Done done);
  int pending() const { return pending_; }  ///< works whose `done` has not been called yet

 private:
  QObject* owner_;
  ProjectState state_;
  int pending_ = 0;
  std::unique_ptr<QThread> thread_;
  std::unique_ptr<QObject> home_;  ///< lives on the thread: its event queue is the order of work
};

}  // namespace solopose
