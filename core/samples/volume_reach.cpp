#include "core/samples/volume_reach.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/project/catalog.h"
#include "core/samples/sample_set.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// Clips overlap: the frames that any of a video's covers.
std::vector<bool> frames_learnt(const SampleSet& samples, std::uint32_t video) {
  std::vector<bool> learnt(static_cast<std::size_t>(samples.videos()[video].frames));
  const std::vector<SampleClip>& clips = samples.clips(Split::train);
  for (const SampleClip& clip : std::ranges::equal_range(clips, video, {}, &SampleClip::video)) {
    const auto first = static_cast<std::size_t>(clip.first_frame);
    const auto end = std::min(first + static_cast<std::size_t>(samples.clip_length()), learnt.size());
    std::fill(learnt.begin() + static_cast<std::ptrdiff_t>(first),
              learnt.begin() + static_cast<std::ptrdiff_t>(end), true);
  }
  return learnt;
}

void add_pose(std::span<const float> pose_mm, double extent_mm, VolumeReach& reach) {
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    double farthest = 0;  // along the cube's axes; NaN, which no maximum keeps, is looked for apart
    for (const float value : pose_mm.subspan(3 * joint, 3)) {
      if (!std::isfinite(value)) farthest = std::numeric_limits<double>::quiet_NaN();
      if (!std::isnan(farthest)) farthest = std::max(farthest, std::abs(static_cast<double>(value)));
    }
    if (std::isnan(farthest)) continue;
    ++reach.known[joint];
    if (farthest > 0.5 * extent_mm) ++reach.outside[joint];
  }
}

VolumeReach reach_in_video(const SampleSet& samples, std::uint32_t video, const JobContext& context) {
  constexpr std::int64_t frames_at_once = 256;
  VolumeReach reach;
  const std::vector<bool> learnt = frames_learnt(samples, video);
  const std::int64_t frames = samples.videos()[video].frames;
  for (std::int64_t first = 0; first < frames; first += frames_at_once) {
    context.throw_if_stopped();
    const std::int64_t count = std::min(frames_at_once, frames - first);
    const auto begin = learnt.begin() + first;
    if (std::find(begin, begin + count, true) == begin + count) continue;
    const ClipTruth truth = samples.truth(video, first, static_cast<int>(count));
    const std::span<const float> poses(truth.targets_mm);
    for (std::int64_t i = 0; i < count; ++i) {
      if (!learnt[static_cast<std::size_t>(first + i)]) continue;
      add_pose(poses.subspan(static_cast<std::size_t>(i * pose_floats), pose_floats),
               samples.target().extent_mm, reach);
    }
  }
  return reach;
}

std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

/// "left_wrist 12 of 4 000 (0.3 %), …"; empty where nothing is outside.
std::string outside_text(const VolumeReach& reach) {
  std::vector<std::string> joints;
  for (int j = 0; j < joint_count; ++j) {
    const auto joint = static_cast<std::size_t>(j);
    if (reach.outside[joint] == 0) continue;
    joints.push_back(fmt::format("{} {} of {} ({})", joint_names()[joint], grouped(reach.outside[joint]),
                                 grouped(reach.known[joint]), percent(reach.share_outside(j))));
  }
  return fmt::format("{}", fmt::join(joints, ", "));
}

int farthest_joint(const VolumeReach& reach) {
  int farthest = 0;
  for (int j = 1; j < joint_count; ++j) {
    if (reach.share_outside(j) > reach.share_outside(farthest)) farthest = j;
  }
  return farthest;
}

}  // namespace

double VolumeReach::share_outside(int joint) const {
  const auto j = static_cast<std::size_t>(joint);
  return known[j] == 0 ? 0 : static_cast<double>(outside[j]) / static_cast<double>(known[j]);
}

std::vector<VolumeReach> volume_reach(const SampleSet& samples, const JobContext& context) {
  const Catalog& catalog = samples.catalog();
  std::vector<VolumeReach> by_video(samples.videos().size());
  parallel_for(std::ssize(by_video), [&](std::int64_t index) {
    const auto v = static_cast<std::uint32_t>(index);
    by_video[v] = reach_in_video(samples, v, context);
  });
  std::vector<VolumeReach> reaches;
  for (const DatasetRecord& dataset : catalog.datasets) {
    VolumeReach sum;
    sum.dataset = dataset.name;
    for (std::size_t v = 0; v < by_video.size(); ++v) {
      if (catalog.sequences[samples.videos()[v].sequence_index].dataset != dataset.id) continue;
      for (std::size_t j = 0; j < joint_count; ++j) {
        sum.known[j] += by_video[v].known[j];
        sum.outside[j] += by_video[v].outside[j];
      }
    }
    const auto learnt = [](std::int64_t known) { return known > 0; };
    if (std::ranges::any_of(sum.known, learnt)) reaches.push_back(std::move(sum));
  }
  return reaches;
}

void require_joints_inside(const SampleSet& samples, bool allowed, const JobContext& context) {
  const double extent_mm = samples.target().extent_mm;
  const std::vector<VolumeReach> reaches = volume_reach(samples, context);
  for (const VolumeReach& reach : reaches) {
    const std::string text = outside_text(reach);
    if (!text.empty())
      context.note(fmt::format("data: {}: outside the volume of {} mm: {}", reach.dataset, extent_mm, text));
  }
  if (allowed) return;
  for (const VolumeReach& reach : reaches) {
    const int joint = farthest_joint(reach);
    if (reach.share_outside(joint) <= most_outside) continue;
    throw Error(fmt::format(
        "data: {}: {} of {} lies outside the volume of {} mm, where it cannot be learnt; a larger "
        "target.extent_mm takes it in, data.allow_outside begins all the same",
        reach.dataset, percent(reach.share_outside(joint)), joint_names()[static_cast<std::size_t>(joint)],
        extent_mm));
  }
}

}  // namespace solopose
