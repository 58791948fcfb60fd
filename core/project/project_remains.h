#pragma once

#include <filesystem>

namespace solopose {

/// @throws Error when the folder holds a project, or anything that is left of one: a new project beside
/// somebody's pose files or database would bury them. Says how they can be rescued.
void refuse_remains(const std::filesystem::path& folder);

}  // namespace solopose
