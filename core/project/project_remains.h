#pragma once

#include <filesystem>

namespace solopose {

/// Whether a folder holds a project or what is left of one: its database or a copy of that, numbered pose
/// files or their lock.
bool is_or_was_project(const std::filesystem::path& folder);

/// @throws Error when the folder holds a project, or anything that is left of one: a new project beside
/// somebody's pose files or database would bury them. Says how they can be rescued.
void refuse_remains(const std::filesystem::path& folder);

}  // namespace solopose
