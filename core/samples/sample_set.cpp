#include "core/samples/sample_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <ranges>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/kabsch.h"
#include "core/base/counted.h"
#include "core/base/fingerprint.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/camera/camera_projection.h"
#include "core/camera/lens.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/samples/sample_tracks.h"
#include "core/samples/sample_videos.h"
#include "core/skeleton/estimated_joints.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = static_cast<std::size_t>(pose_floats);
constexpr std::size_t splits = 4;
using Pose = std::array<float, pose_size>;

std::vector<bool> chosen_sequences(const Catalog& catalog, const std::vector<std::string>& datasets) {
  std::vector<std::string> names;
  for (const DatasetRecord& dataset : catalog.datasets) names.push_back(dataset.name);
  for (const std::string& wanted : datasets) {
    if (std::ranges::find(names, wanted) != names.end()) continue;
    throw Error(
        fmt::format("data: datasets: expected some of {}, found \"{}\"", fmt::join(names, ", "), wanted));
  }
  std::vector<bool> chosen(catalog.sequences.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const DatasetRecord* dataset = catalog.dataset(catalog.sequences[i].dataset);
    chosen[i] = datasets.empty() ||
                (dataset != nullptr && std::ranges::find(datasets, dataset->name) != datasets.end());
  }
  return chosen;
}

void relative_to_pelvis(Pose& pose) {
  const std::array<float, 3> pelvis = {pose[0], pose[1], pose[2]};
  for (std::size_t i = 0; i < pose_size; ++i) pose[i] -= pelvis[i % 3];
}

/// Roots of motion capture lie elsewhere; landmark networks see the hips.
void pelvis_between_hips(Pose& pose) {
  constexpr auto right = std::size_t{3} * index_of(Joint::right_hip);
  constexpr auto left = std::size_t{3} * index_of(Joint::left_hip);
  for (std::size_t axis = 0; axis < 3; ++axis) pose[axis] = (pose[right + axis] + pose[left + axis]) / 2;
}

/// A joint of which a coordinate is missing is missing.
void drop_partial_joints(Pose& pose) {
  for (std::size_t joint = 0; joint < pose_size; joint += 3) {
    const bool known =
        std::isfinite(pose[joint]) && std::isfinite(pose[joint + 1]) && std::isfinite(pose[joint + 2]);
    if (!known) std::fill_n(pose.begin() + static_cast<std::ptrdiff_t>(joint), 3, missing);
  }
}

}  // namespace

struct SampleSet::Data {
  Catalog catalog;
  TargetOptions target;
  SampleKind kind = SampleKind::videos;
  int clip_length = 0;
  int clip_frames = 0;
  bool without_estimated = false;
  std::vector<SampleVideo> videos;
  std::vector<bool> held_out;             ///< per video
  std::vector<std::vector<float>> poses;  ///< per sequence, canonical, in the track's frame
  /// Per video and frame the nearest usable frame: itself when it is usable.
  std::vector<std::vector<std::int32_t>> nearest;
  std::array<std::vector<SampleClip>, splits> clips;
  std::vector<SampleClip> tests;
  std::vector<std::string> left_out;
  std::int64_t frames_rejected = 0;
  std::vector<float> mean_pose_mm;
  Eigen::Vector3d mirror_axis = Eigen::Vector3d::UnitX();
  std::string fingerprint;

  void take(Catalog all, const DataOptions& options);
  void use_alignment(std::vector<bool>& chosen);
  void hold_out(const std::vector<std::string>& names, const std::vector<std::string>& known);
  void read_poses(const fs::path& folder, const JobContext& context);
  void find_usable_frames();
  bool is_usable(const SampleVideo& video, std::int64_t frame) const;
  std::vector<std::int32_t> nearest_usable(const SampleVideo& video) const;
  void list(const DataOptions& options);
  bool can_be_used(const SampleClip& clip) const;
  void measure_mean_pose();
  std::string taken_fingerprint() const;

