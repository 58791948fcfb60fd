#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QCoreApplication>
#include <QString>
#include <QUndoCommand>

#include "core/augmotion/alignment.h"
#include "core/augmotion/clips.h"
#include "core/base/error.h"
#include "core/base/job.h"
#include "core/project/project.h"
#include "core/project/repair_makers.h"
#include "core/project/trash.h"
#include "core/project/verdict.h"
#include "core/project/verdict_merge.h"
#include "core/quality/quality_options.h"

namespace solopose {

/// What an edit works on, on the project thread, inside one transaction: the project and what it holds at
/// that moment, whoever wrote it.
struct EditTarget {
  Project& project;
  const Catalog& catalog;
  const JobContext& job;
};

/// What an edit would write over is not what it was made for, or what it would bring back is gone: its text
/// says why in a sentence that can stand alone.
class EditConflict : public Error {
  using Error::Error;
};

/// One direction of an edit. Runs on the project thread; throws Error and changes nothing when it cannot be
/// done, EditConflict when it would undo somebody else's work.
using Edit = std::function<void(const EditTarget&)>;

struct ReversibleEdit {
  QString text;  ///< as it stands behind "Undo": "rename A to B"
  Edit redo;
  Edit undo;
  bool done = false;  ///< it has happened already: the first `redo` is left out
};

/// @throws EditConflict unless what an edit would write over is as the edit left it.
void require_untouched(bool as_it_was_left);
/// @throws EditConflict when it is not listed.
const SequenceRecord& listed_sequence(const Catalog& catalog, SequenceId id);

// The studio's edits. Each is made on the project thread from what the project holds at that moment, and is
// empty when there is nothing to change. @throws Error when it cannot be: an unknown dataset, a name that is
// taken.

using MaybeEdit = std::optional<ReversibleEdit>;

/// An import that a job has made: undo hides it, redo shows it again.
MaybeEdit importEdit(const EditTarget& target, ImportId import);
/// A removed import comes back from the trash.
MaybeEdit restoreEdit(const EditTarget& target, const RemovedImport& import);
/// `fresh` were read by a job and are inactive: they take the place of the dataset's imports that were active
/// `before` it.
MaybeEdit reimportEdit(const EditTarget& target, DatasetId dataset, const std::vector<ImportId>& before,
                       const std::vector<ImportId>& fresh);
/// Take datasets out of the project and leave single sequences out of what is computed.
MaybeEdit removeEdit(const EditTarget& target, const std::vector<DatasetId>& datasets,
                     const std::vector<SequenceId>& sequences = {});
MaybeEdit exclusionEdit(const EditTarget& target, const std::vector<SequenceId>& sequences, bool excluded);
/// Videos that were moved and are found in a folder. @throws Error when none is.
MaybeEdit relinkEdit(const EditTarget& target, const std::filesystem::path& folder);
MaybeEdit renameEdit(const EditTarget& target, DatasetId dataset, const std::string& name);
MaybeEdit independentTestEdit(const EditTarget& target, DatasetId dataset, bool independent);
MaybeEdit clipOptionsEdit(const EditTarget& target, const ClipOptions& options);
MaybeEdit qualityOptionsEdit(const EditTarget& target, const QualityOptions& options);
/// Alignment options of a project without an alignment: they wait for the first one.
MaybeEdit waitingAlignOptionsEdit(const EditTarget& target, const AlignOptions& options);
/// Set or clear an annotator's key frame and realign its take.
MaybeEdit keyFrameEdit(const EditTarget& target, SequenceId sequence, std::optional<std::int64_t> frame);
/// What people say of frames; see Project::add_verdicts.
MaybeEdit verdictEdit(const EditTarget& target, const std::vector<VerdictRecord>& verdicts);
MaybeEdit verdictWithdrawalEdit(const EditTarget& target, const std::vector<VerdictId>& verdicts);
/// `merge` tells what came of it.
MaybeEdit verdictMergeEdit(const EditTarget& target, const std::filesystem::path& other, VerdictMerge& merge);
/// Each repair is made of the track as those before it leave it.
MaybeEdit repairEdit(const EditTarget& target, const std::vector<RepairRequest>& requests);
MaybeEdit repairWithdrawalEdit(const EditTarget& target, const std::vector<RepairId>& repairs);
/// Store an alignment that a job has computed. `at_start` is the catalog it was computed from: key frames
/// that were chosen while it ran are put into it here. Undo brings the alignment before it back, or none.
/// Without a text the alignment belongs to the import before it and is no edit of its own.
MaybeEdit alignmentEdit(const EditTarget& target, const QString& text, const AlignmentRecord& computed,
                        const Catalog& at_start);

/// An edit on the undo stack. It is pushed once the edit has happened, so the stack's own first redo does
/// nothing.
class SessionCommand : public QUndoCommand {
  Q_DECLARE_TR_FUNCTIONS(solopose::SessionCommand)
 public:
  using Run = std::function<void(SessionCommand* command, const Edit& edit, bool undo)>;

  SessionCommand(ReversibleEdit edit, Run run);

  void undo() override;
  void redo() override;
  /// Gone from the stack at the next step over it.
  void giveUp() { setObsolete(true); }

 private:
  ReversibleEdit edit_;
  Run run_;
  bool pushed_ = false;
};

}  // namespace solopose
