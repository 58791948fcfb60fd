#include "widgets/training_panel/training_queue.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include <QSignalBlocker>

#include "core/engine/engine.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr int delivery_ms = 200;

}  // namespace

struct TrainingQueue::Shared {
  TrainingControl control;
  std::mutex mutex;
  TrainingNews news;
  std::int64_t step = 0;
  std::int64_t checkpoint = 0;

  TrainingObserver observer() {
    return {.step =
                [this](const StepRecord& record) {
                  const std::scoped_lock lock(mutex);
                  news.steps.push_back(record);
                  step = record.step;
                },
            .epoch =
                [this](const EpochRecord& epoch) {
                  const std::scoped_lock lock(mutex);
                  news.epochs.push_back(epoch);
                },
            .checkpoint =
                [this](std::int64_t held) {
                  const std::scoped_lock lock(mutex);
                  checkpoint = held;
                  step = std::max(step, held);
                }};
  }
};

EpochRecord train_by_engine(const std::filesystem::path& project, const std::filesystem::path& run,
                            TrainingControl& control, const TrainingObserver& observer,
                            const JobContext& context) {
  return engine().train(project, run, control, observer, context);
}

TrainingQueue::TrainingQueue(Session* session, Train train, QObject* parent)
    : QObject(parent), session_(session), train_(std::move(train)) {
  delivery_.setInterval(delivery_ms);
  connect(&delivery_, &QTimer::timeout, this, &TrainingQueue::deliver);
  connect(session_, &Session::projectClosed, this, &TrainingQueue::clear);
  connect(session_->jobs(), &JobRunner::closing, this, &TrainingQueue::interrupt);
}

TrainingQueue::~TrainingQueue() {
  const QSignalBlocker quiet(this);
  interrupt();
  if (job_) job_->cancel();
}

void TrainingQueue::interrupt() {
  const bool any = !std::exchange(waiting_, {}).empty();  // else the next one would begin in its place
  if (shared_ && !discarding_) shared_->control.interrupt();
  if (any) Q_EMIT changed();
}

void TrainingQueue::add(const Folder& run) {
  if (contains(run)) return;
  waiting_.push_back(run);
  startNext();
  Q_EMIT changed();
}

void TrainingQueue::move(int from, int to) {
  const int count = static_cast<int>(waiting_.size());
  if (from < 0 || to < 0 || from >= count || to >= count || from == to) return;
  const Folder run = waiting_[static_cast<std::size_t>(from)];
  waiting_.erase(waiting_.begin() + from);
  waiting_.insert(waiting_.begin() + to, run);
  Q_EMIT changed();
}

void TrainingQueue::remove(int index) {
  if (index < 0 || index >= static_cast<int>(waiting_.size())) return;
  waiting_.erase(waiting_.begin() + index);
  Q_EMIT changed();
}

bool TrainingQueue::contains(const Folder& run) const {
  return run == current_ || std::ranges::find(waiting_, run) != waiting_.end();
}

qint64 TrainingQueue::step() const {
  if (!shared_) return 0;
  const std::scoped_lock lock(shared_->mutex);
  return shared_->step;
}

qint64 TrainingQueue::checkpointStep() const {
  if (!shared_) return 0;
  const std::scoped_lock lock(shared_->mutex);
  return shared_->checkpoint;
}

bool TrainingQueue::paused() const { return shared_ && shared_->control.paused(); }

void TrainingQueue::setPaused(bool paused) {
  if (!shared_ || ending_ || paused == shared_->control.paused()) return;
  if (paused)
    shared_->control.pause();
  else
    shared_->control.resume();
  if (job_) job_->setHeld(paused);
  Q_EMIT changed();
}

void TrainingQueue::stopEarly() {
  if (!shared_) return;
  ending_ = true;
  shared_->control.stop_early();
  Q_EMIT changed();
}

void TrainingQueue::discard() {
  if (!job_) return;
  ending_ = true;
  discarding_ = true;
  job_->cancel();
  Q_EMIT changed();
}

void TrainingQueue::startNext() {
  if (!current_.empty() || waiting_.empty()) return;
  current_ = waiting_.front();
  waiting_.erase(waiting_.begin());
  shared_ = std::make_shared<Shared>();
  const auto work = [train = train_, shared = shared_, run = current_,
                     project = path_of(session_->projectFolder())](const JobContext& context) {
    train(project, run, shared->control, shared->observer(), context);
  };
  const QString name = shown_name(current_.filename().string());
  job_ = session_->jobs()->start(tr("Train %1").arg(name), work, JobLane::training,
                                 QString::fromStdString(current_.string()));
  connect(job_, &JobHandle::ended, this, &TrainingQueue::finish);
  delivery_.start();
}

void TrainingQueue::deliver() {
  if (!shared_) return;
  TrainingNews fresh;
  {
    const std::scoped_lock lock(shared_->mutex);
    fresh = std::exchange(shared_->news, {});
  }
  if (!fresh.steps.empty() || !fresh.epochs.empty()) Q_EMIT news(fresh);
}

void TrainingQueue::finish(JobOutcome outcome) {
  deliver();
  delivery_.stop();
  const QString run = QString::fromStdString(std::exchange(current_, {}).string());
  const bool discard = std::exchange(discarding_, false) && outcome == JobOutcome::cancelled;
  job_ = nullptr;
  shared_.reset();
  ending_ = false;
  startNext();
  if (discard)
    Q_EMIT discarded(run);
  else if (outcome == JobOutcome::failed)
    Q_EMIT failed(run);
  else
    Q_EMIT ended(run);
  Q_EMIT changed();
}

// The session has cancelled the job already.
void TrainingQueue::clear() {
  waiting_.clear();
  if (job_) disconnect(job_, nullptr, this, nullptr);
  job_ = nullptr;
  shared_.reset();
  current_.clear();
  delivery_.stop();
  ending_ = false;
  discarding_ = false;
  Q_EMIT changed();
}

}  // namespace solopose
