#include "core/formats/camera_videos.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <system_error>

#include <fmt/format.h>

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

bool same_name(const std::string& camera, const std::string& video) {
  return plain_name(camera) == plain_name(video);
}

bool ends_so(const std::string& camera, const std::string& video) {
  constexpr std::size_t telling = 3;  // "1" ends too many names
  const std::string plain = plain_name(camera);
  return plain.size() >= telling && plain_name(video).ends_with(plain);
}

bool same_number(const std::string& camera, const std::string& video) {
  const std::string number = number_of(camera);
  return !number.empty() && number == number_of(video);
}

}  // namespace

std::vector<std::string> videos_of_cameras(std::span<const Camera> cameras,
                                           const std::vector<fs::path>& videos) {
  std::vector<std::string> of_cameras(cameras.size());
  std::vector<fs::path> left = videos;
  for (const auto rule : {same_name, ends_so, same_number}) {
    for (std::size_t c = 0; c < cameras.size(); ++c) {
      if (!of_cameras[c].empty()) continue;
      const auto fits = [&](const std::string& video) { return rule(cameras[c].name, video); };
      of_cameras[c] = only_one(left, fits).value_or("");
    }
    std::erase_if(left, [&](const fs::path& video) {
      return std::ranges::find(of_cameras, video.string()) != of_cameras.end();
    });
  }
  return of_cameras;
}

void bind_videos(Sequence& track, const std::vector<Camera>& cameras, const std::vector<fs::path>& videos,
                 const RemarkSink& remark) {
  const std::vector<std::string> of_cameras = videos_of_cameras(cameras, videos);
  track.cameras.clear();
  track.videos.clear();
  for (std::size_t c = 0; c < cameras.size(); ++c) {
    if (of_cameras[c].empty()) continue;
    track.cameras.push_back(cameras[c]);
    track.videos.push_back(of_cameras[c]);
  }
  if (track.videos.empty()) track.cameras = cameras;
  if (track.videos.size() < cameras.size()) {
    remark(fmt::format("videos: {} of {} calibrated cameras have none", cameras.size() - track.videos.size(),
                       cameras.size()));
  }
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
