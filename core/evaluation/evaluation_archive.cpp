#include "core/evaluation/evaluation_archive.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/project/catalog.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {

EvaluationArchive::EvaluationArchive(const std::filesystem::path& file, const SampleSet& samples,
                                     const Protocol& protocol)
    : samples_(samples), protocol_(protocol) {
  if (!file.empty()) out_.emplace(file);
}

void EvaluationArchive::add(const EvaluatedPart& part, const std::vector<std::vector<float>>& poses_mm) {
  if (!out_) return;
  constexpr float missing = std::numeric_limits<float>::quiet_NaN();
  const SampleVideo& video = samples_.videos()[part.video];
  const SequenceRecord& sequence = samples_.catalog().sequences[video.sequence_index];
  std::vector<float> all(static_cast<std::size_t>(sequence.frames * pose_floats), missing);
  for (std::size_t i = 0; i < poses_mm.size(); ++i)
    std::ranges::copy(poses_mm[i], all.begin() + part.ranges[i].first * pose_floats);
  out_->add<float>(std::to_string(names_.size()), in_rows_of(protocol_, all),
                   {static_cast<std::uint64_t>(sequence.frames), protocol_.joints.size(), 3});
  names_.push_back(name_of(sequence, video, part.split));
  rates_.push_back(sequence.frames_per_second);
  actions_.push_back(sequence.action);
  splits_.emplace_back(solopose::name_of(part.split));
}

void EvaluationArchive::finish() {
  if (!out_) return;
  out_->add("names", names_);
  out_->add("joints", std::vector<std::string>(protocol_.joints.begin(), protocol_.joints.end()));
  out_->add("splits", splits_);
  out_->add("actions", actions_);
  out_->add<double>("fps", rates_, {rates_.size()});
  out_->add("crop_source", std::vector<std::string>{std::string(solopose::name_of(protocol_.crops))});
  out_->add("frame", std::vector<std::string>{protocol_.frame});
  out_->finish();
}

std::string EvaluationArchive::name_of(const SequenceRecord& sequence, const SampleVideo& video,
                                       Split split) const {
  std::string name = sequence.name;
  if (sequence.videos.size() > 1) name += "/" + video.camera_name;
  const auto taken = [&] { return std::ranges::find(names_, name) != names_.end(); };
  if (taken()) name += fmt::format("/{}", solopose::name_of(split));
  while (taken()) name += "'";
  return name;
}

}  // namespace solopose
