#pragma once

#include <filesystem>
#include <string_view>

namespace solopose {

/// A file that appears whole or not at all: written beside its destination, synced, renamed by commit().
/// Destroyed without a commit it leaves nothing behind.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path destination);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Write to this path (any library may), close it, then commit().
  const std::filesystem::path& temporary() const { return temporary_; }

  /// Sync the file and its folder, then rename. @throws Error naming the file.
  void commit();

 private:
  std::filesystem::path destination_;
  std::filesystem::path temporary_;
  bool committed_ = false;
};

/// Wait until a file's bytes, or a folder's entries, are on the disk. @throws Error naming it.
void sync_to_disk(const std::filesystem::path& file_or_folder);

/// Write a whole text file atomically. @throws Error naming the file.
void write_text_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace solopose
