#pragma once

#include <filesystem>
#include <optional>

#include "core/project/made_folders.h"
#include "core/project/project.h"

namespace solopose {

/// The project in a folder, or a new one, for work that brings data in. A new one in which nothing has
/// arrived when this ends is taken back with every folder that was made for it, unless somebody else has
/// opened it meanwhile: a mistyped name leaves nothing behind.
class ProjectToFill {
 public:
  /// @throws Error: see Project::open and Project::create; also when it can be read only.
  explicit ProjectToFill(const std::filesystem::path& folder);
  ~ProjectToFill();
  ProjectToFill(const ProjectToFill&) = delete;
  ProjectToFill& operator=(const ProjectToFill&) = delete;

  Project& project() { return *project_; }

 private:
  std::optional<MadeFolders> made_;  ///< of a new project
  std::optional<Project> project_;
};

}  // namespace solopose
