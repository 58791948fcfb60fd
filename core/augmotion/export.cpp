#include "core/augmotion/export.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include <fmt/format.h>

#include "core/augmotion/export_source.h"
#include "core/augmotion/kabsch.h"
#include "core/augmotion/motion.h"
#include "core/base/counted.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/options/option_field.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/project/placement.h"
#include "core/skeleton/estimated_joints.h"

namespace solopose {

ExportSource::ExportSource(const Project& project, const ExportOptions& options, const JobContext& context)
    : folder_(project.folder()),
      options_(options),
      catalog_(project.catalog()),
      store_(project.folder()),
      context_(context) {
  if (options.rejected == Rejected::left_out) frames_rejected_ = rejected_frames(catalog_);
  catalog_ = in_use(std::move(catalog_), options.rejected);
  if (catalog_.sequences.empty())
    throw Error("export: the project has no sequences in use; import some, or include what is excluded");
  if (frame() == ExportFrame::universal && !catalog_.alignment) {
    throw Error(
        "export: the universal frame needs an alignment; align the project first or export the datasets' "
        "frames");
  }
  if (frame() == ExportFrame::universal) note_unaligned();
  if (frames_rejected_ > 0)
    context_.note(fmt::format("export: {} left out, rejected", counted(frames_rejected_, "frame")));
}

void ExportSource::guard(const std::filesystem::path& file) const {
  guard_output(file, {.project = folder_, .endings = {file.extension().string()}});
}

void ExportSource::guard_folder(const std::filesystem::path& folder) const {
  guard_output(folder, {.project = folder_});
}

void ExportSource::note_unaligned() const {
  if (catalog_.alignment_is_stale()) {
    context_.note("export: data has changed since the last align; Ms and Msp are those of then");
  }
  for (const auto& sequence : catalog_.sequences) {
    if (placement_of(catalog_, sequence.id) != nullptr) continue;
    context_.note(fmt::format("export: {} is not aligned; its poses are written as missing", sequence.name));
  }
}

std::int64_t ExportSource::frames() const {
  std::int64_t frames = 0;
  for (const auto& sequence : catalog_.sequences) frames += sequence.frames;
  return frames;
}

std::vector<std::string> ExportSource::names() const {
  std::vector<std::string> names;
  for (const auto& sequence : catalog_.sequences) names.push_back(sequence.name);
  return names;
}

std::vector<float> ExportSource::poses_mm(std::size_t index) const {
  const SequenceRecord& sequence = catalog_.sequences[index];
  std::vector<float> poses = store_.poses_mm(sequence);
  if (options_.without_estimated) leave_out_estimated(*sequence.joints, poses);
  move_to_frame(sequence, poses);
  return poses;
}

std::vector<float> ExportSource::own_positions_mm(std::size_t index) const {
  const SequenceRecord& sequence = catalog_.sequences[index];
  std::vector<float> positions = store_.positions_mm(sequence);
  move_to_frame(sequence, positions);
  return positions;
}

void ExportSource::move_to_frame(const SequenceRecord& sequence, std::vector<float>& points_mm) const {
  if (frame() == ExportFrame::dataset) return;
  const SequenceAlignment* aligned = placement_of(catalog_, sequence.id);
  if (aligned == nullptr) {
    std::ranges::fill(points_mm, std::numeric_limits<float>::quiet_NaN());
  } else {
    transform_points(aligned->universal_from_dataset, points_mm, points_mm);
  }
}

void ExportSource::for_each(const std::function<void(std::size_t, std::span<const float>)>& visit) const {
  std::vector<std::size_t> order(catalog_.sequences.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for_each(order, visit);
}

void ExportSource::for_each(std::span<const std::size_t> order,
                            const std::function<void(std::size_t, std::span<const float>)>& visit) const {
  std::int64_t total = 0;
  for (const std::size_t index : order) total += catalog_.sequences[index].frames;
  ProgressMeter meter(context_, "frames", total);
  meter.begin("Exporting");
  std::vector<std::vector<float>> batch(
      std::min(static_cast<std::size_t>(std::max(1, thread_count())), order.size()));
  for (std::size_t first = 0; first < order.size(); first += batch.size()) {
    const std::size_t in_batch = std::min(batch.size(), order.size() - first);
    parallel_for(static_cast<std::int64_t>(in_batch), [&](std::int64_t slot) {
      batch[static_cast<std::size_t>(slot)] = poses_mm(order[first + static_cast<std::size_t>(slot)]);
    });
    for (std::size_t slot = 0; slot < in_batch; ++slot) {
      visit(order[first + slot], batch[slot]);
      meter.add(catalog_.sequences[order[first + slot]].frames);
    }
  }
}

ExportReport ExportSource::report() const {
  return {
      .sequences = std::ssize(catalog_.sequences), .frames = frames(), .frames_rejected = frames_rejected_};
}

std::vector<std::uint8_t> frame_marks(std::span<const FrameRun> runs, std::int64_t frames) {
  std::vector<std::uint8_t> marks(static_cast<std::size_t>(frames), 0);
  for (const FrameRun& run : runs) std::fill_n(marks.begin() + run.first, run.frames(), std::uint8_t{1});
  return marks;
}

std::vector<std::string> splits_of_sequences(const Catalog& catalog, const std::vector<Clip>& clips,
                                             SplitGroup group) {
  std::vector<std::string> splits(catalog.sequences.size());
  for (const Clip& clip : clips) {
    const bool apart = group == SplitGroup::clip && clip.split != Split::independent;
    splits[clip.sequence_index] = apart ? "clip" : std::string(name_of(clip.split));
  }
  return splits;
}

ExportReport export_poses(const Project& project, const std::filesystem::path& file,
                          const ExportOptions& options, const JobContext& context) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::vector<std::string_view> endings = export_endings();
  if (std::ranges::find(endings, ending) == endings.end()) {
    throw Error(fmt::format("{}: the ending decides the form: expected {}, found \"{}\"", file.string(),
                            any_of(endings), ending));
  }
  const ExportSource source(project, options, context);
  if (const MotionForm* form = motion_form_of(file)) return export_motion(source, *form, file);
  source.guard(file);
  ExportReport report = ending == ".h5"    ? export_h5(source, file)
                        : ending == ".npz" ? export_npz(source, file)
                                           : export_csv(source, file);
  report.written = file;
  return report;
}

std::vector<std::string_view> export_endings() {
  std::vector<std::string_view> endings = {".h5", ".npz", ".csv"};
  for (const MotionForm& form : motion_forms()) endings.emplace_back(form.ending);
  return endings;
}

}  // namespace solopose
