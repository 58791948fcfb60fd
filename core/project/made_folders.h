#pragma once

#include <filesystem>
#include <vector>

namespace solopose {

/// Makes a project's folders, poses/ too, with those above them. Unless kept, those that were not there
/// before are removed again where nothing but poses/.lock has come into them.
class MadeFolders {
 public:
  /// @throws Error when they cannot be made.
  explicit MadeFolders(const std::filesystem::path& project_folder);
  ~MadeFolders();
  MadeFolders(const MadeFolders&) = delete;
  MadeFolders& operator=(const MadeFolders&) = delete;
  void keep() { made_.clear(); }

 private:
  MadeFolders() = default;  ///< so that what a constructor that throws has made is removed, too
  std::vector<std::filesystem::path> made_;  ///< deepest first
};

}  // namespace solopose
