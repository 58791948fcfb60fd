// What lies in a project that nothing refers to, and whether the project is whole.
#include "core/project/check.h"
#include "core/project/trash.h"
#include "widgets/session/session.h"
#include "widgets/session/session_private.h"
#include "widgets/shared/file_path.h"

namespace solopose {

void Session::listTrash() {
  d_->tend([](Project&) {});
}

void Session::restoreImport(const RemovedImport& import) {
  d_->edit([import](const EditTarget& target) { return restoreEdit(target, import); },
           [this] { listTrash(); });
}

void Session::restoreFile(const StrayFile& file) {
  d_->tend([file](Project& project) { restore(project, file); });
}

void Session::discardFile(const StrayFile& file) {
  d_->tend([file](Project& project) { move_to_trash(project, file); });
}

void Session::emptyTrash(const TrashContents& listed) {
  d_->tend([listed](Project& project) { empty_trash(project, listed); });
}

/// `work` on the project thread, and then what the trash holds.
void Session::Private::tend(std::function<void(Project&)> work) {
  if (!needProject()) return;
  idle_told = false;
  auto trash = std::make_shared<std::optional<TrashContents>>();
  const auto tended = [work = std::move(work), trash](ProjectState& state, const JobContext&) {
    std::exception_ptr failure;
    try {
      work(*state.project);
    } catch (...) {
      failure = std::current_exception();
    }
    *trash = trash_of(*state.project);  // whatever became of it
    if (failure) std::rethrow_exception(failure);
  };
  post(tended, [this, trash](const QString& error) {
    if (!error.isEmpty()) Q_EMIT q->failed(error);
    if (*trash) Q_EMIT q->trashListed(**trash);
  });
}

void Session::checkProject() {
  if (!d_->needProject()) return;
  auto report = std::make_shared<CheckReport>();
  const auto work = [folder = path_of(d_->folder), report](const JobContext& context) {
    *report = check_project(folder, context);
  };
  d_->startJob(tr("Check the project"), work, [this, report](JobHandle*) { Q_EMIT checked(*report); });
}

}  // namespace solopose
