#include "core/project/trash.h"

#include <sys/stat.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "core/base/file_move.h"
#include "core/base/open_folder.h"
#include "core/base/write_error.h"
#include "core/project/database.h"
#include "core/project/folder_lock.h"
#include "core/project/pose_folder.h"
#include "core/project/project.h"
#include "core/project/project_places.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// None where there is no ordinary file. `path`: of a file in `folder`, relative to the project.
std::optional<StrayFile> file_in(const OpenFolder& folder, const fs::path& path, StrayFile::Kind kind) {
  const auto facts = folder.facts(path.filename());
  if (!facts || !(S_ISREG(facts->st_mode) || S_ISLNK(facts->st_mode))) return std::nullopt;
  constexpr std::int64_t ns_per_s = 1'000'000'000;
  return StrayFile{kind, path, static_cast<std::uint64_t>(facts->st_size),
                   facts->st_mtim.tv_sec * ns_per_s + facts->st_mtim.tv_nsec};
}

void remove_unless_changed(const OpenFolder& folder, const StrayFile& file) {
  const auto now = file_in(folder, file.path, file.kind);
  if (now && now->bytes == file.bytes && now->changed_ns == file.changed_ns)
    folder.remove(file.path.filename());
}

/// trash/, which must be a folder and no link.
fs::path make_trash_folder(const fs::path& project_folder) {
  const fs::path folder = ProjectPlaces(project_folder).trash();
  std::error_code failure;
  if (fs::is_symlink(fs::symlink_status(folder, failure)))
    throw Error(fmt::format("{}: is a symbolic link; put a folder there", folder.string()));
  fs::create_directory(folder, failure);
  if (failure) throw_write_error(folder, failure.value());
  return folder;
}

/// A name that nothing in the folder has: "3.h5", "3 (2).h5".
fs::path free_name(const fs::path& folder, const fs::path& name) {
  std::error_code none;
  fs::path free = name;
  for (int i = 2; fs::exists(fs::symlink_status(folder / free, none)); ++i)
    free = fmt::format("{} ({}){}", name.stem().string(), i, name.extension().string());
  return free;
}

/// @throws Error unless the path is FOLDER/NAME.
void expect_in(const StrayFile& file, const char* folder) {
  if (file.path.parent_path() == folder && file.path.has_filename()) return;
  throw Error(fmt::format("{}: is not a file of {}/", file.path.string(), folder));
}

FolderLock alone_with_poses(const fs::path& project_folder) {
  auto lock = FolderLock::try_exclusive(ProjectPlaces(project_folder).poses());
  if (!lock) {
    throw Error(
        fmt::format("{}: an import is under way; try again when it is done", project_folder.string()));
  }
  return std::move(*lock);
}

}  // namespace

/// What the functions of trash.h need of a project's inside.
class Trash {
 public:
  explicit Trash(const Project& project) : database_(*project.database_) {}

