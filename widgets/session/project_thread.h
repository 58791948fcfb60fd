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
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "core/quality/quality_options.h"

class QThread;

namespace solopose {

struct EditTarget;

/// What the window sees of a project at one moment. Immutable, so it passes between threads freely.
struct ProjectSnapshot {
  std::shared_ptr<const Catalog> catalog = std::make_shared<const Catalog>();
  std::shared_ptr<const std::vector<Clip>> clips = std::make_shared<const std::vector<Clip>>();
  AlignOptions align_options;
  ClipOptions clip_options;
  QualityOptions quality_options;
  QString why_read_only;  ///< empty when it can be edited

  /// Nothing that is seen differs.
  bool shows_the_same_as(const ProjectSnapshot& other) const;
};

/// The open project as its own thread holds it.
struct ProjectState {
  std::optional<Project> project;
  ProjectSnapshot snapshot;       ///< as of the last refresh
  std::int64_t data_version = 0;  ///< of the project then
  int generation = 0;             ///< grows with every project opened or closed
  int failed_history_epoch = -1;  ///< see Session::Private::history_epoch

  void adopt(Project opened);
  void close();
  /// Read the project again. Clips that came out the same stay the same object. @throws Error
  void refresh();
  /// Read it again if somebody else has written to it; true when so. @throws Error
  bool catch_up();
  /// Run `work` in one transaction on what the project holds now, whoever wrote it. @throws as `work` does
  void edit(const std::function<void(const EditTarget&)>& work, const JobContext& context);
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
