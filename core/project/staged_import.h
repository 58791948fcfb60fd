#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/formats/sequence.h"
#include "core/project/catalog.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_file.h"
#include "core/project/project.h"
#include "core/project/stored_fields.h"
#include "core/project/track_names.h"

namespace solopose {

/// The project's disk failed; the whole import must end.
class PoseWriteError : public Error {
 public:
  using Error::Error;
};

/// What is written down about an import beside its tracks.
struct ImportDescription {
  /// A listed dataset of that name is added to, otherwise a new one is made. Empty for commit_inactive.
  std::string dataset;
  std::string format;  ///< Reader::name, or any word for tracks that come from no file
  std::vector<std::filesystem::path> paths = {};       ///< what to read again on re-import
  std::string options_json = "{}";                     ///< ReadOptions, see import_options.h
  std::vector<std::string> independent_subjects = {};  ///< of a dataset this import makes
};

/// An import in the making: tracks go to a pose file under a temporary name as they come, the rest waits in
/// memory, and the project is not touched before commit(). Destroyed without a commit it leaves nothing
/// behind, whatever happened before.
///
/// The importer reads files through this; a benchmark or a generator may fill a project with it directly:
///
///     StagedImport staged(project, {.dataset = "Synthetic", .format = "table"});
///     for (…) staged.add(std::move(sequence));
///     staged.commit(project);
class StagedImport {
 public:
  /// @throws Error when the dataset's name is no name or the folder cannot be written.
  StagedImport(const Project& project, ImportDescription description);

  /// Take a track over: its poses are written now. Names are made fit for dataset/subject/take/view ('/'
  /// becomes '_', an empty part "unknown" or "world"); those that several tracks have are told apart by
  /// settle(). @throws Error when it holds no frames or its sizes do not fit, or when it comes from no file
  /// and its name is taken; PoseWriteError when the disk does not take it, which no other file will cure.
  void add(const Sequence& sequence);

  /// Tracks from here on come from this file.
  void begin_file(const std::filesystem::path& file, std::string fingerprint);
  /// Something about the present file that its owner should know.
  void remark(const std::string& message);
  /// Take the present file's tracks and remarks out again and list it as left out.
  void skip_file(const std::string& message);
  /// List a path that was not even begun.
  void leave_out(const std::filesystem::path& path, const std::string& message);

  /// The dataset has tracks that came from a file of this path, whatever was in it then.
  bool has_tracks_of(const std::filesystem::path& file);

  /// No more tracks come. Names are told apart (track_names.h), equal remarks become one. On re-import tracks
  /// keep the names they had before, where `others`, which will be beside them, leave them free.
  /// @throws PoseWriteError.
  void settle(const EarlierNames& before, std::span<const NamedTrack> others);
  void settle() { settle(EarlierNames({}), {}); }
  /// Of its tracks, as they are named by now.
  std::vector<NamedTrack> tracks();

  std::int64_t files() const { return static_cast<std::int64_t>(files_.size()); }
  std::int64_t sequences() const { return static_cast<std::int64_t>(records_.size()); }
  std::int64_t frames() const { return frames_; }
  /// Remarks and files left out so far; dataset and import are 0.
  const std::vector<ProblemRecord>& problems() const { return problems_; }

  struct Committed {
    ImportId import = 0;
    DatasetId dataset = 0;
  };
  /// Bring the settled import into the project, active. @throws Error, and then the project is as it was.
  Committed commit(Project& project);

  /// Bring re-read imports of a dataset in, all or none, inactive. Key-frame overrides and
  /// relinked videos follow to tracks of the same name.
  static std::vector<ImportId> commit_inactive(Project& project, DatasetId dataset,
                                               std::span<StagedImport> imports);

 private:
  friend class ImportRows;
  struct File {
    std::filesystem::path path;
    std::string fingerprint;
  };

  void rename(SequenceRecord& record, const NamedTrack& track);

  ImportDescription description_;
  FolderLock
      lock_;  ///< keeps the temporary file, and the final one until it is listed, from being swept away
  PoseFileWriter poses_;
  std::vector<SequenceRecord> records_;
  std::vector<File> files_;
  std::vector<ProblemRecord> problems_;
  std::vector<NamedTrack> taken_;                ///< tracks of the dataset that is added to
  std::unordered_set<std::string> taken_files_;  ///< their sources
  PathKeeper paths_;
  std::unordered_set<std::string> claimed_names_;  ///< those that a track from no file cannot have
  std::int64_t frames_ = 0;
  std::size_t first_record_of_file_ = 0;
  std::size_t first_problem_of_file_ = 0;
};

/// Of the listed tracks of a dataset; none when no dataset has that name. Sources as PathKeeper stores them.
std::vector<NamedTrack> tracks_of(const Project& project, const std::string& dataset);

}  // namespace solopose
