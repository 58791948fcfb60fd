#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/evaluation/evaluate.h"
#include "core/evaluation/range_prediction.h"
#include "core/samples/sample_set.h"

namespace solopose {

// What of a project is measured: frames of videos, split by split.

/// The frames of one split in one video.
struct EvaluatedPart {
  std::uint32_t video = 0;
  Split split = Split::test;
  std::vector<FrameRange> ranges;  ///< ascending, apart
};

/// The clips of the options' splits and datasets; of tests, where they ask for it, only what a held-out
/// camera saw. @throws Error: a dataset that the project does not have.
std::vector<SampleClip> clips_to_measure(const SampleSet& samples, const std::vector<std::string>& held_out,
                                         const EvaluateOptions& options);
/// Their frames, each once, by video and split.
std::vector<EvaluatedPart> parts_of(const SampleSet& samples, const std::vector<SampleClip>& clips);
/// Of all parts, in their order.
std::vector<VideoRange> ranges_of(std::span<const EvaluatedPart> parts);
SequenceLabels labels_of(const SampleSet& samples, const EvaluatedPart& part);

/// As each video shows them, like all frames that are measured.
std::int64_t rejected_frames_of(const SampleSet& samples, std::span<const EvaluatedPart> parts);
/// "DATASET: neck from lsho and rsho": what is estimated in it, once for each dataset and joint set.
std::set<std::string> estimated_of(const SampleSet& samples, std::span<const EvaluatedPart> parts);

}  // namespace solopose
