#include <algorithm>

#include <QFile>
#include <QUndoStack>

#include "core/project/catalog.h"
#include "widgets/session/session.h"
#include "widgets/session/session_private.h"
#include "widgets/shared/file_path.h"

namespace solopose {

void Session::renameDataset(DatasetId dataset, const QString& name) {
  d_->edit([dataset, name = name.trimmed().toStdString()](const EditTarget& target) {
    return renameEdit(target, dataset, name);
  });
}

void Session::remove(const std::vector<DatasetId>& datasets, const std::vector<SequenceId>& sequences) {
  const Removal removal = d_->removalOf(datasets);
  d_->edit([=](const EditTarget& target) { return removeEdit(target, datasets, sequences); },
           [this, removal] {
             if (!removal.names.isEmpty()) Q_EMIT removed(removal);
           });
}

void Session::setExcluded(const std::vector<SequenceId>& sequences, bool excluded) {
  d_->edit([=](const EditTarget& target) { return exclusionEdit(target, sequences, excluded); });
}

void Session::relinkVideos(const QString& folder) {
  const std::filesystem::path place = QFile::encodeName(folder).toStdString();
  d_->edit([place](const EditTarget& target) { return relinkEdit(target, place); });
}

void Session::setIndependentTest(DatasetId dataset, bool independent) {
  d_->edit([=](const EditTarget& target) { return independentTestEdit(target, dataset, independent); });
}

void Session::setClipOptions(const ClipOptions& options) {
  d_->edit([options](const EditTarget& target) { return clipOptionsEdit(target, options); });
}

void Session::setQualityOptions(const QualityOptions& options) {
  d_->edit([options](const EditTarget& target) { return qualityOptionsEdit(target, options); });
}

void Session::setKeyFrame(SequenceId sequence, std::optional<qint64> frame) {
  d_->edit([=](const EditTarget& target) { return keyFrameEdit(target, sequence, frame); });
}

void Session::judge(const std::vector<VerdictRecord>& verdicts, std::function<void()> answered) {
  d_->edit([verdicts](const EditTarget& target) { return verdictEdit(target, verdicts); }, {},
           std::move(answered));
}

void Session::withdrawVerdicts(const std::vector<VerdictId>& verdicts) {
  d_->edit([verdicts](const EditTarget& target) { return verdictWithdrawalEdit(target, verdicts); });
}

void Session::mergeVerdicts(const QString& other_project) {
  auto merge = std::make_shared<VerdictMerge>();
  d_->edit([merge, other = path_of(other_project)](
               const EditTarget& target) { return verdictMergeEdit(target, other, *merge); },
           [this, merge] { Q_EMIT verdictsMerged(*merge); });
}

void Session::repair(const std::vector<RepairRequest>& requests) {
  d_->edit([requests](const EditTarget& target) { return repairEdit(target, requests); });
}

void Session::withdrawRepairs(const std::vector<RepairId>& repairs) {
  d_->edit([repairs](const EditTarget& target) { return repairWithdrawalEdit(target, repairs); });
}

void Session::addEdit(const QString& text, const std::function<void()>& redo,
                      const std::function<void()>& undo) {
  const auto alone = [](const std::function<void()>& step) -> Edit {
    return [step](const EditTarget&) { step(); };
  };
  d_->edit([=](const EditTarget&) -> MaybeEdit {
    return ReversibleEdit{text, alone(redo), alone(undo), true};
  });
}

Removal Session::Private::removalOf(const std::vector<DatasetId>& datasets) const {
  Removal removal;
  for (const DatasetRecord& dataset : snapshot.catalog->datasets)
    if (std::ranges::find(datasets, dataset.id) != datasets.end())
      removal.names.append(QString::fromStdString(dataset.name));
  for (const SequenceRecord& sequence : snapshot.catalog->sequences) {
    if (std::ranges::find(datasets, sequence.dataset) == datasets.end()) continue;
    ++removal.sequences;
    removal.frames += sequence.frames;
  }
  return removal;
}

void Session::undo() {
  bool given_up = false;
  Q_EMIT undoing(given_up);
  if (given_up) return;
  d_->post([](ProjectState&, const JobContext&) {},
           [this](const QString& error) {
             if (error.isEmpty()) d_->undo_stack.undo();
           });
}

void Session::Private::edit(MakeEdit make, std::function<void()> then, std::function<void()> answered) {
  if (!needProject()) return;
  idle_told = false;
  auto result = std::make_shared<EditResult>();
  const auto work = [make = std::move(make), result](ProjectState& state, const JobContext& context) {
    const auto make_it_happen = [&](const EditTarget& target) {
      result->edit = make(target);
      if (result->edit && !result->edit->done) result->edit->redo(target);
    };
    result->run(state, make_it_happen, context);
  };
  const auto done = [this, result, then = std::move(then),
                     answered = std::move(answered)](const QString& error) {
    if (answered) answered();
    const bool happened = error.isEmpty() && result->edit;
    if (happened) {
      const auto run = [this](SessionCommand* command, const Edit& edit, bool undo) {
        runHistory(command, edit, undo);
      };
      undo_stack.push(new SessionCommand(std::move(*result->edit), run));
    }
    finishEdit(*result, error);
    if (error.isEmpty() && then) then();
  };
  post(work, done);
}

void Session::Private::EditResult::run(ProjectState& state, const Edit& work, const JobContext& context) {
  skipped = false;
  try {
    state.edit(work, context);
  } catch (...) {
    fresh = state.snapshot;  // what others wrote was read on the way
    throw;
  }
  fresh = state.snapshot;
}

void Session::Private::finishEdit(const EditResult& result, const QString& error) {
  if (!result.skipped) take(result.fresh);
  if (!error.isEmpty()) Q_EMIT q->failed(error);
}

void Session::Private::runHistory(SessionCommand* command, const Edit& edit, bool undo) {
  if (history_muted) return;
  idle_told = false;
  const int index = positionOf(command) + (undo ? 1 : 0);
  auto result = std::make_shared<EditResult>();
  const auto work = [edit, result, epoch = history_epoch](ProjectState& state, const JobContext& context) {
    if (state.failed_history_epoch == epoch) return;
    try {
      result->run(state, edit, context);
    } catch (const std::exception& failure) {
      state.failed_history_epoch = epoch;
      result->conflict = dynamic_cast<const EditConflict*>(&failure) != nullptr;
      throw;
    }
  };
  const auto done = [this, result, command, index, undo, text = command->text()](const QString& error) {
    if (!error.isEmpty()) restoreHistory(command, index, result->conflict);
    const QString refused = undo ? tr("Not undone: %1. %2") : tr("Not redone: %1. %2");
    finishEdit(*result, result->conflict ? refused.arg(text, error) : error);
    if (error.isEmpty() && !result->skipped)
      Q_EMIT q->told(undo ? tr("Undone: %1").arg(text) : tr("Redone: %1").arg(text));
  };
  post(work, done);
}

/// An undo or redo has failed: the stack goes back to where it was, and so the steps asked for after it are
/// void as well. What can never happen any more goes from the stack, so that it does not bar the way.
void Session::Private::restoreHistory(SessionCommand* command, int index, bool forget) {
  ++history_epoch;
  const int position = positionOf(command);
  if (position < 0) return;  // a new edit has cut it off since
  history_muted = true;
  undo_stack.setIndex(forget ? position : index);
  if (forget) {
    command->giveUp();
    undo_stack.redo();  // deletes it and tells nobody
    Q_EMIT undo_stack.indexChanged(undo_stack.index());
  }
  history_muted = false;
}

int Session::Private::positionOf(const SessionCommand* command) const {
  for (int i = 0; i < undo_stack.count(); ++i)
    if (undo_stack.command(i) == command) return i;
  return -1;
}

}  // namespace solopose