  const SequenceRecord& sequence_of(const SampleVideo& video) const {
    return catalog.sequences[video.sequence_index];
  }
  Pose in_track(const SampleVideo& video, std::int64_t frame) const;
  Pose in_camera(const SampleVideo& video, std::int64_t frame) const;
  Pose in_universal(const SampleVideo& video, std::int64_t frame) const;
  Crop crop(std::uint32_t video, std::int64_t frame) const;
  void check_frames(std::uint32_t video, std::int64_t first, std::int64_t count) const;
};

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

Pose SampleSet::Data::in_track(const SampleVideo& video, std::int64_t frame) const {
  Pose pose;
  const float* from = poses[video.sequence_index].data() + frame * pose_floats;
  std::copy_n(from, pose_size, pose.begin());
  drop_partial_joints(pose);
  return pose;
}

Pose SampleSet::Data::in_camera(const SampleVideo& video, std::int64_t frame) const {
  Pose pose = in_track(video, frame);
  if (kind == SampleKind::videos && sequence_of(video).frame == CoordinateFrame::camera) return pose;
  transform_points({video.camera.rotation, video.camera.translation_mm}, pose, pose);
  if (kind == SampleKind::tracks) pelvis_between_hips(pose);
  return pose;
}

Pose SampleSet::Data::in_universal(const SampleVideo& video, std::int64_t frame) const {
  Pose pose = in_track(video, frame);
  transform_points(placement_of(catalog, sequence_of(video).id)->universal_from_dataset, pose, pose);
  return pose;
}

/// The one place that says which frames are learnt from and measured on.
bool SampleSet::Data::is_usable(const SampleVideo& video, std::int64_t frame) const {
  const Pose pose = in_camera(video, frame);
  if (kind == SampleKind::tracks) {
    const auto known = [&](Joint joint) { return std::isfinite(pose[std::size_t{3} * index_of(joint)]); };
    return known(Joint::right_hip) && known(Joint::left_hip);
  }
  const auto seen = crop_of_pose(video.camera, pose, target.extent_mm);
  if (!seen) return false;
  const Eigen::Vector2d& pelvis = seen->centre_px;
  return pelvis.x() >= -0.5 && pelvis.y() >= -0.5 && pelvis.x() <= video.width - 0.5 &&
         pelvis.y() <= video.height - 0.5;
}

std::vector<std::int32_t> SampleSet::Data::nearest_usable(const SampleVideo& video) const {
  std::vector<std::int32_t> usable;
  for (std::int64_t frame = 0; frame < video.frames; ++frame) {
    if (is_usable(video, frame)) usable.push_back(static_cast<std::int32_t>(frame));
  }
  std::vector<std::int32_t> closest(usable.empty() ? 0 : static_cast<std::size_t>(video.frames));
  std::size_t k = 0;
  for (std::int32_t frame = 0; frame < static_cast<std::int32_t>(closest.size()); ++frame) {
    while (k + 1 < usable.size() && std::abs(usable[k + 1] - frame) < std::abs(usable[k] - frame)) ++k;
    closest[static_cast<std::size_t>(frame)] = usable[k];
  }
  return closest;
}

