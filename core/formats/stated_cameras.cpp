#include "core/formats/stated_cameras.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/formats/calibration.h"
#include "core/formats/camera_videos.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> films_beside(const fs::path& calibration) {
  const fs::path folder = fs::absolute(calibration).parent_path();
  for (const fs::path& place : {folder / "videos", folder.parent_path() / "videos", folder}) {
    if (auto films = films_in(place); !films.empty()) return films;
  }
  return {};
}

void give_by_view(const std::vector<Camera>& cameras, const fs::path& file, Sequence& track,
                  const RemarkSink& remark) {
  const std::vector<std::string> views = videos_of_cameras(cameras, {track.view});
  const auto named = std::ranges::find_if(views, [](const std::string& view) { return !view.empty(); });
  if (named == views.end()) {
    remark(fmt::format("{} has no camera that is named as view {}", file.string(), track.view));
    return;
  }
  track.cameras = {cameras[static_cast<std::size_t>(named - views.begin())]};
}

}  // namespace

StatedCameras::StatedCameras(const ReadOptions& options, const RemarkSink& remark)
    : file_(options.calibration) {
  if (!file_.empty()) cameras_ = read_calibration(file_, std::nullopt, remark);
}

void StatedCameras::give_to(Sequence& track, const RemarkSink& remark) const {
  if (cameras_.empty()) return;
  if (track.frame == CoordinateFrame::camera) return give_by_view(cameras_, file_, track, remark);
  std::vector<fs::path> films(track.videos.begin(), track.videos.end());
  if (films.empty()) films = films_beside(file_);
  bind_videos(track, cameras_, films, remark);
}

}  // namespace solopose
