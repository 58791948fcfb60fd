#include "core/formats/pose2sim_calibration.h"

#include <system_error>

#include "core/base/system_files.h"
#include "core/formats/camera_videos.h"
#include "core/formats/toml_calibration.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// The first Calib*.toml of a folder by name.
std::optional<fs::path> calibration_in(const fs::path& folder) {
  std::optional<fs::path> first;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& file = entry->path();
    const bool named = file.filename().string().starts_with("Calib") && file.extension() == ".toml";
    std::error_code ignored;
    if (!named || is_system_file(file) || !entry->is_regular_file(ignored)) continue;
    if (!first || file < *first) first = file;
  }
  return first;
}

/// calibration = turned * trc: x, y, z of the .trc are the calibration's y, z and x.
Eigen::Matrix3d calibration_from_trc() {
  Eigen::Matrix3d turned;
  turned << 0, 0, 1,  //
      1, 0, 0,        //
      0, 1, 0;
  return turned;
}

}  // namespace

std::optional<fs::path> pose2sim_calibration_of(const fs::path& trc) {
  fs::path folder = fs::absolute(trc).parent_path();
  for (int up = 0; up <= 2; ++up) {
    for (const fs::path& place : {folder, folder / "calibration"}) {
      if (auto found = calibration_in(place)) return found;
    }
    folder = folder.parent_path();
  }
  return std::nullopt;
}

std::vector<Camera> read_pose2sim_calibration(const fs::path& file, const RemarkSink& remark) {
  constexpr double millimetres_per_metre = 1000;
  std::vector<Camera> cameras = read_toml_calibration(file, millimetres_per_metre, remark);
  for (Camera& camera : cameras) camera.rotation *= calibration_from_trc();
  return cameras;
}

std::vector<fs::path> pose2sim_videos(const fs::path& calibration) {
  const fs::path folder = fs::absolute(calibration).parent_path();
  std::vector<fs::path> videos = films_in(folder / "videos");
  return videos.empty() ? films_in(folder.parent_path() / "videos") : videos;
}

}  // namespace solopose
