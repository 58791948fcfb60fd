#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "core/base/job.h"

namespace solopose {

/// Device and inode.
using FileIdentity = std::pair<std::uintmax_t, std::uintmax_t>;

/// Walks over folders and what is below them. Links to folders are followed; each real folder is walked once,
/// however many ways lead to it, so links in a circle end. A link to a folder above the one that was asked
/// for is not followed. System files (system_files.h) are as if they were not there.
class FolderWalk {
 public:
  /// `trouble` says why an entry is no file to be read ("a FIFO", "a folder that cannot be listed: …"); empty
  /// for a regular file.
  using Visit = std::function<void(const std::filesystem::path& entry, const std::string& trouble)>;

  FolderWalk(Visit visit, const JobContext& context) : visit_(std::move(visit)), context_(context) {}

  /// Visit every entry below `folder` that is no folder, except those of folders walked before. Real folders
  /// come before links, all in the order of their names. @throws Cancelled.
  void walk(const std::filesystem::path& folder);

 private:
  struct Pending;
  void list(const std::filesystem::path& folder, Pending& pending);
  bool is_walked(const std::filesystem::path& folder) const;

  Visit visit_;
  const JobContext& context_;
  std::set<FileIdentity> walked_;
};

}  // namespace solopose
