#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include <QObject>
#include <QPointer>
#include <QTimer>

#include "core/training/trainer.h"
#include "widgets/session/job_runner.h"

namespace solopose {

class Session;

/// What a run at work has told since it was last asked.
struct TrainingNews {
  std::vector<StepRecord> steps;
  std::vector<EpochRecord> epochs;
};

/// As solopose::train.
EpochRecord train_by_engine(const std::filesystem::path& project, const std::filesystem::path& run,
                            TrainingControl& control, const TrainingObserver& observer,
                            const JobContext& context);

/// The runs to be trained, one after the other, each as a job of the training lane. Lives on the GUI thread;
/// closing the project empties it.
class TrainingQueue : public QObject {
  Q_OBJECT
 public:
  using Folder = std::filesystem::path;
  /// train_by_engine, or a test's own.
  using Train = std::function<EpochRecord(const Folder& project, const Folder& run, TrainingControl& control,
                                          const TrainingObserver& observer, const JobContext& context)>;

  TrainingQueue(Session* session, Train train, QObject* parent = nullptr);
  ~TrainingQueue() override;

  void add(const Folder& run);  ///< new, or interrupted; nothing when it is there already
  const std::vector<Folder>& waiting() const { return waiting_; }
  void move(int from, int to);
  void remove(int index);  ///< the run's folder stays
  bool contains(const Folder& run) const;

  const Folder& current() const { return current_; }  ///< empty while nothing is trained
  JobHandle* job() const { return job_; }             ///< of the current run
  qint64 step() const;            ///< of the current run, as far as it has told since it began here; 0: none
  qint64 checkpointStep() const;  ///< the last one it wrote since then; 0: none
  bool paused() const;
  bool ending() const { return ending_; }  ///< asked to stop early or to be discarded

  void setPaused(bool paused);
  void stopEarly();  ///< ends after the step under way, and keeps the checkpoint
  void discard();    ///< `discarded` follows, unless it was over first

 Q_SIGNALS:
  void changed();
  /// Of the current run; a few times a second at most.
  void news(const solopose::TrainingNews& news);
  void ended(const QString& run);
  void failed(const QString& run);  ///< instead of `ended`
  void discarded(const QString& run);

 private:
  struct Shared;
  void startNext();
  void interrupt();  ///< all are about to be cancelled, and can be resumed
  void deliver();
  void finish(JobOutcome outcome);
  void clear();

  Session* session_;
  Train train_;
  std::vector<Folder> waiting_;
  Folder current_;
  QPointer<JobHandle> job_;
  std::shared_ptr<Shared> shared_;  ///< with the training thread
  QTimer delivery_;
  bool ending_ = false;
  bool discarding_ = false;
};

}  // namespace solopose
