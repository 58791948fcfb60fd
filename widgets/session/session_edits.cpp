#include <QUndoStack>

#include "widgets/session/session.h"
#include "widgets/session/session_private.h"

namespace solopose {

void Session::renameDataset(DatasetId dataset, const QString& name) {
  d_->edit([dataset, name = name.trimmed().toStdString()](const EditTarget& target) {
    return renameEdit(target, dataset, name);
  });
}

void Session::removeDataset(DatasetId dataset) {
  d_->edit([dataset](const EditTarget& target) { return removeEdit(target, dataset); });
}

void Session::setIndependentTest(DatasetId dataset, bool independent) {
  d_->edit([=](const EditTarget& target) { return independentTestEdit(target, dataset, independent); });
}

void Session::setClipOptions(const ClipOptions& options) {
  d_->edit([options](const EditTarget& target) { return clipOptionsEdit(target, options); });
}

void Session::setKeyFrame(SequenceId sequence, std::optional<qint64> frame) {
  d_->edit([=](const EditTarget& target) { return keyFrameEdit(target, sequence, frame); });
}

void Session::Private::edit(MakeEdit make, bool job_wrote) {
  if (!needProject()) return;
  idle_told = false;
  auto result = std::make_shared<EditResult>();
  const auto work = [make = std::move(make), result, job_wrote, wanted = generation](
                        ProjectState& state, const JobContext& context) {
    result->skipped = state.generation != wanted;
    if (result->skipped) return;
    if (job_wrote) state.refresh();
    const EditTarget target{*state.project, *state.snapshot.catalog, context};
    result->edit = make(target);
    if (result->edit && !result->edit->done) result->edit->redo(target);
    state.refresh();
    result->snapshot = state.snapshot;
  };
  const auto done = [this, result](const QString& error) {
    if (!error.isEmpty()) {
      Q_EMIT q->failed(error);
    } else if (!result->skipped) {
      if (result->edit) {
        const auto run = [this](const SessionCommand* command, const Edit& edit, bool undo) {
          runHistory(command, edit, undo);
        };
        undo_stack.push(new SessionCommand(std::move(*result->edit), run));
      }
      take(result->snapshot);
    }
    checkIdle();
  };
  project_thread->post(work, done);
}

void Session::Private::runHistory(const SessionCommand* command, const Edit& edit, bool undo) {
  if (history_muted) return;
  idle_told = false;
  const int index = positionOf(command) + (undo ? 1 : 0);
  auto result = std::make_shared<EditResult>();
  const auto work = [edit, result, epoch = history_epoch, wanted = generation](ProjectState& state,
                                                                               const JobContext& context) {
    result->skipped = state.generation != wanted || state.failed_history_epoch == epoch;
    if (result->skipped) return;
    try {
      edit({*state.project, *state.snapshot.catalog, context});
      state.refresh();
    } catch (...) {
      state.failed_history_epoch = epoch;
      throw;
    }
    result->snapshot = state.snapshot;
  };
  const auto done = [this, result, command, index](const QString& error) {
    if (!error.isEmpty()) {
      restoreHistory(command, index);
      Q_EMIT q->failed(error);
    } else if (!result->skipped) {
      take(result->snapshot);
    }
    checkIdle();
  };
  project_thread->post(work, done);
}

/// An undo or redo has failed: the stack goes back to where it was, and so the steps asked for after it are
/// void as well.
void Session::Private::restoreHistory(const SessionCommand* command, int index) {
  ++history_epoch;
  if (positionOf(command) < 0) return;  // a new edit has cut it off since
  history_muted = true;
  undo_stack.setIndex(index);
  history_muted = false;
}

int Session::Private::positionOf(const SessionCommand* command) const {
  for (int i = 0; i < undo_stack.count(); ++i)
    if (undo_stack.command(i) == command) return i;
  return -1;
}

}  // namespace solopose
