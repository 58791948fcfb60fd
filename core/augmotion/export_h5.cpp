#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "core/augmotion/alignment.h"
#include "core/augmotion/export_source.h"
#include "core/base/atomic_file.h"
#include "core/files/hdf5_file.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// Where the poses came from, per dataset: a JSON text.
std::string datasets_json(const Catalog& catalog) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& dataset : catalog.datasets) {
    list.push_back({{"name", dataset.name},
                    {"format", dataset.format},
                    {"independent_test", dataset.independent_test},
                    {"independent_subjects", dataset.independent_subjects}});
  }
  return list.dump();
}

void write_provenance(Hdf5File& file, const ExportSource& source, const ClipOptions& options,
                      std::int64_t clip_count) {
  const Catalog& catalog = source.catalog();
  file.set_attribute("format", "SoloPose Studio merged poses, version 1");
  file.set_attribute("studio_version", SOLOPOSE_VERSION);
  file.set_attribute("units", "mm");
  file.set_attribute("joints", fmt::format("{}", fmt::join(joint_names(), ",")));
  file.set_attribute("frame", source.frame_name());
  file.set_attribute("n", options.length);
  file.set_attribute("step", options.step);
  file.set_attribute("clip_options", options.to_json());
  file.set_attribute("datasets", datasets_json(catalog));
  file.set_attribute("sequences", static_cast<std::int64_t>(catalog.sequences.size()));
  file.set_attribute("clips", clip_count);
  if (!catalog.alignment) return;
  const AlignmentRecord& alignment = *catalog.alignment;
  const AlignOptions aligned = AlignOptions::from_json(alignment.options_json);
  file.set_attribute("Ms_mm", alignment.shoulder_width_mm);
  file.set_attribute("Msp_mm", alignment.torso_length_mm);
  file.set_attribute("preset", std::string(name_of(aligned.preset)));
  file.set_attribute("ratio", std::string(name_of(aligned.ratio)));
  file.set_attribute("align_options", alignment.options_json);
  const Eigen::Matrix<double, 3, 3, Eigen::RowMajor> reference = alignment.reference_mm;
  file.set_attribute("reference_mm", std::span<const double>(reference.data(), 9));
  file.set_attribute("alignment_is_stale", catalog.alignment_is_stale() ? 1 : 0);
}

using RowMajor4 = Eigen::Matrix<double, 4, 4, Eigen::RowMajor>;

RowMajor4 homogeneous(const RigidTransform& motion) {
  RowMajor4 matrix = RowMajor4::Identity();
  matrix.topLeftCorner<3, 3>() = motion.scale * motion.rotation;
  matrix.topRightCorner<3, 1>() = motion.translation_mm;
  return matrix;
}

void write_motions(Hdf5Group& group, const Catalog& catalog) {
  std::vector<std::int64_t> key_frames;
  std::vector<double> motions;
  std::vector<double> residuals;
  for (const auto& sequence : catalog.sequences) {
    const SequenceAlignment* found = catalog.alignment ? catalog.alignment->of(sequence.id) : nullptr;
    const SequenceAlignment aligned = found != nullptr ? *found : SequenceAlignment{};
    const RowMajor4 matrix = homogeneous(aligned.universal_from_dataset);
    key_frames.push_back(aligned.key_frame);
    residuals.push_back(aligned.residual_mm);
    motions.insert(motions.end(), matrix.data(), matrix.data() + matrix.size());
  }
  const auto count = static_cast<std::uint64_t>(key_frames.size());
  group.write<std::int64_t>("key_frame", {count}, key_frames);
  group.write<double>("residual_mm", {count}, residuals);
  group.write<double>("universal_from_dataset", {count, 4, 4}, motions);
}

void write_sequences(Hdf5Group group, const Catalog& catalog, const std::vector<std::string>& splits) {
  std::map<DatasetId, std::string> dataset_names;
  for (const auto& dataset : catalog.datasets) dataset_names.emplace(dataset.id, dataset.name);
  const auto write_texts = [&](const char* name, const auto& text_of) {
    std::vector<std::string> texts;
    for (const auto& sequence : catalog.sequences) texts.push_back(text_of(sequence));
    group.write_strings(name, texts);
  };
  write_texts("name", [](const SequenceRecord& sequence) { return sequence.name; });
  write_texts("dataset", [&](const SequenceRecord& sequence) { return dataset_names[sequence.dataset]; });
  write_texts("subject", [](const SequenceRecord& sequence) { return sequence.subject; });
  write_texts("take", [](const SequenceRecord& sequence) { return sequence.take; });
  write_texts("view", [](const SequenceRecord& sequence) { return sequence.view; });
  write_texts("source", [](const SequenceRecord& sequence) { return sequence.source; });
  group.write_strings("split", splits);

  std::vector<std::int64_t> frames;
  std::vector<double> rates;
  for (const auto& sequence : catalog.sequences) {
    frames.push_back(sequence.frames);
    rates.push_back(sequence.frames_per_second);
  }
  group.write<std::int64_t>("frames", {frames.size()}, frames);
  group.write<double>("frames_per_second", {rates.size()}, rates);
  write_motions(group, catalog);
}

