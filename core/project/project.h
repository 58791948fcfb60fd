#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/project/ids.h"

namespace solopose {

struct AlignmentRecord;
struct Catalog;
struct ProjectDatabase;
struct Repair;
struct SequenceVideoNames;
struct VerdictMerge;
struct VerdictRecord;

/// Names for Project::setting that several programs share.
inline constexpr const char* clip_options_setting = "clip_options";  ///< ClipOptions, core/augmotion/clips.h
inline constexpr const char* align_options_setting =
    "align_options";  ///< AlignOptions, while nothing is aligned yet

/// A project on disk: a folder with project.sqlite (WAL, foreign keys, schema version in user_version) for
/// what is edited and poses/N.h5, one immutable file per import. Every method is one transaction; a kill at
/// any moment leaves the state before or after. Opening deletes nothing; what no import lists waits in the
/// trash (trash.h).
///
/// Where the folder cannot be written (a read-only medium, another user's project, a full disk) it is open
/// read only: everything can be read, as it is on disk at each reading, and every edit says why it cannot be.
///
/// One object belongs to one thread at a time. Open the same folder once per thread; SQLite keeps them apart.
class Project {
 public:
  /// Create DIR with an empty project. @throws Error when DIR cannot be written, holds a project or anything
  /// that is left of one.
  static Project create(const std::filesystem::path& folder);
  /// @throws Error when it is no project, is damaged, or was written by a newer studio.
  static Project open(const std::filesystem::path& folder);
  /// To look into it and leave it as it is, of whatever version. @throws Error as open.
  static Project open_read_only(const std::filesystem::path& folder);
  static bool exists(const std::filesystem::path& folder);

  Project(Project&&) noexcept;
  Project& operator=(Project&&) noexcept;
  ~Project();

  const std::filesystem::path& folder() const;

  bool read_only() const { return !why_read_only().empty(); }
  /// A sentence for people without a full stop; empty when the project can be edited.
  const std::string& why_read_only() const;
  /// For work that would only find out at its end. @throws Error with the reason when it is read only.
  void require_writable() const;

  /// Read everything that is listed, in one snapshot.
  Catalog catalog() const;
  /// Another number whenever somebody else (another object or program) has written since.
  /// @throws Error when a read-only project cannot be read any more.
  std::int64_t data_version() const;

  // Edits. Each @throws Error with a sentence for people and changes nothing when it does; what is not listed
  // (any more) cannot be edited.

  /// Run `work`, whose calls of this object become one transaction: nobody else writes between them, and when
  /// it throws none has happened.
  void atomically(const std::function<void()>& work);

  /// Names are unique among listed datasets, not empty, and hold no '/'.
  void rename_dataset(DatasetId dataset, const std::string& name);
  /// The active imports of a dataset, oldest first.
  std::vector<ImportId> active_imports(DatasetId dataset) const;
  bool is_active(ImportId import) const;
  /// Show or hide what imports brought: removing a dataset deactivates its imports, undo activates them
  /// again. A dataset without an active import is not listed. @throws Error when a name would then exist
  /// twice.
  void set_imports_active(std::span<const ImportId> imports, bool active);
  /// Deactivate some and activate others at once (re-import and its undo).
  void replace_imports(std::span<const ImportId> deactivate, std::span<const ImportId> activate);
  /// @throws Error when the sequence does not have that frame. Does not touch the data revision: who sets it
  /// realigns at once.
  void set_key_frame_override(SequenceId sequence, std::optional<std::int64_t> frame);
  /// Leave sequences out of everything that is computed, or take them in again: see in_use(). @throws Error
  /// for a marker cloud, which has no poses to take in.
  void set_excluded(std::span<const SequenceId> sequences, bool excluded);
  /// Where their videos are: as many for each as it has. Not part of the data revision.
  void set_videos(std::span<const SequenceVideoNames> sequences);
  void set_independent_test(DatasetId dataset, bool independent);
  void set_independent_subjects(DatasetId dataset, const std::vector<std::string>& subjects);

  /// Keep what people say of frames; their ids, in that order. `id`, `at` and `settles` are given here.
  /// Nothing of it is ever deleted: who takes a verdict back hides it. @throws Error for frames that the
  /// sequence has not, or without a reviewer.
  std::vector<VerdictId> add_verdicts(std::span<const VerdictRecord> verdicts);
  /// Bring over what another project's catalog has: see merge_verdicts in verdict_merge.h.
  VerdictMerge merge_verdicts_of(const Catalog& other);
  void set_verdicts_active(std::span<const VerdictId> verdicts, bool active);
  /// Keep repairs beside their tracks; their ids, in that order. `id` and `at` are given here. @throws Error
  /// as require_valid.
  std::vector<RepairId> add_repairs(std::span<const Repair> repairs);
  void set_repairs_active(std::span<const RepairId> repairs, bool active);

  /// Replace the stored alignment. @throws Error when it names a sequence or dataset that is not listed any
  /// more.
  void save_alignment(const AlignmentRecord& alignment);
  /// The same, but of the stored parts only those of `changed` and of their takes are replaced: what is
  /// stored of sequences that are not in use now stays for when they are again.
  void save_alignment_of(std::span<const SequenceId> changed, const AlignmentRecord& alignment);
  /// Back to a project that was never aligned (undo of the first align).
  void clear_alignment();

  /// Settings that belong to the data (clip length, split rule, …), one JSON text per name; empty when never
  /// set.
  std::string setting(const std::string& name) const;
  void set_setting(const std::string& name, const std::string& json);

  /// The paths, format and options each active import of a dataset was made from, to re-import it.
  struct ImportSource {
    ImportId import = 0;
    std::string format;
    std::vector<std::filesystem::path> paths;  ///< absolute
    std::string options_json;                  ///< ReadOptions, see core/project/import_options.h
  };
  std::vector<ImportSource> sources(DatasetId dataset) const;
  /// Every file that an import was read from, and the videos of its sequences, also of what is hidden and may
  /// come back. Absolute.
  std::vector<std::filesystem::path> source_files() const;
  /// fingerprint_of_file of every file that an active import brought.
  std::unordered_set<std::string> imported_fingerprints() const;

  /// A job's log, kept with the project.
  void append_job_log(const std::string& job, const std::string& outcome, const std::string& text);
  struct JobLog {
    std::string at;  ///< UTC, "2024-05-01T12:00:00Z"
    std::string job;
    std::string outcome;
    std::string text;
  };
  std::vector<JobLog> job_logs() const;  ///< oldest first

 private:
  friend class StagedImport;
  friend class Trash;
  friend class ProjectCheck;
  explicit Project(std::unique_ptr<ProjectDatabase> database);
  std::unique_ptr<ProjectDatabase> database_;
};

}  // namespace solopose
