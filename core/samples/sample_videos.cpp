#include "core/samples/sample_videos.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/camera/camera_projection.h"
#include "core/project/catalog.h"
#include "core/project/project_places.h"
#include "core/project/sequence_videos.h"
#include "core/samples/video_facts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

std::string dataset_of(const SequenceRecord& sequence) {
  return sequence.name.substr(0, sequence.name.find('/'));
}

/// A video as the catalog lists it, before anybody looked into it.
struct Listed {
  SampleVideo video;
  bool camera_known = false;
};

std::vector<Listed> listed_videos(const Catalog& catalog, const fs::path& project_folder,
                                  const std::vector<bool>& chosen) {
  std::vector<Listed> listed;
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    if (!chosen[i]) continue;
    for (SequenceVideo& found : videos_of(catalog.sequences[i], project_folder)) {
      Listed& entry = listed.emplace_back();
      entry.video.sequence_index = static_cast<std::uint32_t>(i);
      entry.video.stored_name = std::move(found.stored_name);
      entry.video.file = std::move(found.file);
      entry.video.camera_name = std::move(found.camera_name);
      entry.camera_known = found.camera.has_value();
      if (found.camera) entry.video.camera = *std::move(found.camera);
    }
  }
  return listed;
}

std::string clipped_line(const SampleVideo& video, const SequenceRecord& sequence) {
  if (video.frames >= sequence.frames) return {};
  return fmt::format("{}: {} frames of poses, {} pictures in {}: the frames behind them are not used",
                     sequence.name, sequence.frames, video.frames, video.file.string());
}

/// Empty when the video can be used; `video` then has its facts.
std::string look_into(SampleVideo& video, const SequenceRecord& sequence, VideoFactsCache& cache,
                      const JobContext& context) {
  try {
    const VideoFacts facts = cache.facts(video.stored_name, video.file, context);
    if (std::string trouble = clock_trouble(sequence, video.file, facts.fps); !trouble.empty())
      return trouble;
    video.frames = std::min(facts.frames, sequence.frames);
    video.width = facts.size.width;
    video.height = facts.size.height;
    video.camera = camera_for_video(video.camera, facts.size);
    if (!(focal_px(video.camera) > 0))
      return fmt::format("{}: its camera has no focal length", sequence.name);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

/// Most projects have some videos only, and some datasets no cameras: those videos are counted, not listed.
class Counted {
 public:
  explicit Counted(std::string what) : what_(std::move(what)) {}

  void add(const SequenceRecord& sequence, const SampleVideo& video) {
    auto& [count, first] = by_dataset_[dataset_of(sequence)];
    if (count++ == 0) first = video.file.string();
  }
  void describe(std::vector<std::string>& lines) const {
    for (const auto& [dataset, found] : by_dataset_) {
      lines.push_back(
          fmt::format("{}: {} videos {}, the first is {}", dataset, found.first, what_, found.second));
    }
  }

 private:
  std::string what_;
  std::map<std::string, std::pair<std::int64_t, std::string>> by_dataset_;
};

/// A project that cannot be written to can be learnt from all the same.
void keep(VideoFactsCache& cache, const Catalog& catalog, const JobContext& context) {
  std::set<std::string> names;
  for (const SequenceRecord& sequence : catalog.sequences)
    names.insert(sequence.videos.begin(), sequence.videos.end());
  try {
    cache.save(names);
  } catch (const std::exception& failure) {
    context.note(fmt::format("data: the next run looks into all videos again: {}", failure.what()));
  }
}

}  // namespace

std::string full_camera_name(const Catalog& catalog, const SampleVideo& video) {
  return dataset_of(catalog.sequences[video.sequence_index]) + "/" + video.camera_name;
}

bool names_camera(const std::string& name, const std::string& full_name) {
  return full_name == name || full_name.substr(full_name.find('/') + 1) == name;
}

SampleVideos find_sample_videos(const Catalog& catalog, const fs::path& project_folder,
                                const std::vector<bool>& chosen, const JobContext& context) {
  SampleVideos found;
  std::vector<Listed> present;
  Counted absent("are not in their place");
  Counted unplaced("have no camera that is known, so nobody can say where in the picture the person is");
  std::set<std::string> cameras;
  for (Listed& entry : listed_videos(catalog, project_folder, chosen)) {
    const SequenceRecord& sequence = catalog.sequences[entry.video.sequence_index];
    cameras.insert(full_camera_name(catalog, entry.video));
    std::error_code unreadable;
    if (!fs::exists(entry.video.file, unreadable)) {
      absent.add(sequence, entry.video);
    } else if (!entry.camera_known) {
      unplaced.add(sequence, entry.video);
    } else {
      present.push_back(std::move(entry));
    }
  }
  found.cameras.assign(cameras.begin(), cameras.end());

  ProgressMeter meter(context, "videos", static_cast<std::int64_t>(present.size()));
  meter.begin("Looking into videos");
  VideoFactsCache cache(ProjectPlaces(project_folder).video_facts());
  std::vector<std::string> reasons(present.size());
  const JobContext quiet{.progress = {}, .stop = context.stop, .log = {}};
  parallel_for(static_cast<std::int64_t>(present.size()), [&](std::int64_t index) {
    const auto i = static_cast<std::size_t>(index);
    SampleVideo& video = present[i].video;
    reasons[i] = look_into(video, catalog.sequences[video.sequence_index], cache, quiet);
    meter.add(1);
  });
  keep(cache, catalog, context);
  for (std::size_t i = 0; i < present.size(); ++i) {
    if (reasons[i].empty()) {
      const SampleVideo& video = present[i].video;
      std::string clipped = clipped_line(video, catalog.sequences[video.sequence_index]);
      if (!clipped.empty()) found.clipped.push_back(std::move(clipped));
      found.videos.push_back(std::move(present[i].video));
    } else {
      found.left_out.push_back(std::move(reasons[i]));
    }
  }
  absent.describe(found.left_out);
  unplaced.describe(found.left_out);
  return found;
}

}  // namespace solopose
