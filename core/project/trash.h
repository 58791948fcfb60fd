#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/project/ids.h"

namespace solopose {

class Project;

/// An import that was removed (inactive): nothing of it is lost until the trash is emptied.
struct RemovedImport {
  ImportId import = 0;
  DatasetId dataset = 0;
  std::string dataset_name;
  std::string imported_at;  ///< UTC, "2024-05-01T12:00:00Z"
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  std::uint64_t bytes = 0;  ///< of its pose file
};

/// A file that no import lists.
struct StrayFile {
  enum class Kind {
    unlisted,  ///< in poses/: of a restored older database, of a sync, or put there by somebody
    leftover,  ///< in poses/: what a killed import left
    discarded  ///< in trash/
  };
  Kind kind = Kind::unlisted;
  std::filesystem::path path;  ///< relative to the project folder
  std::uint64_t bytes = 0;
  std::int64_t changed_ns = 0;  ///< since 1970; with `bytes` tells whether it is still that file
};

struct TrashContents {
  std::vector<RemovedImport> imports;  ///< oldest first
  std::vector<StrayFile> files;        ///< sorted by path
  /// An import is under way somewhere, so unlisted files and leftovers cannot be told from what it brings:
  /// none are in `files`.
  bool import_under_way = false;

  bool empty() const { return imports.empty() && files.empty(); }
  std::uint64_t bytes() const;
};

/// What lies in a project that nothing refers to. Works on a read-only project, too. @throws Error.
TrashContents trash_of(const Project& project);

/// Bring a removed import back. @throws Error when a name would then exist twice.
void restore(Project& project, const RemovedImport& import);
/// Put a discarded file back into poses/. @throws Error when something of its name is there.
void restore(Project& project, const StrayFile& file);

/// Move an unlisted file or a leftover into trash/ and say where it is now. @throws Error, also when it is
/// listed by now or an import is under way.
StrayFile move_to_trash(Project& project, const StrayFile& file);

/// Delete for good what `listed` shows, and only that: removed imports that are still removed with their pose
/// files, leftovers, and discarded files that have not changed. Unlisted files stay where they are; move them
/// to the trash first. @throws Error.
void empty_trash(Project& project, const TrashContents& listed);

}  // namespace solopose
