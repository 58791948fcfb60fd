#include "widgets/session/job_runner.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <QFileInfo>
#include <QThread>
#include <QTimer>

#include "widgets/session/rate_meter.h"

namespace solopose {

namespace {

using Clock = std::chrono::steady_clock;
// Ten a second: more would only keep the window busy.
constexpr std::chrono::milliseconds between_signals{100};
constexpr qsizetype ended_jobs_kept = 20;

/// The calling thread, and those it starts, give way to the window's. Linux has no thread priorities for
/// ordinary threads (QThread's do nothing there), but a niceness for each.
void give_way() {
#ifdef __linux__
  constexpr int niceness = 10;
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
#else
  QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

}  // namespace

struct JobHandle::State {
  int id = 0;
  JobLane lane = JobLane::data;
  QString title;
  QString folder;
  QString project;
  QDateTime asked_for;
  JobRunner::Work work;  ///< emptied by the worker, so that what it holds dies there
  std::stop_source stop;
  std::function<void()> cancel_queued;

  // Shared with the worker.
  mutable std::mutex mutex;
  Progress progress;
  std::string log;
  bool started = false;
  bool news_posted = false;

  // The GUI thread's own.
  RateMeter rate;
  Clock::time_point last_signal;
  bool held = false;
  bool ended = false;
  QString result;
  JobOutcome outcome = JobOutcome::finished;
  QString error;
};

JobHandle::JobHandle(std::shared_ptr<State> state, QObject* parent)
    : QObject(parent), state_(std::move(state)) {}

int JobHandle::id() const { return state_->id; }
JobLane JobHandle::lane() const { return state_->lane; }
QString JobHandle::title() const { return state_->title; }
QString JobHandle::folder() const { return state_->folder; }
QString JobHandle::project() const { return state_->project; }
QDateTime JobHandle::askedFor() const { return state_->asked_for; }
QString JobHandle::result() const { return state_->result; }

void JobHandle::setResult(const QString& place) {
  state_->result = QFileInfo(place).absoluteFilePath();
  Q_EMIT progressed();
}

void JobHandle::setHeld(bool held) {
  state_->held = held;
  state_->rate = {};  // the time it waited says nothing about its pace
  Q_EMIT progressed();
}

double JobHandle::ratePerSecond() const { return state_->held ? 0 : state_->rate.per_second(); }
double JobHandle::secondsLeft() const { return state_->held ? -1 : state_->rate.seconds_left(); }
bool JobHandle::running() const { return !state_->ended; }
JobOutcome JobHandle::outcome() const { return state_->outcome; }
QString JobHandle::error() const { return state_->error; }

QString JobHandle::step() const {
  const std::scoped_lock lock(state_->mutex);
  return QString::fromStdString(state_->progress.step);
}

qint64 JobHandle::done() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->progress.done;
}

qint64 JobHandle::total() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->progress.total;
}

QString JobHandle::unit() const {
  const std::scoped_lock lock(state_->mutex);
  return QString::fromStdString(state_->progress.unit);
}

bool JobHandle::queued() const {
  const std::scoped_lock lock(state_->mutex);
  return !state_->started && !state_->ended;
}

QString JobHandle::log() const {
  const std::scoped_lock lock(state_->mutex);
  return QString::fromStdString(state_->log);
}

void JobHandle::cancel() {
  if (state_->ended) return;
  state_->stop.request_stop();
  if (state_->cancel_queued) state_->cancel_queued();
}

/// The worker thread and its queue. It knows states only; the handles are the GUI thread's.
class JobRunner::Worker {
 public:
  using StatePtr = std::shared_ptr<JobHandle::State>;

  Worker(JobRunner* runner, JobLane lane)
      : runner_(runner), lane_(lane), thread_(QThread::create([this] { run(); })) {
    thread_->setObjectName(lane == JobLane::training ? "training" : "jobs");
    thread_->start();
  }

  ~Worker() {
    {
      const std::scoped_lock lock(mutex_);
      quit_ = true;
      queue_.clear();
      if (current_) current_->stop.request_stop();
    }
    wake_.notify_all();
    thread_->wait();
  }

  void add(StatePtr state) {
    {
      const std::scoped_lock lock(mutex_);
      queue_.push_back(std::move(state));
    }
    wake_.notify_all();
  }

  /// True when the job had not started and never will.
  bool withdraw(const JobHandle::State* state) {
    const std::scoped_lock lock(mutex_);
    return std::erase_if(queue_, [&](const StatePtr& queued) { return queued.get() == state; }) > 0;
  }

 private:
  void run() {
    if (lane_ == JobLane::training) give_way();
    while (StatePtr state = next()) {
      JobOutcome outcome = JobOutcome::finished;
      QString error;
      try {
        state->work(context_for(state));
      } catch (const Cancelled&) {
        outcome = JobOutcome::cancelled;
      } catch (const std::exception& e) {
        outcome = JobOutcome::failed;
        error = QString::fromUtf8(e.what());
      }
      state->work = nullptr;
      on_gui_thread([runner = runner_, state, outcome, error] {
        if (JobHandle* job = runner->handleOf(state.get())) runner->end(job, outcome, error);
      });
    }
  }

