#pragma once

#include <filesystem>
#include <optional>

namespace solopose {

/// A lock on a project's pose folder: whoever brings files into it shares it, whoever removes stray files
/// from it has it alone. It is the kernel's (flock) on an empty file that the first one makes, so a killed
/// process holds none.
class FolderLock {
 public:
  /// Wait for it. @throws Error when the folder cannot be written.
  static FolderLock shared(const std::filesystem::path& poses_folder);
  static FolderLock exclusive(const std::filesystem::path& poses_folder);
  /// None when somebody else has it for more than a moment or the folder cannot be written.
  static std::optional<FolderLock> try_exclusive(const std::filesystem::path& poses_folder);
  /// Whether somebody brings files in. Makes no file, so it serves where nothing can be written, too.
  static bool is_shared(const std::filesystem::path& poses_folder);
  /// Remove the lock's file where nobody holds it or waits for it; who came meanwhile makes a new one.
  static void remove_unless_held(const std::filesystem::path& poses_folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  /// None, with the reason in errno.
  template <typename Lock>
  static std::optional<FolderLock> take(const std::filesystem::path& poses_folder, const Lock& lock_it);
  static FolderLock wait(const std::filesystem::path& poses_folder, int operation);
  int descriptor_ = -1;
};

}  // namespace solopose
