#include "core/video/media_names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace solopose {

namespace {

constexpr std::array<std::string_view, 19> videos{"mp4", "m4v",  "mov", "mkv",  "webm", "avi", "ts",
                                                  "mts", "m2ts", "mpg", "mpeg", "vob",  "wmv", "asf",
                                                  "flv", "ogv",  "3gp", "mxf",  "dv"};
constexpr std::array<std::string_view, 7> pictures{"jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp"};

std::string lower_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  if (ending.empty()) return ending;
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending.substr(1);
}

bool is_one_of(std::span<const std::string_view> endings, const std::filesystem::path& file) {
  return std::find(endings.begin(), endings.end(), lower_ending(file)) != endings.end();
}

/// "%d" or "%06d" somewhere.
bool is_pattern(const std::string& name) {
  for (auto at = name.find('%'); at != std::string::npos; at = name.find('%', at + 1)) {
    const auto after = name.find_first_not_of("0123456789", at + 1);
    if (after != std::string::npos && name[after] == 'd') return true;
  }
  return false;
}

}  // namespace

std::span<const std::string_view> video_endings() { return videos; }

bool is_video_name(const std::filesystem::path& file) { return is_one_of(videos, file); }

bool is_picture_name(const std::filesystem::path& file) { return is_one_of(pictures, file); }

bool is_hidden_name(const std::filesystem::path& file) { return file.filename().string().starts_with('.'); }

std::filesystem::path located_video(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path file = folder / name;
  std::error_code unreadable;
  const bool pictures = is_picture_name(file) && is_pattern(file.filename().string());
  return pictures && !std::filesystem::exists(file, unreadable) ? file.parent_path() : file;
}

}  // namespace solopose
