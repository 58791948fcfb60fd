#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace solopose {

/// A folder itself, no link to one, held open: what is listed and removed by name lies in it, wherever its
/// path may lead by now. For whoever deletes in a folder that may have come from somebody else.
class OpenFolder {
 public:
  /// None where no folder stands, or a link to one, or one that cannot be listed.
  static std::optional<OpenFolder> at(const std::filesystem::path& path);

  OpenFolder(OpenFolder&& other) noexcept;
  OpenFolder& operator=(OpenFolder&& other) noexcept;
  ~OpenFolder();

  /// Of everything in it, sorted.
  std::vector<std::string> names() const;
  /// Of an entry itself, not of what it links to.
  std::optional<struct stat> facts(const std::string& name) const;
  /// Remove a file or a link. What cannot be removed stays.
  void remove(const std::string& name) const;

 private:
  explicit OpenFolder(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace solopose
