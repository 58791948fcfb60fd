#include <algorithm>
#include <string>
#include <vector>

#include "core/augmotion/export_source.h"
#include "core/files/npz.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

/// A text a sequence, left out when it says nothing about any.
void add_known(NpzWriter& out, const std::string& name, const std::vector<std::string>& texts) {
  if (std::ranges::any_of(texts, [](const std::string& text) { return !text.empty(); })) out.add(name, texts);
}

void add_marks(NpzWriter& out, const std::string& name, std::span<const FrameRun> runs, std::int64_t frames) {
  const std::vector<std::uint8_t> marks = frame_marks(runs, frames);
  const auto flags = std::make_unique<bool[]>(marks.size());
  std::ranges::copy(marks, flags.get());
  out.add<bool>(name, {flags.get(), marks.size()}, {marks.size()});
}

}  // namespace

ExportReport export_npz(const ExportSource& source, const std::filesystem::path& file) {
  const Catalog& catalog = source.catalog();
  NpzWriter out(file);
  out.add("names", source.names());
  out.add("joints", std::vector<std::string>(joint_names().begin(), joint_names().end()));
  out.add("frame", std::vector<std::string>{source.frame_name()});
  std::vector<double> rates;
  std::vector<std::string> actions;
  for (const auto& sequence : catalog.sequences) {
    rates.push_back(sequence.frames_per_second);
    actions.push_back(sequence.action);
  }
  add_known(out, "actions", actions);
  add_known(out, "splits", splits_of_sequences(catalog, source.clips(), source.options().clips.group));
  out.add<double>("fps", rates, {rates.size()});
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    const SequenceRecord& sequence = catalog.sequences[index];
    const std::string number = std::to_string(index);
    out.add<float>(number, poses_mm, {poses_mm.size() / (joint_count * 3), joint_count, 3});
    add_marks(out, "rejected_" + number, sequence.rejected, sequence.frames);
    add_marks(out, "repaired_" + number, repaired_frames(sequence.repairs), sequence.frames);
  });
  out.finish();
  return source.report();
}

}  // namespace solopose
