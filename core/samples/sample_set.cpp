#include "core/samples/sample_set.h"

#include <algorithm>
#include <limits>
#include <ranges>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/counted.h"
#include "core/project/project.h"
#include "core/samples/sample_data.h"
#include "core/samples/sample_tracks.h"
#include "core/samples/sample_videos.h"
#include "core/skeleton/estimated_joints.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr auto pose_size = static_cast<std::size_t>(pose_floats);

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

}  // namespace

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
    make_relative_to_pelvis(pose);
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

}  // namespace solopose
