#pragma once

#include <filesystem>

namespace solopose {

/// Give a file another name on the same disk, atomically and only where nothing has that name yet.
/// @throws Error naming `to`, also when something is there.
void move_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace solopose
