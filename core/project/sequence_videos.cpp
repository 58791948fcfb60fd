#include "core/project/sequence_videos.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/frame_rate.h"
#include "core/project/catalog.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

bool has_camera_each(const SequenceRecord& track) {
  return !track.videos.empty() && track.cameras.size() == track.videos.size();
}

/// Of a camera's own track the view says which camera it is.
std::string camera_name_of(const SequenceRecord& track, const Camera* camera, const fs::path& file) {
  if (track.frame == CoordinateFrame::camera) return track.view;
  if (camera != nullptr && !camera->name.empty()) return camera->name;
  return file.stem().string();
}

fs::path real_place(const fs::path& file) {
  std::error_code unknown;
  const fs::path place = fs::weakly_canonical(fs::absolute(file), unknown);
  return place.has_filename() ? place : place.parent_path();
}

}  // namespace

bool SequenceVideo::is_there() const {
  std::error_code unreadable;
  return fs::exists(file, unreadable);
}

std::vector<SequenceVideo> videos_of(const SequenceRecord& track, const fs::path& project_folder) {
  std::vector<SequenceVideo> videos;
  for (std::size_t i = 0; i < track.videos.size(); ++i) {
    const Camera* camera = i < track.cameras.size() ? &track.cameras[i] : nullptr;
    SequenceVideo& video = videos.emplace_back();
    video.sequence = track.id;
    video.stored_name = track.videos[i];
    video.file = located_video(project_folder, track.videos[i]);
    video.camera_name = camera_name_of(track, camera, track.videos[i]);
    if (has_camera_each(track)) video.camera = *camera;
  }
  return videos;
}

std::vector<SequenceVideo> videos_of_take(const Catalog& catalog, SequenceId track,
                                          const fs::path& project_folder) {
  const SequenceRecord* own = catalog.sequence(track);
  if (own == nullptr) return {};
  std::vector<SequenceVideo> videos = videos_of(*own, project_folder);
  for (const SequenceRecord& other : catalog.sequences) {
    if (other.id == track || other.dataset != own->dataset || other.take_name() != own->take_name()) continue;
    for (SequenceVideo& video : videos_of(other, project_folder)) videos.push_back(std::move(video));
  }
  return videos;
}

SequenceVideo video_named(const SequenceRecord& track, const fs::path& project_folder,
                          const fs::path& video) {
  const fs::path wanted = real_place(located_video({}, video.string()));
  std::string known;
  for (const SequenceVideo& own : videos_of(track, fs::absolute(project_folder))) {
    if (real_place(own.file) == wanted) return own;
    known += "\n  " + own.stored_name;
  }
  throw Error(fmt::format("{}: {} is none of its videos:{}", track.name, video.string(),
                          known.empty() ? " it has none" : known));
}

std::vector<DatasetVideos> videos_by_dataset(const Catalog& catalog, const fs::path& project_folder) {
  std::vector<DatasetVideos> all;
  for (const DatasetRecord& dataset : catalog.datasets) {
    DatasetVideos& found = all.emplace_back();
    found.dataset = dataset.name;
    for (const SequenceRecord& track : catalog.sequences) {
      if (track.dataset != dataset.id || track.is_left_out()) continue;
      for (const SequenceVideo& video : videos_of(track, project_folder)) {
        ++found.listed;
        if (!video.is_there()) {
          if (found.absent++ == 0) found.first_absent = video.stored_name;
        } else if (!video.camera) {
          ++found.without_camera;
        }
      }
    }
  }
  return all;
}

std::vector<std::string> camera_names(const Catalog& catalog) {
  std::set<std::string> names;
  for (const SequenceRecord& track : catalog.sequences) {
    if (track.excluded) continue;
    for (const SequenceVideo& video : videos_of(track, {})) names.insert(video.camera_name);
  }
  names.erase("");
  return {names.begin(), names.end()};
}

double clock_of_video(const fs::path& video, double frames_per_second) {
  std::error_code unreadable;
  return fs::is_directory(video, unreadable) || is_picture_name(video) ? 0 : frames_per_second;
}

std::string clock_trouble(const SequenceRecord& track, const fs::path& video, double frames_per_second) {
  const double rate = clock_of_video(video, frames_per_second);
  if (!(rate > 0) || !(track.frames_per_second > 0) || same_clock(rate, track.frames_per_second)) return {};
  return fmt::format("{}: runs at {:.4g} frames a second, the poses of {} at {:.4g}", video.string(), rate,
                     track.name, track.frames_per_second);
}

}  // namespace solopose
