#pragma once

#include <filesystem>
#include <optional>

namespace solopose {

/// Files that come with the studio: where it is installed (share/solopose beside the program's folder),
/// or in the sources that the program was built from. None when they are in neither.

/// For the demo project's films of drawn people; on real video it fails.
std::optional<std::filesystem::path> demo_model_file();
/// For real video: it sees BlazePose's landmarks, and needs its networks (landmark_weights.h) beside it.
std::optional<std::filesystem::path> video_model_file();
/// @throws Error that says where it was looked for.
std::filesystem::path require_video_model_file();
/// What fetches BlazePose's networks, which do not come with the studio.
std::optional<std::filesystem::path> blazepose_fetcher();

}  // namespace solopose
