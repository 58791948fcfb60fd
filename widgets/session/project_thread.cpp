#include "widgets/session/project_thread.h"

#include <algorithm>

#include <QThread>

#include "core/base/error.h"

namespace solopose {

namespace {

bool same_clip(const Clip& a, const Clip& b) {
  return a.sequence_index == b.sequence_index && a.first_frame == b.first_frame && a.split == b.split;
}

AlignOptions align_options_of(const Project& project, const Catalog& catalog) {
  const std::string json =
      catalog.alignment ? catalog.alignment->options_json : project.setting(align_options_setting);
  return json.empty() ? AlignOptions{} : AlignOptions::from_json(json);
}

ClipOptions clip_options_of(const Project& project) {
  const std::string json = project.setting(clip_options_setting);
  return json.empty() ? ClipOptions{} : ClipOptions::from_json(json);
}

/// The undo history ends with the project's closing: what it kept on disk can go.
void forget_what_was_undone(std::optional<Project>& project) {
  try {
    if (project) project->purge_inactive_imports();
  } catch (const Error&) {
    // Another process is writing to the project; the next closing will do it.
  }
}

}  // namespace

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
  forget_what_was_undone(project);
  ProjectState none;
  none.generation = generation + 1;
  *this = std::move(none);
}

void ProjectState::refresh() {
  ProjectSnapshot next;
  auto catalog = std::make_shared<const Catalog>(project->catalog());
  next.align_options = align_options_of(*project, *catalog);
  next.clip_options = clip_options_of(*project);
  auto clips = std::make_shared<const std::vector<Clip>>(list_clips(*catalog, next.clip_options));
  const bool same_clips = std::ranges::equal(*clips, *snapshot.clips, same_clip);
  next.clips = same_clips ? snapshot.clips : std::move(clips);
  next.catalog = std::move(catalog);
  snapshot = std::move(next);
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
