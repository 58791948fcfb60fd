#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace solopose {

/// What names of files tell. Upper and lower case are the same.

/// Endings of videos without their dots: mp4, mov, …
std::span<const std::string_view> video_endings();
/// Whether a person may mean a video by this name.
bool is_video_name(const std::filesystem::path& file);

/// Whether a name ends like a picture the studio reads: jpg, jpeg, png, bmp, tif, tiff, webp.
bool is_picture_name(const std::filesystem::path& file);

/// Names that begin with a dot are not meant to be seen; Macs leave one ("._NAME") beside every file.
bool is_hidden_name(const std::filesystem::path& file);

/// Where a video is that a project or a format names relative to `folder`, or absolutely. What is a file is
/// that file, whatever its name; a pattern of numbered pictures ("img_%06d.jpg") is their folder.
std::filesystem::path located_video(const std::filesystem::path& folder, const std::string& name);

}  // namespace solopose