  StatePtr next() {
    std::unique_lock lock(mutex_);
    current_.reset();
    wake_.wait(lock, [this] { return quit_ || !queue_.empty(); });
    if (quit_) return nullptr;
    current_ = queue_.front();
    queue_.pop_front();
    const std::scoped_lock state_lock(current_->mutex);
    current_->started = true;
    return current_;
  }

  JobContext context_for(const StatePtr& state) {
    JobContext context;
    context.stop = state->stop.get_token();
    context.progress = [this, state](const Progress& progress) {
      {
        const std::scoped_lock lock(state->mutex);
        state->progress = progress;
        // One message under way is enough: whoever reads it reads the newest state.
        if (std::exchange(state->news_posted, true)) return;
      }
      on_gui_thread([runner = runner_, state] {
        if (JobHandle* job = runner->handleOf(state.get())) runner->showProgress(job);
      });
    };
    context.log = [state](const std::string& line) {
      const std::scoped_lock lock(state->mutex);
      state->log += line;
      state->log += '\n';
    };
    return context;
  }

  /// The runner outlives this thread, and takes its unread messages with it.
  void on_gui_thread(std::function<void()> call) {
    QMetaObject::invokeMethod(runner_, std::move(call), Qt::QueuedConnection);
  }

  JobRunner* runner_;
  const JobLane lane_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<StatePtr> queue_;
  StatePtr current_;
  bool quit_ = false;
  std::unique_ptr<QThread> thread_;
};

JobRunner::JobRunner(QObject* parent)
    : QObject(parent),
      workers_{std::make_unique<Worker>(this, JobLane::data),
               std::make_unique<Worker>(this, JobLane::training)} {}

JobRunner::~JobRunner() {
  cancelAll();  // so that no lane waits for another one's end
  for (auto& worker : workers_) worker.reset();
}

JobHandle* JobRunner::start(const QString& title, Work work, JobLane lane, const QString& folder) {
  static int last_id = 0;
  auto state = std::make_shared<JobHandle::State>();
  state->id = ++last_id;
  state->lane = lane;
  state->title = title;
  state->folder = folder;
  state->project = project_;
  state->asked_for = QDateTime::currentDateTime();
  state->work = std::move(work);
  auto* job = new JobHandle(state, this);
  Worker* worker = workers_[static_cast<std::size_t>(lane)].get();
  state->cancel_queued = [this, job, worker, raw = state.get()] {
    if (!worker->withdraw(raw)) return;
    QMetaObject::invokeMethod(
        job, [this, job] { end(job, JobOutcome::cancelled, {}); }, Qt::QueuedConnection);
  };
  handles_.append(job);
  worker->add(std::move(state));
  Q_EMIT jobAdded(job);
  return job;
}

void JobRunner::setProject(const QString& folder) {
  project_ = folder;
  Q_EMIT projectChanged();
}

QList<JobHandle*> JobRunner::jobs() const {
  QList<JobHandle*> sorted = handles_;
  std::stable_partition(sorted.begin(), sorted.end(), [](const JobHandle* job) { return job->running(); });
  return sorted;
}

bool JobRunner::busy() const {
  return std::any_of(handles_.begin(), handles_.end(), [](const JobHandle* job) { return job->running(); });
}

bool JobRunner::busy(JobLane lane) const {
  return std::any_of(handles_.begin(), handles_.end(),
                     [lane](const JobHandle* job) { return job->running() && job->lane() == lane; });
}

void JobRunner::dismiss(JobHandle* job) {
  if (job->running() || !handles_.removeOne(job)) return;
  Q_EMIT jobDismissed(job->id());
  job->deleteLater();
}

void JobRunner::cancelAll() {
  Q_EMIT closing();
  // The last first, so that cancelling one does not start the next.
  const QList<JobHandle*> all = handles_;
  for (auto job = all.rbegin(); job != all.rend(); ++job) (*job)->cancel();
}

JobHandle* JobRunner::handleOf(const JobHandle::State* state) const {
  const auto job = std::find_if(handles_.begin(), handles_.end(),
                                [&](const JobHandle* handle) { return handle->state_.get() == state; });
  return job == handles_.end() ? nullptr : *job;
}

void JobRunner::showProgress(JobHandle* job) {
  JobHandle::State& state = *job->state_;
  if (state.ended) return;
  const auto now = Clock::now();
  if (const auto since = now - state.last_signal; since < between_signals) {
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(between_signals - since);
    QTimer::singleShot(rest, job, [this, job] { showProgress(job); });
    return;
  }
  state.last_signal = now;
  {
    const std::scoped_lock lock(state.mutex);
    state.news_posted = false;
    state.rate.add(now, state.progress.done, state.progress.total);
  }
  Q_EMIT job->progressed();
}

void JobRunner::end(JobHandle* job, JobOutcome outcome, const QString& error) {
  JobHandle::State& state = *job->state_;
  if (state.ended) return;
  state.ended = true;
  state.outcome = outcome;
  state.error = error;
  Q_EMIT job->ended(outcome);
  Q_EMIT jobEnded(job);
  QList<JobHandle*> over = handles_;
  over.removeIf([](const JobHandle* handle) { return handle->running(); });
  for (qsizetype i = 0; i + ended_jobs_kept < over.size(); ++i) dismiss(over[i]);
}

}  // namespace solopose
