#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "core/base/pending_folder.h"

namespace solopose {

/// A file that appears whole or not at all: written in a private folder beside its place, synced, renamed by
/// commit(). Destroyed without a commit it leaves nothing behind (see PendingFolder for killed processes).
///
/// A file that is there keeps its mode, and where that forbids writing it stays; a new one follows the umask.
/// A link is followed, as `>` of the shell and cp do: what it points to is replaced, the link stays. Only not
/// where somebody else may have planted it: another user's link in a folder that everybody may write to
/// (/tmp) is refused, as the kernel's protected_symlinks has it.
class AtomicFile {
 public:
  /// @throws Error: the folder cannot be written, a planted link, something there that is write-protected or
  /// no ordinary file.
  explicit AtomicFile(std::filesystem::path destination);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  const std::filesystem::path& destination() const { return destination_; }
  /// Write to this path (any library may), close it, then commit().
  const std::filesystem::path& temporary() const { return temporary_; }

  /// Sync the file, rename it, sync its folder. @throws Error naming the file.
  void commit();

 private:
  std::filesystem::path destination_;
  std::filesystem::path place_;  ///< where links lead
  std::optional<PendingFolder> pending_;
  std::filesystem::path temporary_;
};

/// Where writing to a path ends: the path itself, or where its links lead (nothing need be there).
/// @throws Error for a planted link or links in a circle.
std::filesystem::path place_of_output(const std::filesystem::path& path);

/// @throws Error naming `shown` when something is there that its owner has protected from being written:
/// taking its place would only need the folder.
void require_unprotected(const std::filesystem::path& place, const std::filesystem::path& shown);

/// Bring a finished file to disk and to its place, where an older one is replaced and hands on its mode.
/// @throws Error naming `shown`.
void put_in_place(const std::filesystem::path& finished, const std::filesystem::path& place,
                  const std::filesystem::path& shown);

/// Wait until a file's bytes, or a folder's entries, are on the disk. @throws Error naming it.
void sync_to_disk(const std::filesystem::path& file_or_folder);

/// The same for the names in a folder after something has been renamed into place. That it is there cannot be
/// taken back, so what cannot be synced of it is no failure of whoever put it there.
void sync_names(const std::filesystem::path& folder);

/// Write a whole text file atomically. @throws Error naming the file.
void write_text_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace solopose
