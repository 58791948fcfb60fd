#pragma once

#include <functional>
#include <map>
#include <memory>

#include <QPointer>
#include <QTimer>
#include <QUndoStack>

#include "widgets/cursor/cursor.h"
#include "widgets/session/commands.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/project_thread.h"
#include "widgets/session/session.h"

namespace solopose {

/// The session's parts and how they work together:
/// - short edits run on the project thread, in order; long work runs as jobs with a connection of its own;
/// - what a job made becomes an edit on the project thread when the job has ended;
/// - after each edit the project thread reads the project again and the new snapshot replaces the old one
/// here.
struct Session::Private {
  explicit Private(Session* session);
  ~Private();

  Session* q;
  Cursor cursor;
  PoseCache poses;
  JobRunner jobs;
  std::unique_ptr<ProjectThread> project_thread;
  QUndoStack undo_stack;

  QString folder;
  ProjectSnapshot snapshot;
  int generation = 0;  ///< of the project that this window shows; the thread leaves out work for another one
  bool idle_told = true;
  QTimer watch;  ///< for what others write to the project
  bool looking = false;
  int jobs_started = 0;

  // Projects
  /// Open by `opener` on the project thread, in place of the one that is open; `then` follows when it worked.
  void open(const QString& where, std::function<Project()> opener, std::function<void()> then = {});
  void show(const QString& where, const ProjectSnapshot& opened, int opened_generation);
  void forget();
  void take(const ProjectSnapshot& fresh);
  void followCatalog(const Catalog& before);
  void tellPosesChanged(const Catalog& before);
  void look();
  bool needProject();
  /// `work` and then `done`, each only while the project that is open now is still open.
  void post(ProjectThread::Work work, ProjectThread::Done done);

  // Edits
  using MakeEdit = std::function<MaybeEdit(const EditTarget&)>;
  struct EditResult {
    MaybeEdit edit;
    ProjectSnapshot fresh;
    bool skipped = true;    ///< an undo before it has failed
    bool conflict = false;  ///< an EditConflict

    /// On the project thread. @throws as `work` does
    void run(ProjectState& state, const Edit& work, const JobContext& context);
  };
  /// Make an edit, do it, and put it on the undo stack when there was something to do; `then` follows unless
  /// it failed; `answered` comes before anybody sees what has become of it.
  void edit(MakeEdit make, std::function<void()> then = {}, std::function<void()> answered = {});
  void tend(std::function<void(Project&)> work);
  void finishEdit(const EditResult& result, const QString& error);
  void runHistory(SessionCommand* command, const Edit& edit, bool undo);
  void restoreHistory(SessionCommand* command, int index, bool forget);
  void tellReread(DatasetId dataset, const std::vector<std::string>& names_before);
  Removal removalOf(const std::vector<DatasetId>& datasets) const;
  int positionOf(const SessionCommand* command) const;
  int history_epoch =
      0;  ///< a failed undo ends an epoch: what was asked for after it in the same epoch is left out
  bool history_muted = false;

  // Jobs
  using Ended = std::function<void(JobHandle*)>;
  struct JobPlan {
    int generation = 0;
    Ended finished;
  };
  static constexpr int any_project = -1;
  /// `finished` runs here when the job finished and the project it was started for is still open.
  JobHandle* startJob(const QString& title, JobRunner::Work work, Ended finished);
  void finish(const JobPlan& plan, JobHandle* job);
  bool superseded(const JobHandle* job) const;
  void jobEnded(JobHandle* job);
  void keepLog(const JobHandle* job);
  /// `compute` on a connection of its own; what it returns becomes the alignment.
  using ComputeAlignment = std::function<AlignmentRecord(const Project&, const Catalog&, const JobContext&)>;
  JobHandle* startAlignment(const QString& title, const QString& undo_text, ComputeAlignment compute);
  void alignAnew(const AlignOptions& options, const QString& undo_text);
  void alignFirstData();
  std::map<int, JobPlan> plans;
  QPointer<JobHandle> realignment;  ///< the last one that setAlignOptions started
  int alignments_under_way = 0;

  void checkIdle();
};

}  // namespace solopose
