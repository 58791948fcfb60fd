#pragma once

#include <filesystem>

namespace solopose {

/// A private place (0700, a name nobody can foresee) in the folder where something shall appear: there it is
/// made, from there renamed to its place, which takes no copying. Nobody can plant a link in it, and a
/// library may open, close and reopen by name what it writes there, and lay files of its own beside it.
///
/// It is removed with everything in it when the object ends. What a killed process left is removed by whoever
/// makes the next one in the same folder: a folder .solopose-tmp-XXXXXX of the same user and of mode 0700
/// whose lock (flock, the kernel's) nobody holds. Nothing else is. Where a file system knows no locks
/// leftovers stay.
class PendingFolder {
 public:
  /// In `parent`, for `destination`, which errors name. @throws Error when the folder cannot be written.
  PendingFolder(const std::filesystem::path& parent, const std::filesystem::path& destination);
  ~PendingFolder();
  PendingFolder(const PendingFolder&) = delete;
  PendingFolder& operator=(const PendingFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace solopose
