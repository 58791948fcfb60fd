#include "core/samples/sample_data.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/augmotion/alignment.h"
#include "core/base/fingerprint.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/camera/lens.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/samples/sample_videos.h"

namespace solopose {

namespace fs = std::filesystem;

void SampleSet::Data::take(Catalog all, const DataOptions& options) {
  if (!options.with_rejected) frames_rejected = rejected_frames(all, options.datasets);
  catalog = in_use(std::move(all), rejected_if(options.with_rejected));
}

/// Universal targets need an aligned sequence, and follow the frame's own left and right.
void SampleSet::Data::use_alignment(std::vector<bool>& chosen) {
  if (target.frame == TargetFrame::camera) return;
  if (!catalog.alignment) {
    throw Error("data: targets in the universal frame need an alignment; align the project first");
  }
  const Eigen::Matrix3d& reference = catalog.alignment->reference_mm;
  mirror_axis = (reference.row(1) - reference.row(0)).transpose().normalized();
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const SequenceRecord& sequence = catalog.sequences[i];
    if (!chosen[i] || sequence.videos.empty() || placement_of(catalog, sequence.id) != nullptr) continue;
    chosen[i] = false;
    left_out.push_back(fmt::format("{}: is not aligned", sequence.name));
  }
}

void SampleSet::Data::hold_out(const std::vector<std::string>& names, const std::vector<std::string>& known) {
  for (const std::string& name : names) {
    if (std::ranges::any_of(known, [&](const auto& camera) { return names_camera(name, camera); })) continue;
    throw Error(fmt::format("data: held_out_cameras: expected some of {}, found \"{}\"",
                            fmt::join(known, ", "), name));
  }
  for (const SampleVideo& video : videos) {
    const std::string camera = full_camera_name(catalog, video);
    held_out.push_back(
        std::ranges::any_of(names, [&](const auto& name) { return names_camera(name, camera); }));
  }
}

void SampleSet::Data::read_poses(const fs::path& folder, const JobContext& context) {
  poses.resize(catalog.sequences.size());
  std::vector<std::size_t> wanted;
  std::int64_t frames = 0;
  for (const SampleVideo& video : videos) {
    if (!wanted.empty() && wanted.back() == video.sequence_index) continue;
    wanted.push_back(video.sequence_index);
    frames += sequence_of(video).frames;
  }
  ProgressMeter meter(context, "frames", frames);
  meter.begin("Reading poses");
  const PoseStore store(folder);
  parallel_for(static_cast<std::int64_t>(wanted.size()), [&](std::int64_t index) {
    const std::size_t i = wanted[static_cast<std::size_t>(index)];
    poses[i] = store.poses_mm(catalog.sequences[i]);
    meter.add(catalog.sequences[i].frames);
  });
}

bool SampleSet::Data::can_be_used(const SampleClip& clip) const {
  const auto& closest = nearest[clip.video];
  const std::int64_t end =
      std::min(std::int64_t{clip.first_frame} + clip_length, static_cast<std::int64_t>(closest.size()));
  if (end - clip.first_frame < clip_frames) return false;
  for (std::int64_t frame = clip.first_frame; frame < end; ++frame) {
    if (closest[static_cast<std::size_t>(frame)] == frame) return true;
  }
  return false;
}

void SampleSet::Data::list(const DataOptions& options) {
  const std::vector<Clip> windows = list_clips(catalog, options.clips, rejected_if(options.with_rejected));
  const auto by_sequence = [](const Clip& clip) { return clip.sequence_index; };
  for (std::uint32_t v = 0; v < videos.size(); ++v) {
    for (const Clip& window : std::ranges::equal_range(windows, videos[v].sequence_index, {}, by_sequence)) {
      const SampleClip clip{.video = v, .first_frame = window.first_frame, .split = window.split};
      if (!can_be_used(clip)) continue;
      if (!held_out[v]) clips[static_cast<std::size_t>(clip.split)].push_back(clip);
      if (clip.split == Split::test || clip.split == Split::independent) tests.push_back(clip);
    }
  }
}

void SampleSet::Data::check_frames(std::uint32_t video, std::int64_t first, std::int64_t count) const {
  if (video >= videos.size()) {
    throw Error(fmt::format("data: video: expected one of {}, found number {}", videos.size(), video));
  }
  if (first < 0 || count < 0 || first > videos[video].frames - count) {
    throw Error(fmt::format("{}: {} frames from {} were asked for; poses and video share {}",
                            videos[video].file.string(), count, first, videos[video].frames));
  }
}

std::string SampleSet::Data::taken_fingerprint() const {
  Fingerprint print;
  print.add(name_of(target.frame)).add(target.extent_mm).add(clip_length);
  for (std::size_t v = 0; v < videos.size(); ++v) {
    const SampleVideo& video = videos[v];
    std::error_code ignored;
    print.add(video.stored_name).add(fs::file_size(video.file, ignored));
    print.add(video.frames).add(video.width).add(video.height).add(static_cast<bool>(held_out[v]));
    const Camera& camera = video.camera;
    print.add(std::span<const double>(camera.intrinsics.data(), 9))
        .add(std::span<const double>(camera.distortion))
        .add(std::span<const double>(camera.rotation.data(), 9))
        .add(std::span<const double>(camera.translation_mm.data(), 3));
    // Only then, so that runs of before there were other lenses still know their data.
    if (camera.lens != LensModel::brown_conrady) print.add(name_of(camera.lens));
    const bool repeated = v > 0 && videos[v - 1].sequence_index == video.sequence_index;
    if (!repeated) print.add(std::span<const float>(poses[video.sequence_index]));
    if (target.frame == TargetFrame::camera) continue;
    const RigidTransform& placed = placement_of(catalog, sequence_of(video).id)->universal_from_dataset;
    print.add(std::span<const double>(placed.rotation.data(), 9)).add(placed.scale);
  }
  for (const auto* list : {&clips[0], &clips[1], &clips[2], &clips[3], &tests}) {
    print.add(list->size());
    for (const SampleClip& clip : *list) print.add(clip.video).add(clip.first_frame).add(clip.split);
  }
  return print.digits();
}

}  // namespace solopose
