#include "core/formats/freemocap_cameras.h"

#include <algorithm>
#include <optional>
#include <span>
#include <system_error>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/base/system_files.h"
#include "core/formats/camera_videos.h"
#include "core/formats/toml_calibration.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// The first by name, in the recording's folder or in calibration_data.
std::optional<fs::path> calibration_of(const fs::path& recording) {
  for (const fs::path& folder : {recording, recording / "calibration_data"}) {
    std::optional<fs::path> first;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      const fs::path& file = entry->path();
      const bool named = file.filename().string().find("calibration") != std::string::npos;
      if (named && file.extension() == ".toml" && !is_system_file(file) && (!first || file < *first))
        first = file;
    }
    if (first) return first;
  }
  return std::nullopt;
}

std::vector<fs::path> videos_of(const fs::path& recording) {
  std::vector<fs::path> videos = films_in(recording / "synchronized_videos");
  return videos.empty() ? films_in(recording / "SyncedVideos") : videos;
}

/// Points that both have, side by side; as many as tell enough.
std::pair<Eigen::Matrix3Xd, Eigen::Matrix3Xd> pairs_of(std::span<const float> from,
                                                       std::span<const float> to) {
  constexpr std::size_t most = 20000;
  const std::size_t points = std::min(from.size(), to.size()) / 3;
  const std::size_t step = points / most + 1;
  const auto at = [](std::span<const float> all, std::size_t point) {
    return Eigen::Map<const Eigen::Vector3f>(all.data() + 3 * point);
  };
  Eigen::Matrix3Xd both[2] = {Eigen::Matrix3Xd(3, points / step + 1), Eigen::Matrix3Xd(3, points / step + 1)};
  Eigen::Index count = 0;
  for (std::size_t point = 0; point < points; point += step) {
    if (!at(from, point).allFinite() || !at(to, point).allFinite()) continue;
    both[0].col(count) = at(from, point).cast<double>();
    both[1].col(count++) = at(to, point).cast<double>();
  }
  return {both[0].leftCols(count), both[1].leftCols(count)};
}

/// The rigid motion that brings the one to the other; none where half of the points end farther from theirs
/// than filters and filled gaps move them.
std::optional<Eigen::Isometry3d> motion_between(std::span<const float> from, std::span<const float> to) {
  constexpr double farthest_mm = 50;
  constexpr Eigen::Index fewest = 100;
  if (from.size() != to.size()) return std::nullopt;
  const auto [source, target] = pairs_of(from, to);
  if (source.cols() < fewest) return std::nullopt;
  Eigen::Isometry3d motion;
  motion.matrix() = Eigen::umeyama(source, target, false);
  const Eigen::VectorXd apart = ((motion * source) - target).colwise().norm().transpose();
  const auto near = std::ranges::count_if(apart, [](double mm) { return mm <= farthest_mm; });
  return 2 * near > apart.size() ? std::optional(motion) : std::nullopt;
}

}  // namespace

void add_freemocap_cameras(const fs::path& recording, const std::function<std::vector<float>()>& raw,
                           Sequence& track, const RemarkSink& remark) {
  const std::vector<fs::path> videos = videos_of(recording);
  const auto without_cameras = [&](const std::string& why) {
    for (const fs::path& video : videos) track.videos.push_back(video.string());
    if (!why.empty()) remark(fmt::format("{}; read without cameras", why));
  };
  const auto calibration = calibration_of(recording);
  if (!calibration) return without_cameras("");
  const auto world_from_track = motion_between(track.positions_mm, raw());
  if (!world_from_track)
    return without_cameras("no raw array tells how the body was moved from where the cameras saw it");
  try {
    std::vector<Camera> cameras = read_toml_calibration(*calibration, 1, remark);
    for (Camera& camera : cameras) {
      camera.translation_mm += camera.rotation * world_from_track->translation();
      camera.rotation *= world_from_track->linear();
    }
    bind_videos(track, cameras, videos, remark);
  } catch (const Error& error) {
    without_cameras(error.what());
  }
}

}  // namespace solopose
