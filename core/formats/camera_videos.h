#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/camera/camera.h"

namespace solopose {

/// Per camera its video of `videos` (sorted), found by name and never by position: the one of the same name,
/// letters and digits compared, or the only one with the same last number ("cam_01", "01.mp4"). Empty where
/// there is none.
std::vector<std::string> videos_of_cameras(std::span<const Camera> cameras,
                                           const std::vector<std::filesystem::path>& videos);

/// The films of a folder, sorted; none where the folder is not there.
std::vector<std::filesystem::path> films_in(const std::filesystem::path& folder);

}  // namespace solopose
