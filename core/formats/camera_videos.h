#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// Per camera its video of `videos` (sorted), found by name and never by position: the one of the same name,
/// letters and digits compared; else the only one whose name ends so ("00_12", "hd_00_12.mp4"); else, of the
/// videos that are left, the only one with the same last number ("cam_01", "01.mp4"). Empty where there is
/// none.
std::vector<std::string> videos_of_cameras(std::span<const Camera> cameras,
                                           const std::vector<std::filesystem::path>& videos);

/// Give a world track the cameras that have one of these videos, with it, or all when none has; a remark
/// counts those that have none.
void bind_videos(Sequence& track, const std::vector<Camera>& cameras,
                 const std::vector<std::filesystem::path>& videos, const RemarkSink& remark);

/// The films of a folder, sorted; none where the folder is not there.
std::vector<std::filesystem::path> films_in(const std::filesystem::path& folder);

}  // namespace solopose
