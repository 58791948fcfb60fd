#include "widgets/session/project_thread.h"

#include <algorithm>

#include <QThread>

#include "core/augmotion/stored_options.h"
#include "core/base/error.h"
#include "core/project/catalog.h"
#include "widgets/session/commands.h"

namespace solopose {

namespace {

bool same_clip(const Clip& a, const Clip& b) {
  return a.sequence_index == b.sequence_index && a.first_frame == b.first_frame && a.split == b.split;
}

}  // namespace

bool ProjectSnapshot::shows_the_same_as(const ProjectSnapshot& other) const {
  return same_content(*catalog, *other.catalog) && std::ranges::equal(*clips, *other.clips, same_clip) &&
         align_options.to_json() == other.align_options.to_json() &&
         clip_options.to_json() == other.clip_options.to_json() && quality_options == other.quality_options;
}

void ProjectState::adopt(Project opened) {
  // Read it before letting go of the one that is open: a damaged project must not cost the other.
  ProjectState next;
  next.project.emplace(std::move(opened));
  next.refresh();
  next.generation = generation + 1;
  close();
  *this = std::move(next);
}

void ProjectState::close() {
  ProjectState none;
  none.generation = generation + 1;
  *this = std::move(none);
}

void ProjectState::refresh() {
  ProjectSnapshot next;
  const std::int64_t version = project->data_version();  // first: what comes in between is seen again
  auto catalog = std::make_shared<const Catalog>(project->catalog());
  next.align_options = align_options_of(*project, *catalog);
  next.clip_options = clip_options_of(*project);
  next.quality_options = quality_options_of(*project);
  auto clips = std::make_shared<const std::vector<Clip>>(list_clips(*catalog, next.clip_options));
  const bool same_clips = std::ranges::equal(*clips, *snapshot.clips, same_clip);
  next.clips = same_clips ? snapshot.clips : std::move(clips);
  next.catalog = std::move(catalog);
  next.why_read_only = QString::fromStdString(project->why_read_only());
  snapshot = std::move(next);
  data_version = version;
}

bool ProjectState::catch_up() {
  if (project->data_version() == data_version) return false;
  refresh();
  return true;
}

void ProjectState::edit(const std::function<void(const EditTarget&)>& work, const JobContext& context) {
  project->atomically([&] {
    catch_up();
    work({*project, *snapshot.catalog, context});
  });
  refresh();
}

ProjectThread::ProjectThread(QObject* owner)
    : owner_(owner), thread_(std::make_unique<QThread>()), home_(std::make_unique<QObject>()) {
  thread_->setObjectName("project");
  home_->moveToThread(thread_.get());
  thread_->start();
}

ProjectThread::~ProjectThread() {
  const auto end = [this] {
    state_.close();
    thread_->quit();
  };
  QMetaObject::invokeMethod(home_.get(), end, Qt::QueuedConnection);
  thread_->wait();
}

void ProjectThread::post(Work work, Done done) {
  ++pending_;
  const auto run = [this, work = std::move(work), done = std::move(done)] {
    QString error;
    try {
      work(state_, JobContext{});
    } catch (const std::exception& e) {
      error = QString::fromUtf8(e.what());
    }
    const auto tell = [this, done, error] {
      --pending_;
      done(error);
    };
    QMetaObject::invokeMethod(owner_, tell, Qt::QueuedConnection);
  };
  QMetaObject::invokeMethod(home_.get(), run, Qt::QueuedConnection);
}

}  // namespace solopose