  std::vector<RemovedImport> removed_imports() {
    const auto poses = OpenFolder::at(ProjectPlaces(database_.folder).poses());
    return reading(database_, [&](SQLite::Database& sql) {
      std::vector<RemovedImport> imports;
      SQLite::Statement rows(
          sql,
          "SELECT import.id, dataset.id, name, imported_at, count(sequence.id), coalesce(sum(frames), 0) "
          "FROM import JOIN dataset ON dataset.id = dataset LEFT JOIN sequence ON sequence.import = "
          "import.id "
          "WHERE NOT active GROUP BY import.id ORDER BY import.id");
      while (rows.executeStep()) {
        RemovedImport& import = imports.emplace_back(RemovedImport{
            rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), rows.getColumn(2).getString(),
            rows.getColumn(3).getString(), rows.getColumn(4).getInt64(), rows.getColumn(5).getInt64(), 0});
        const auto file = poses ? file_in(*poses, pose_file_of(import.import), {}) : std::nullopt;
        if (file) import.bytes = file->bytes;
      }
      return imports;
    });
  }

  /// "poses/3.h5" of every import, removed ones too.
  std::unordered_set<std::string> listed_pose_files() {
    return reading(database_, [](SQLite::Database& sql) {
      std::unordered_set<std::string> files;
      SQLite::Statement rows(sql, "SELECT id FROM import");
      while (rows.executeStep()) files.insert(pose_file_of(rows.getColumn(0).getInt64()));
      return files;
    });
  }

  /// In poses/; none can be told where an import is under way.
  std::optional<std::vector<StrayFile>> strays() {
    const fs::path poses_folder = ProjectPlaces(database_.folder).poses();
    const auto poses = OpenFolder::at(poses_folder);
    if (!poses) return std::vector<StrayFile>();
    // In this order: what an import has brought that ended before the second step is listed in the third.
    const std::vector<std::string> names = poses->names();
    if (FolderLock::is_shared(poses_folder)) return std::nullopt;
    const auto listed = listed_pose_files();
    std::vector<StrayFile> found;
    for (const std::string& name : names) {
      const fs::path path = fs::path(project_names::poses) / name;
      if (name == project_names::lock || listed.contains(path.string())) continue;
      const auto kind = is_temporary_pose_file(name) ? StrayFile::Kind::leftover : StrayFile::Kind::unlisted;
      if (const auto file = file_in(*poses, path, kind)) found.push_back(*file);
    }
    return found;
  }

  std::vector<StrayFile> discarded() {
    std::vector<StrayFile> found;
    const auto trash = OpenFolder::at(database_.folder / project_names::trash);
    if (!trash) return found;
    for (const std::string& name : trash->names()) {
      const auto file = file_in(*trash, fs::path(project_names::trash) / name, StrayFile::Kind::discarded);
      if (file) found.push_back(*file);
    }
    return found;
  }

  /// Forget those imports that are still removed. Their pose files go once the database has forgotten them.
  void purge(const std::vector<RemovedImport>& imports) {
    std::vector<ImportId> gone;
    writing(database_, [&](SQLite::Database& sql) {
      SQLite::Statement remove(sql, "DELETE FROM import WHERE id = ? AND NOT active");
      for (const RemovedImport& import : imports) {
        remove.bind(1, import.import);
        if (remove.exec() > 0) gone.push_back(import.import);
        remove.reset();
      }
      sql.exec("DELETE FROM dataset WHERE NOT EXISTS (SELECT 1 FROM import WHERE dataset = dataset.id)");
      sql.exec("DELETE FROM joint_set WHERE id NOT IN (SELECT joint_set FROM sequence)");
      sql.exec("DELETE FROM camera_rig WHERE id NOT IN (SELECT camera_rig FROM sequence)");
    });
    const auto poses = OpenFolder::at(ProjectPlaces(database_.folder).poses());
    for (const ImportId import : gone)
      if (poses) poses->remove(fs::path(pose_file_of(import)).filename());
  }

 private:
  ProjectDatabase& database_;
};

std::uint64_t TrashContents::bytes() const {
  std::uint64_t sum = 0;
  for (const RemovedImport& import : imports) sum += import.bytes;
  for (const StrayFile& file : files) sum += file.bytes;
  return sum;
}

TrashContents trash_of(const Project& project) {
  Trash trash(project);
  TrashContents contents;
  contents.imports = trash.removed_imports();
  contents.files = trash.discarded();
  if (const auto strays = trash.strays()) {
    contents.files.insert(contents.files.end(), strays->begin(), strays->end());
  } else {
    contents.import_under_way = true;
  }
  std::ranges::sort(contents.files, {}, &StrayFile::path);
  return contents;
}

void restore(Project& project, const RemovedImport& import) {
  project.set_imports_active(std::span(&import.import, 1), true);
}

void restore(Project& project, const StrayFile& file) {
  project.require_writable();
  expect_in(file, project_names::trash);
  make_trash_folder(project.folder());
  make_poses_folder(project.folder());
  move_without_replacing(project.folder() / file.path,
                         ProjectPlaces(project.folder()).poses() / file.path.filename());
}

StrayFile move_to_trash(Project& project, const StrayFile& file) {
  project.require_writable();
  expect_in(file, project_names::poses);
  make_poses_folder(project.folder());
  const FolderLock alone = alone_with_poses(project.folder());
  if (Trash(project).listed_pose_files().contains(file.path.string()))
    throw Error(fmt::format("{}: an import lists this file; remove its dataset first", file.path.string()));
  const fs::path trash = make_trash_folder(project.folder());
  StrayFile moved = file;
  moved.kind = StrayFile::Kind::discarded;
  moved.path = project_names::trash / free_name(trash, file.path.filename());
  move_without_replacing(project.folder() / file.path, project.folder() / moved.path);
  return moved;
}

void empty_trash(Project& project, const TrashContents& listed) {
  project.require_writable();
  Trash(project).purge(listed.imports);
  std::optional<FolderLock> alone;
  const auto poses = OpenFolder::at(ProjectPlaces(project.folder()).poses());
  const auto trash = OpenFolder::at(project.folder() / project_names::trash);
  for (const StrayFile& file : listed.files) {
    if (file.kind == StrayFile::Kind::unlisted) continue;
    const bool leftover = file.kind == StrayFile::Kind::leftover;
    expect_in(file, leftover ? project_names::poses : project_names::trash);
    if (leftover && !is_temporary_pose_file(file.path)) continue;
    const auto& folder = leftover ? poses : trash;
    if (!folder) continue;
    if (leftover && !alone) alone = alone_with_poses(project.folder());
    remove_unless_changed(*folder, file);
  }
}

}  // namespace solopose