/// Videos in which the person never is are left out.
void SampleSet::Data::find_usable_frames() {
  nearest.resize(videos.size());
  parallel_for(static_cast<std::int64_t>(videos.size()), [&](std::int64_t index) {
    const auto i = static_cast<std::size_t>(index);
    nearest[i] = nearest_usable(videos[i]);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < videos.size(); ++i) {
    if (nearest[i].empty()) {
      left_out.push_back(kind == SampleKind::tracks
                             ? fmt::format("{}: its hips are never known", sequence_of(videos[i]).name)
                             : fmt::format("{}: the person of {} is never in the picture",
                                           videos[i].file.string(), sequence_of(videos[i]).name));
      continue;
    }
    if (kept != i) {
      videos[kept] = std::move(videos[i]);
      nearest[kept] = std::move(nearest[i]);
    }
    ++kept;
  }
  videos.resize(kept);
  nearest.resize(kept);
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

Crop SampleSet::Data::crop(std::uint32_t video, std::int64_t frame) const {
  const std::int64_t seen = nearest[video][static_cast<std::size_t>(frame)];
  return crop_of_pose(videos[video].camera, in_camera(videos[video], seen), target.extent_mm).value();
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

SampleSet::SampleSet(const fs::path& project_folder, const DataOptions& options, const TargetOptions& target,
                     const JobContext& context, SampleKind kind)
    : data_(std::make_unique<Data>()) {
  data_->target = target;
  data_->kind = kind;
  data_->clip_length = options.clips.length;
  data_->clip_frames = std::max(1, options.clip_frames);
  data_->without_estimated = options.without_estimated;
  {
    const Project project = Project::open(project_folder);
    data_->take(project.catalog(), options);
  }
  std::vector<bool> chosen = chosen_sequences(data_->catalog, options.datasets);
  data_->use_alignment(chosen);
  SampleVideos found =
      kind == SampleKind::tracks
          ? find_sample_tracks(data_->catalog, chosen)
          : find_sample_videos(data_->catalog, fs::absolute(project_folder), chosen, context);
  data_->videos = std::move(found.videos);
  data_->left_out.insert(data_->left_out.end(), found.left_out.begin(), found.left_out.end());
  data_->read_poses(project_folder, context);
  data_->find_usable_frames();
  data_->hold_out(options.held_out_cameras, found.cameras);
  data_->list(options);
  if (data_->frames_rejected > 0)
    context.note(fmt::format("data: {} left out, rejected", counted(data_->frames_rejected, "frame")));
  for (const auto* lines : {&data_->left_out, &found.clipped}) {
    for (const std::string& line : *lines) context.note("data: " + line);
  }
  const bool nothing = std::ranges::all_of(data_->clips, [](const auto& clips) { return clips.empty(); });
  if (nothing && data_->tests.empty()) {
    throw Error(fmt::format(
        "data: no clip{} is left to learn from{}{}", kind == SampleKind::tracks ? "" : " with a video",
        data_->left_out.empty() ? "" : ": ", fmt::join(data_->left_out | std::views::take(3), "; ")));
  }
  data_->measure_mean_pose();
  data_->fingerprint = data_->taken_fingerprint();
}

SampleSet::~SampleSet() = default;
SampleSet::SampleSet(SampleSet&&) noexcept = default;

const Catalog& SampleSet::catalog() const { return data_->catalog; }
const TargetOptions& SampleSet::target() const { return data_->target; }
const std::vector<SampleVideo>& SampleSet::videos() const { return data_->videos; }
const std::vector<SampleClip>& SampleSet::clips(Split split) const {
  return data_->clips[static_cast<std::size_t>(split)];
}
std::vector<SampleClip> SampleSet::test_clips() const { return data_->tests; }
const std::vector<std::string>& SampleSet::left_out() const { return data_->left_out; }
int SampleSet::clip_length() const { return data_->clip_length; }
int SampleSet::clip_frames() const { return data_->clip_frames; }
const std::vector<float>& SampleSet::mean_pose_mm() const { return data_->mean_pose_mm; }
const Eigen::Vector3d& SampleSet::mirror_axis() const { return data_->mirror_axis; }
std::int64_t SampleSet::frames_rejected() const { return data_->frames_rejected; }
std::string SampleSet::fingerprint() const { return data_->fingerprint; }

bool SampleSet::is_usable(std::uint32_t video, std::int64_t frame) const {
  return video < data_->nearest.size() && frame >= 0 && frame < data_->videos[video].frames &&
         data_->nearest[video][static_cast<std::size_t>(frame)] == frame;
}

Crop SampleSet::crop(std::uint32_t video, std::int64_t frame) const {
  data_->check_frames(video, frame, 1);
  return data_->crop(video, frame);
}

ClipTruth SampleSet::truth(std::uint32_t video, std::int64_t first, int frames) const {
  data_->check_frames(video, first, frames);
  const SampleVideo& shown = data_->videos[video];
  ClipTruth truth;
  truth.targets_mm.assign(static_cast<std::size_t>(frames) * pose_size, missing);
  truth.root_relative_mm = truth.targets_mm;
  truth.crops.reserve(static_cast<std::size_t>(frames));
  for (std::int64_t frame = first; frame < first + frames; ++frame) {
    const auto place = static_cast<std::ptrdiff_t>(frame - first) * pose_floats;
    const Crop& crop = truth.crops.emplace_back(data_->crop(video, frame));
    if (!is_usable(video, frame)) continue;
    const bool camera = data_->target.frame == TargetFrame::camera;
    Pose pose = camera ? data_->in_camera(shown, frame) : data_->in_universal(shown, frame);
    if (camera) {
      std::ranges::copy(crop_from_camera(shown.camera, crop, data_->target.extent_mm, pose),
                        truth.targets_mm.begin() + place);
    }
    relative_to_pelvis(pose);
    std::ranges::copy(pose, truth.root_relative_mm.begin() + place);
    if (!camera) std::ranges::copy(pose, truth.targets_mm.begin() + place);
  }
  if (data_->without_estimated) {
    for (auto* poses : {&truth.targets_mm, &truth.root_relative_mm})
      leave_out_estimated(*data_->sequence_of(shown).joints, *poses);
  }
  return truth;
}

std::vector<float> SampleSet::upright_mm(std::uint32_t track, std::int64_t frame) const {
  data_->check_frames(track, frame, 1);
  const SampleVideo& video = data_->videos[track];
  const JointSet& joints = *data_->sequence_of(video).joints;
  const Pose own = data_->in_camera(video, frame);
  std::vector<float> pose(own.begin(), own.end());
  if (data_->without_estimated) leave_out_estimated(joints, pose);
  if (estimated_joints(joints).test(index_of(Joint::head)))
    std::fill_n(pose.begin() + 3 * index_of(Joint::head), 3, missing);
  return pose;
}

/// Each clip counts with all its frames, as in training.
void SampleSet::Data::measure_mean_pose() {
  struct Sum {
    std::array<double, pose_size> values{};
    std::array<std::int64_t, pose_size> counts{};
  };
  std::vector<Sum> sums(videos.size());
  const std::vector<SampleClip>& training = clips[static_cast<std::size_t>(Split::train)];
  parallel_for(static_cast<std::int64_t>(videos.size()), [&](std::int64_t index) {
    const auto v = static_cast<std::uint32_t>(index);
    Sum& sum = sums[v];
    for (const SampleClip& clip : std::ranges::equal_range(training, v, {}, &SampleClip::video)) {
      const std::int64_t end = std::min<std::int64_t>(clip.first_frame + clip_length, videos[v].frames);
      for (std::int64_t frame = clip.first_frame; frame < end; ++frame) {
        if (nearest[v][static_cast<std::size_t>(frame)] != frame) continue;
        Pose pose = target.frame == TargetFrame::camera ? in_camera(videos[v], frame)
                                                        : in_universal(videos[v], frame);
        relative_to_pelvis(pose);
        for (std::size_t i = 0; i < pose_size; ++i) {
          if (std::isnan(pose[i])) continue;
          sum.values[i] += pose[i];
          ++sum.counts[i];
        }
      }
    }
  });
  mean_pose_mm.assign(pose_size, missing);
  for (std::size_t i = 0; i < pose_size; ++i) {
    double value = 0;
    std::int64_t count = 0;
    for (const Sum& sum : sums) {
      value += sum.values[i];
      count += sum.counts[i];
    }
    if (count > 0) mean_pose_mm[i] = static_cast<float>(value / static_cast<double>(count));
    // Tracks are seen from all sides: their mean pose stands upright in the middle.
    if (kind == SampleKind::tracks && i % 3 != 1) mean_pose_mm[i] = 0;
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
