#include "core/evaluation/evaluated_parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/samples/sample_videos.h"
#include "core/skeleton/estimated_joints.h"

namespace solopose {
namespace {

/// @throws Error when the catalog has no dataset of one of these names.
void require_datasets(const Catalog& catalog, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::ranges::find(catalog.datasets, name, &DatasetRecord::name) == catalog.datasets.end())
      throw Error(fmt::format("evaluate: the project has no dataset \"{}\"", name));
  }
}

}  // namespace

std::vector<SampleClip> clips_to_measure(const SampleSet& samples, const std::vector<std::string>& held_out,
                                         const EvaluateOptions& options) {
  std::vector<SampleClip> clips;
  const auto wanted = [&](Split split) {
    return std::ranges::find(options.splits, split) != options.splits.end();
  };
  require_datasets(samples.catalog(), options.datasets);
  const auto left_out = [&](const SampleClip& clip) {
    const auto dataset = samples.catalog().sequences[samples.videos()[clip.video].sequence_index].dataset;
    const std::string& name = samples.catalog().dataset(dataset)->name;
    return !options.datasets.empty() && std::ranges::find(options.datasets, name) == options.datasets.end();
  };
  for (const Split split : {Split::train, Split::validation})
    if (wanted(split)) std::ranges::copy(samples.clips(split), std::back_inserter(clips));
  for (const SampleClip& clip : samples.test_clips()) {
    const std::string seen_by = full_camera_name(samples.catalog(), samples.videos()[clip.video]);
    const auto names_it = [&](const std::string& camera) { return names_camera(camera, seen_by); };
    if (options.held_out_cameras_only && std::ranges::none_of(held_out, names_it)) continue;
    if (wanted(clip.split)) clips.push_back(clip);
  }
  std::erase_if(clips, left_out);
  return clips;
}

std::vector<EvaluatedPart> parts_of(const SampleSet& samples, const std::vector<SampleClip>& clips) {
  std::map<std::pair<std::uint32_t, Split>, std::vector<FrameRange>> found;
  for (const SampleClip& clip : clips) {
    const std::int64_t end = std::min<std::int64_t>(std::int64_t{clip.first_frame} + samples.clip_length(),
                                                    samples.videos()[clip.video].frames);
    found[{clip.video, clip.split}].push_back({clip.first_frame, end});
  }
  std::vector<EvaluatedPart> parts;
  for (auto& [place, ranges] : found) {
    std::ranges::sort(ranges, {}, &FrameRange::first);
    EvaluatedPart part{place.first, place.second, {}};
    for (const FrameRange& range : ranges) {
      if (!part.ranges.empty() && range.first <= part.ranges.back().end) {
        part.ranges.back().end = std::max(part.ranges.back().end, range.end);
      } else {
        part.ranges.push_back(range);
      }
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<VideoRange> ranges_of(std::span<const EvaluatedPart> parts) {
  std::vector<VideoRange> ranges;
  for (const EvaluatedPart& part : parts)
    for (const FrameRange& range : part.ranges) ranges.push_back({part.video, range});
  return ranges;
}

SequenceLabels labels_of(const SampleSet& samples, const EvaluatedPart& part) {
  const SequenceRecord& sequence = samples.catalog().sequences[samples.videos()[part.video].sequence_index];
  return {samples.catalog().dataset(sequence.dataset)->name, std::string(name_of(part.split)),
          sequence.action};
}

std::int64_t rejected_frames_of(const SampleSet& samples, std::span<const EvaluatedPart> parts) {
  std::int64_t frames = 0;
  for (const EvaluatedPart& part : parts) {
    const SampleVideo& video = samples.videos()[part.video];
    const SequenceRecord& sequence = samples.catalog().sequences[video.sequence_index];
    if (!sequence.rejected_are_missing) continue;
    for (const FrameRange& range : part.ranges)
      frames += frames_within(sequence.rejected, {range.first, range.end - 1});
  }
  return frames;
}

std::set<std::string> estimated_of(const SampleSet& samples, std::span<const EvaluatedPart> parts) {
  std::set<std::string> lines;
  for (const EvaluatedPart& part : parts) {
    const SequenceRecord& sequence = samples.catalog().sequences[samples.videos()[part.video].sequence_index];
    const std::string text = estimated_joints_text(*sequence.joints);
    if (!text.empty())
      lines.insert(fmt::format("{}: {}", samples.catalog().dataset(sequence.dataset)->name, text));
  }
  return lines;
}

}  // namespace solopose
