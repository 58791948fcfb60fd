#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

/// For OutputGuard: a .mp4 file's, or none where pictures go to a folder. @throws Error: another kind of
/// film.
std::vector<std::string> film_endings(const std::filesystem::path& out);

}  // namespace solopose
