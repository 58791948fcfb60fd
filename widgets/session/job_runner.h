#pragma once

#include <array>
#include <functional>
#include <memory>

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

#include "core/base/job.h"

namespace solopose {

/// How a job ended.
enum class JobOutcome { finished, cancelled, failed };

/// Jobs of a lane run one after the other on a thread of their own. data: everything that is over in minutes.
/// training: hours of work, which imports must not wait for; at low priority, so that the window stays live.
enum class JobLane : std::uint8_t { data, training };

/// One job as the job bar shows it. Lives on the GUI thread.
class JobHandle : public QObject {
  Q_OBJECT
 public:
  int id() const;
  JobLane lane() const;
  QString title() const;
  QString folder() const;   ///< what it works on, where that is a folder of its own; else empty
  QString project() const;  ///< the folder of the project it was started in; empty without one
  QDateTime askedFor() const;
  /// The file or folder that it makes for somebody, to be found there once it has finished; else empty.
  QString result() const;
  void setResult(const QString& place);
  QString step() const;
  qint64 done() const;
  qint64 total() const;  ///< 0 = unknown
  QString unit() const;
  /// Somebody has it wait, or lets it go on: while it is held it has no rate and no time left.
  void setHeld(bool held);
  double ratePerSecond() const;  ///< units a second, smoothed; 0 while unknown
  double secondsLeft() const;    ///< negative while unknown
  bool running() const;          ///< not ended: at work, or queued
  bool queued() const;           ///< waits for the jobs before it
  JobOutcome outcome() const;    ///< once not running
  QString error() const;         ///< with JobOutcome::failed
  QString log() const;

 public Q_SLOTS:
  void cancel();

 Q_SIGNALS:
  void progressed();  ///< at most ten times a second
  void ended(solopose::JobOutcome outcome);

 private:
  friend class JobRunner;
  struct State;
  explicit JobHandle(std::shared_ptr<State> state, QObject* parent);
  std::shared_ptr<State> state_;
};

/// Runs jobs on worker threads, one for each lane. A job is any function of core that takes a JobContext.
class JobRunner : public QObject {
  Q_OBJECT
 public:
  explicit JobRunner(QObject* parent = nullptr);
  ~JobRunner() override;  ///< cancels what runs and waits for it

  using Work = std::function<void(const JobContext&)>;  ///< on the worker thread; throws to fail
  JobHandle* start(const QString& title, Work work, JobLane lane = JobLane::data, const QString& folder = {});

  /// Jobs that are started from now on belong to this project; empty: to none.
  void setProject(const QString& folder);
  QString project() const { return project_; }
  QList<JobHandle*> jobs()
      const;  ///< running and queued first, then ended ones not yet dismissed (at most 20)
  bool busy() const;
  bool busy(JobLane lane) const;
  void dismiss(JobHandle* job);
  void cancelAll();  ///< project or window close

 Q_SIGNALS:
  void jobAdded(solopose::JobHandle* job);
  void jobEnded(solopose::JobHandle* job);
  void jobDismissed(int id);
  void projectChanged();
  void closing();  ///< all jobs are about to be cancelled, and not because somebody wanted that of one

 private:
  class Worker;
  void showProgress(JobHandle* job);
  void end(JobHandle* job, JobOutcome outcome, const QString& error);
  JobHandle* handleOf(const JobHandle::State* state) const;

  QString project_;
  QList<JobHandle*> handles_;                       ///< in order of their start
  std::array<std::unique_ptr<Worker>, 2> workers_;  ///< by JobLane
};

}  // namespace solopose
