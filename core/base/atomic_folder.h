#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/pending_folder.h"

namespace solopose {

/// A folder that appears whole or not at all, as AtomicFile is for files: filled in a private place beside
/// its own, synced, renamed by commit(). It may take the place of an empty folder, whose mode it keeps. Links
/// are followed as AtomicFile follows them.
class AtomicFolder {
 public:
  /// Folders above it are made. @throws Error: something is there that is no empty folder, a folder that
  /// cannot be replaced (write-protected, the current one, a mount point), a place that cannot be written.
  explicit AtomicFolder(const std::filesystem::path& destination);
  ~AtomicFolder();
  AtomicFolder(const AtomicFolder&) = delete;
  AtomicFolder& operator=(const AtomicFolder&) = delete;

  /// An empty folder to fill.
  const std::filesystem::path& temporary() const { return temporary_; }

  /// A message about something in the folder as it reads once it is in its place.
  std::string in_its_place(std::string message) const;

  /// Bring everything in it to disk, then rename. @throws Error naming the folder.
  void commit();

 private:
  std::filesystem::path destination_;
  std::filesystem::path place_;
  std::optional<PendingFolder> pending_;
  std::filesystem::path temporary_;
};

}  // namespace solopose
