#include "core/formats/camera_videos.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <system_error>

#include "core/base/system_files.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// Lower-case letters and digits: "cam_01" and "Cam01" are the same camera.
std::string plain_name(const std::string& name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte)) plain += static_cast<char>(std::tolower(byte));
  }
  return plain;
}

/// The last run of digits without leading zeros; empty when there is none.
std::string number_of(const std::string& name) {
  const auto last = name.find_last_of("0123456789");
  if (last == std::string::npos) return {};
  const auto before = name.find_last_not_of("0123456789", last);
  const std::string digits =
      name.substr(before == std::string::npos ? 0 : before + 1, last - (before + 1) + 1);
  const auto significant = digits.find_first_not_of('0');
  return significant == std::string::npos ? "0" : digits.substr(significant);
}

template <typename Same>
std::optional<std::string> only_one(const std::vector<fs::path>& videos, const Same& same) {
  std::optional<std::string> found;
  for (const fs::path& video : videos) {
    if (!same(video.stem().string())) continue;
    if (found) return std::nullopt;
    found = video.string();
  }
  return found;
}

std::string video_of(const Camera& camera, const std::vector<fs::path>& videos) {
  const std::string plain = plain_name(camera.name);
  if (const auto named = only_one(videos, [&](const std::string& n) { return plain_name(n) == plain; }))
    return *named;
  const std::string number = number_of(camera.name);
  if (number.empty()) return {};
  return only_one(videos, [&](const std::string& n) { return number_of(n) == number; }).value_or("");
}

}  // namespace

std::vector<std::string> videos_of_cameras(std::span<const Camera> cameras,
                                           const std::vector<fs::path>& videos) {
  std::vector<std::string> of_cameras;
  for (const Camera& camera : cameras) of_cameras.push_back(video_of(camera, videos));
  return of_cameras;
}

std::vector<fs::path> films_in(const fs::path& folder) {
  std::vector<fs::path> films;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& file = entry->path();
    std::error_code ignored;
    if (is_video_name(file) && !is_hidden_name(file) && !is_system_file(file) &&
        entry->is_regular_file(ignored))
      films.push_back(file);
  }
  std::ranges::sort(films);
  return films;
}

}  // namespace solopose
