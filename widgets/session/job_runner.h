#pragma once

#include <functional>
#include <memory>

#include <QList>
#include <QObject>
#include <QString>

#include "core/base/job.h"

namespace solopose {

/// How a job ended (DESIGN section 6).
enum class JobOutcome { finished, cancelled, failed };

/// One job as the job bar shows it. Lives on the GUI thread.
class JobHandle : public QObject {
  Q_OBJECT
 public:
  int id() const;
  QString title() const;
  QString step() const;
  qint64 done() const;
  qint64 total() const;  ///< 0 = unknown
  QString unit() const;
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

/// Runs jobs one after the other on one worker thread (a second core stays free for the window). A job is any
/// function of core that takes a JobContext.
class JobRunner : public QObject {
  Q_OBJECT
 public:
  explicit JobRunner(QObject* parent = nullptr);
  ~JobRunner() override;  ///< cancels what runs and waits for it

  using Work = std::function<void(const JobContext&)>;  ///< on the worker thread; throws to fail
  JobHandle* start(const QString& title, Work work);

  QList<JobHandle*> jobs()
      const;  ///< running and queued first, then ended ones not yet dismissed (at most 20)
  bool busy() const;
  void dismiss(JobHandle* job);
  void cancelAll();

 Q_SIGNALS:
  void jobAdded(solopose::JobHandle* job);
  void jobEnded(solopose::JobHandle* job);
  void jobDismissed(int id);

 private:
  class Worker;
  void showProgress(JobHandle* job);
  void end(JobHandle* job, JobOutcome outcome, const QString& error);
  JobHandle* handleOf(const JobHandle::State* state) const;

  QList<JobHandle*> handles_;  ///< in order of their start
  std::unique_ptr<Worker> worker_;
};

}  // namespace solopose
