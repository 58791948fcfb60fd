#include "widgets/session/session.h"

#include "core/project/catalog.h"
#include "widgets/session/session_private.h"
#include "widgets/shared/file_path.h"

namespace solopose {

namespace {

constexpr int watch_ms = 1000;

}  // namespace

Session::Session(QObject* parent) : QObject(parent), d_(std::make_unique<Private>(this)) {}

Session::~Session() = default;

Cursor* Session::cursor() const { return &d_->cursor; }
JobRunner* Session::jobs() const { return &d_->jobs; }
PoseCache* Session::poses() const { return &d_->poses; }
QUndoStack* Session::undoStack() const { return &d_->undo_stack; }
bool Session::hasProject() const { return !d_->folder.isEmpty(); }
QString Session::projectFolder() const { return d_->folder; }
QString Session::whyReadOnly() const { return d_->snapshot.why_read_only; }
std::shared_ptr<const Catalog> Session::catalog() const { return d_->snapshot.catalog; }
std::shared_ptr<const std::vector<Clip>> Session::clips() const { return d_->snapshot.clips; }
const AlignOptions& Session::alignOptions() const { return d_->snapshot.align_options; }
const ClipOptions& Session::clipOptions() const { return d_->snapshot.clip_options; }
const QualityOptions& Session::qualityOptions() const { return d_->snapshot.quality_options; }

bool Session::isIdle() const {
  return d_->project_thread->pending() == 0 && !d_->jobs.busy(JobLane::data) && !d_->poses.busy();
}

void Session::openProject(const QString& folder) {
  d_->open(folder, [folder] { return Project::open(path_of(folder)); });
}

void Session::createProject(const QString& folder) {
  d_->open(folder, [folder] { return Project::create(path_of(folder)); });
}

void Session::tryProject(const QString& folder, std::function<void()> then) {
  d_->idle_told = false;
  const auto work = [folder](ProjectState&, const JobContext&) {
    ProjectState tried;
    tried.adopt(Project::open(path_of(folder)));
  };
  d_->project_thread->post(work, [this, then = std::move(then)](const QString& error) {
    if (error.isEmpty())
      then();
    else
      Q_EMIT failed(error);
    d_->checkIdle();
  });
}

void Session::closeProject() {
  if (!hasProject()) return;
  Q_EMIT projectClosing();
  d_->forget();
  d_->project_thread->post([](ProjectState& state, const JobContext&) { state.close(); },
                           [d = d_.get()](const QString&) { d->checkIdle(); });
  Q_EMIT projectClosed();
  Q_EMIT catalogChanged();
  Q_EMIT clipsChanged();
}

void Session::lookForChanges() { d_->look(); }

Session::Private::Private(Session* session)
    : q(session), project_thread(std::make_unique<ProjectThread>(session)) {
  QObject::connect(&jobs, &JobRunner::jobEnded, q, [this](JobHandle* job) { jobEnded(job); });
  QObject::connect(&poses, &PoseCache::loaded, q, [this] { checkIdle(); });
  QObject::connect(&poses, &PoseCache::failed, q, [this] { checkIdle(); });
  QObject::connect(&watch, &QTimer::timeout, q, [this] { look(); });
  watch.start(watch_ms);
}

Session::Private::~Private() {
  QObject::disconnect(&jobs, nullptr, q, nullptr);
  QObject::disconnect(&poses, nullptr, q, nullptr);
  jobs.cancelAll();  // before the project thread is waited for: a job may hold the database's write lock
}

void Session::Private::open(const QString& where, std::function<Project()> opener,
                            std::function<void()> then) {
  idle_told = false;
  struct Opened {
    ProjectSnapshot snapshot;
    int generation = 0;
  };
  auto opened = std::make_shared<Opened>();
  const auto work = [opener = std::move(opener), opened](ProjectState& state, const JobContext&) {
    state.adopt(opener());
    *opened = {state.snapshot, state.generation};
  };
  const auto done = [this, where, opened, then = std::move(then)](const QString& error) {
    if (error.isEmpty()) {
      show(where, opened->snapshot, opened->generation);
      if (then) then();
    } else {
      Q_EMIT q->failed(error);
    }
    checkIdle();
  };
  project_thread->post(work, done);
}

void Session::Private::show(const QString& where, const ProjectSnapshot& opened, int opened_generation) {
  const bool replaced = q->hasProject();
  if (replaced) Q_EMIT q->projectClosing();
  forget();
  if (replaced) Q_EMIT q->projectClosed();
  folder = where;
  jobs.setProject(folder);
  generation = opened_generation;
  snapshot = opened;
  poses.setProject(folder);
  followCatalog(Catalog{});
  Q_EMIT q->projectOpened();
  Q_EMIT q->catalogChanged();
  Q_EMIT q->clipsChanged();
}

void Session::Private::forget() {
  jobs.cancelAll();
  generation = 0;
  looking = false;
  folder.clear();
  jobs.setProject({});
  undo_stack.clear();
  snapshot = {};
  poses.setProject({});
  cursor.setSequence(0, 0);
}

/// Reads the project again when somebody else has written to it. Our own jobs write with connections of their
/// own; what they bring is no news.
void Session::Private::look() {
  if (!q->hasProject() || std::exchange(looking, true)) return;
  struct Seen {
    ProjectSnapshot fresh;
    bool changed = false;
  };
  auto seen = std::make_shared<Seen>();
  const auto work = [seen](ProjectState& state, const JobContext&) {
    seen->changed = state.catch_up();
    seen->fresh = state.snapshot;
  };
  const bool at_work = jobs.busy(JobLane::data);
  const auto done = [this, seen, at_work, started = jobs_started](const QString& error) {
    looking = false;
    // A project that cannot be read now is told of by the next edit, not once a second.
    if (error.isEmpty() && seen->changed && !seen->fresh.shows_the_same_as(snapshot)) {
      take(seen->fresh);
      if (!at_work && started == jobs_started) Q_EMIT q->changedElsewhere();
    }
  };
  post(work, done);
}

void Session::Private::take(const ProjectSnapshot& fresh) {
  if (fresh.catalog == snapshot.catalog) return;
  const ProjectSnapshot before = std::exchange(snapshot, fresh);
  followCatalog(*before.catalog);
  tellPosesChanged(*before.catalog);
  Q_EMIT q->catalogChanged();
  if (before.clips != fresh.clips) Q_EMIT q->clipsChanged();
}

/// Keeps the cursor on something that exists: the same sequence, the one of the same name (after a
/// re-import), else the first.
void Session::Private::followCatalog(const Catalog& before) {
  if (cursor.onLooseVideo()) return;
  const Catalog& now = *snapshot.catalog;
  if (now.sequence(cursor.sequence()) != nullptr) return;
  const SequenceRecord* left = before.sequence(cursor.sequence());
  if (const SequenceRecord* same = left ? now.sequence_named(left->name) : nullptr)
    cursor.setSequence(same->id, same->frames, cursor.frame());
  else if (!now.sequences.empty())
    cursor.setSequence(now.sequences.front().id, now.sequences.front().frames);
  else
    cursor.setSequence(0, 0);
}

void Session::Private::tellPosesChanged(const Catalog& before) {
  for (const SequenceRecord& now : snapshot.catalog->sequences) {
    const SequenceRecord* then = before.sequence(now.id);
    if (then == nullptr || (then->repairs == now.repairs && then->rejected == now.rejected)) continue;
    Q_EMIT q->posesChanged(now.id);
  }
}

bool Session::Private::needProject() {
  if (q->hasProject()) return true;
  Q_EMIT q->failed(Session::tr("Open or create a project first"));
  return false;
}

void Session::Private::post(ProjectThread::Work work, ProjectThread::Done done) {
  const auto there = [work = std::move(work), wanted = generation](ProjectState& state,
                                                                   const JobContext& context) {
    if (state.generation == wanted) work(state, context);
  };
  const auto here = [this, done = std::move(done), wanted = generation](const QString& error) {
    if (generation == wanted) done(error);
    checkIdle();
  };
  project_thread->post(there, here);
}

void Session::Private::checkIdle() {
  if (!q->isIdle()) {
    idle_told = false;
  } else if (!std::exchange(idle_told, true)) {
    Q_EMIT q->idle();
  }
}

}  // namespace solopose