void write_clip_table(Hdf5Group& group, const std::vector<Clip>& clips) {
  std::vector<std::int64_t> sequences;
  std::vector<std::int64_t> first_frames;
  std::vector<std::string> splits;
  for (const Clip& clip : clips) {
    sequences.push_back(clip.sequence_index);
    first_frames.push_back(clip.first_frame);
    splits.emplace_back(name_of(clip.split));
  }
  group.write<std::int64_t>("sequence", {clips.size()}, sequences);
  group.write<std::int64_t>("first_frame", {clips.size()}, first_frames);
  group.write_strings("split", splits);
}

/// Copies windows of one sequence after another into a dataset (clips, frames, and what `row` says).
template <typename Value>
class ClipWriter {
 public:
  ClipWriter(Hdf5Group& group, const char* name, const std::vector<Clip>& clips, int length, Hdf5Shape row)
      : clips_(clips), row_(std::move(row)) {
    for (const std::uint64_t size : row_) row_values_ *= size;
    row_.insert(row_.begin(), {clips.size(), static_cast<std::uint64_t>(length)});
    dataset_.emplace(group.create_dataset<Value>(name, row_));
  }

  void write(std::size_t sequence, std::span<const Value> rows) {
    while (next_ < clips_.size() && clips_[next_].sequence_index == sequence) write_some(sequence, rows);
  }

 private:
  void write_some(std::size_t sequence, std::span<const Value> rows) {
    constexpr std::size_t most_values =
        4'000'000;  // at a time, so that a long sequence stays small in memory
    const std::size_t window = row_[1] * row_values_;
    const std::size_t most = std::max<std::size_t>(1, most_values / window);
    const std::size_t first = next_;
    buffer_.clear();
    while (next_ < clips_.size() && next_ - first < most && clips_[next_].sequence_index == sequence) {
      const Value* begin = rows.data() + std::size_t{clips_[next_].first_frame} * row_values_;
      buffer_.insert(buffer_.end(), begin, begin + window);
      ++next_;
    }
    Hdf5Shape start(row_.size(), 0);
    start[0] = first;
    Hdf5Shape count = row_;
    count[0] = next_ - first;
    dataset_->template write_block<Value>(start, count, buffer_);
  }

  const std::vector<Clip>& clips_;
  Hdf5Shape row_;  ///< of the dataset
  std::size_t row_values_ = 1;
  std::optional<Hdf5Dataset> dataset_;
  std::size_t next_ = 0;
  std::vector<Value> buffer_;
};

void write_content(Hdf5File& out, const ExportSource& source, const std::vector<Clip>& clips) {
  const Catalog& catalog = source.catalog();
  const ClipOptions& options = source.options().clips;
  write_provenance(out, source, options, static_cast<std::int64_t>(clips.size()));
  write_sequences(out.create_group("sequences"), catalog, splits_of_sequences(catalog, clips, options.group));
  Hdf5Group group = out.create_group("clips");
  write_clip_table(group, clips);
  ClipWriter<float> poses(group, "poses_mm", clips, options.length, {joint_count, 3});
  ClipWriter<std::uint8_t> rejected(group, "rejected", clips, options.length, {});
  ClipWriter<std::uint8_t> repaired(group, "repaired", clips, options.length, {});
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const SequenceRecord& sequence = catalog.sequences[index];
    poses.write(index, poses_mm);
    rejected.write(index, frame_marks(sequence.rejected, sequence.frames));
    repaired.write(index, frame_marks(repaired_frames(sequence.repairs), sequence.frames));
  });
}

}  // namespace

ExportReport export_h5(const ExportSource& source, const std::filesystem::path& file) {
  const std::vector<Clip> clips = source.clips();
  AtomicFile destination(file);
  Hdf5File out = Hdf5File::create(destination.temporary(), {.shown = file});
  write_content(out, source, clips);
  out.close();
  destination.commit();
  ExportReport report = source.report();
  report.clips = std::ssize(clips);
  return report;
}

}  // namespace solopose
