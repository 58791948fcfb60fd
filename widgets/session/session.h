#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QObject>
#include <QString>
#include <QStringList>

#include "core/project/ids.h"

class QUndoStack;

namespace solopose {

struct ExportOptions;
struct AlignOptions;
struct Catalog;
struct CheckReport;
struct Clip;
struct ClipOptions;
class Cursor;
struct ImportOptions;
struct ImportReport;
class JobRunner;
class PoseCache;
struct Prediction;
struct QualityOptions;
struct RemovedImport;
struct RepairRequest;
struct StrayFile;
struct TrashContents;
struct VerdictMerge;
struct VerdictRecord;

/// What a removal of datasets has taken out of the project.
struct Removal {
  QStringList names;
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
};

/// What reading a dataset's files again has brought.
struct Rereading {
  QString dataset;
  std::int64_t sequences = 0;
  QStringList gone;  ///< could not be read again; the earlier reading lies in the trash
};

/// What all panels share: the open project as an immutable catalog, the cursor, the undo stack, the jobs and
/// the poses. All files and all maths happen on other threads; a call returns at once and the signals tell
/// when something has come of it.
class Session : public QObject {
  Q_OBJECT
  Q_MOC_INCLUDE("core/project/check.h")
  Q_MOC_INCLUDE("core/project/import.h")
  Q_MOC_INCLUDE("core/project/trash.h")
  Q_MOC_INCLUDE("core/project/verdict_merge.h")
 public:
  explicit Session(QObject* parent = nullptr);
  ~Session() override;

  Cursor* cursor() const;
  JobRunner* jobs() const;
  PoseCache* poses() const;
  QUndoStack* undoStack() const;
  /// What somebody is in the middle of (undoing), or else the newest edit, also where that is still on its
  /// way to the disk: after it.
  void undo();

  bool hasProject() const;
  QString projectFolder() const;                           ///< empty without a project
  QString whyReadOnly() const;                             ///< empty when the project can be edited
  std::shared_ptr<const Catalog> catalog() const;          ///< never null
  std::shared_ptr<const std::vector<Clip>> clips() const;  ///< never null; follows catalog and clip options
  const AlignOptions& alignOptions() const;
  const ClipOptions& clipOptions() const;
  const QualityOptions& qualityOptions() const;

  // Projects
  void openProject(const QString& folder);
  void createProject(const QString& folder);
  /// `then` follows when a project can be opened there; the open one stays.
  void tryProject(const QString& folder, std::function<void()> then);
  /// A job, then open; while other work is under way in the open project, `demoReady` instead.
  void createDemoProject(const QString& folder);
  void closeProject();  ///< stops jobs
  /// See what others have written to the project. Happens by itself about once a second.
  void lookForChanges();

  // Data. Each is one entry on the undo stack once it has succeeded.
  /// A job. The first data in a project without an alignment are also aligned.
  /// Without a format each file's own: an entry on the undo stack for each format.
  void importFiles(const ImportOptions& options);
  /// A job. A film with predicted poses becomes a sequence (film_sequence.h), and the cursor goes to it.
  void addFilm(const std::shared_ptr<const Prediction>& prediction);
  void reimportDataset(DatasetId dataset);
  void renameDataset(DatasetId dataset, const QString& name);
  /// Datasets go out of the project (they stay on disk), single sequences out of what is computed.
  void remove(const std::vector<DatasetId>& datasets, const std::vector<SequenceId>& sequences);
  void setExcluded(const std::vector<SequenceId>& sequences, bool excluded);
  /// Look for missing videos in a folder and all below it.
  void relinkVideos(const QString& folder);
  void setIndependentTest(DatasetId dataset, bool independent);
  void setClipOptions(const ClipOptions& options);
  void setQualityOptions(const QualityOptions& options);
  // What people say of frames, and repairs. On disk once done; each is one entry on the undo stack.
  /// `id`, `at` and `settles` are given by the project. `answered`: they are on disk, or never will be, and
  /// in the next moment the catalog, or `failed`, says which.
  void judge(const std::vector<VerdictRecord>& verdicts, std::function<void()> answered = {});
  void withdrawVerdicts(const std::vector<VerdictId>& verdicts);
  /// Bring the verdicts of another copy of the project over; `verdictsMerged` follows.
  void mergeVerdicts(const QString& other_project);
  /// Each is made of the track as those before it leave it.
  void repair(const std::vector<RepairRequest>& requests);
  void withdrawRepairs(const std::vector<RepairId>& repairs);

  /// What has happened beside the catalog becomes an entry on the undo stack. Both run on the project's
  /// thread, for projects that can be edited, and throw Error when they cannot be done.
  void addEdit(const QString& text, const std::function<void()>& redo, const std::function<void()>& undo);

  /// A job; not undoable. Clips are cut as the session has them.
  void exportPoses(const QString& file, ExportOptions options);

  // What nothing refers to any more. Each is followed by trashListed.
  void listTrash();
  void restoreImport(const RemovedImport& import);  ///< undoable
  void restoreFile(const StrayFile& file);
  void discardFile(const StrayFile& file);
  void emptyTrash(const TrashContents& listed);  ///< nothing brings that back

  void checkProject();  ///< a job; `checked` follows

  // Alignment
  /// Explicit align: measures Ms and Msp anew. A job; undoable.
  void align(const AlignOptions& options);
  /// k, tolerance, mode: realigns with Ms, Msp, preset, ratio and scaling kept (only `align` changes those).
  /// A job that takes the place of one still under way; undoable. Without an alignment the options wait for
  /// the first one.
  void setAlignOptions(const AlignOptions& options);
  /// An annotator's key frame, or none to give the choice back to the program; realigns at once; undoable.
  void setKeyFrame(SequenceId sequence, std::optional<qint64> frame);

 Q_SIGNALS:
  void projectOpened();
  void projectClosing();  ///< all of it can still be seen here
  void projectClosed();
  /// After every edit, import or alignment, and on opening and closing.
  void catalogChanged();
  void clipsChanged();
  /// Its poses, or which of its frames are rejected, are not what they were; before catalogChanged.
  void posesChanged(solopose::SequenceId sequence);
  /// Whoever is in the middle of something that no edit has kept yet gives it up and says so: connected
  /// directly.
  void undoing(bool& given_up);
  /// Something failed that the user asked for: one sentence to show.
  void failed(const QString& message);
  /// What has come of something, in passing: one sentence to show for a while. Each undo and redo says what
  /// it took back or did again, for it may be where nobody looks.
  void told(const QString& message);
  /// A panel shows that something of its own failed; nobody else needs to.
  void errorShown(const QString& message);
  /// Somebody else has changed what is seen here; it has been read again.
  void changedElsewhere();
  void removed(const solopose::Removal& removal);
  void verdictsMerged(const solopose::VerdictMerge& merge);
  void reread(const solopose::Rereading& rereading);
  void demoReady(const QString& folder);
  void trashListed(const solopose::TrashContents& contents);
  void checked(const solopose::CheckReport& report);
  /// An import ended, with files skipped or not.
  void imported(const solopose::ImportReport& report);
  /// Nothing asked for is under way any more, training aside, which changes nothing that is seen here (tests
  /// and the tour wait for it).
  void idle();

 public:
  bool isIdle() const;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
