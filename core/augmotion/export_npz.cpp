#include <algorithm>
#include <string>
#include <vector>

#include "core/augmotion/export_source.h"
#include "core/files/npz.h"
#include "core/project/catalog.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

/// A text a sequence, left out when it says nothing about any.
void add_known(NpzWriter& out, const std::string& name, const std::vector<std::string>& texts) {
  if (std::ranges::any_of(texts, [](const std::string& text) { return !text.empty(); })) out.add(name, texts);
}

}  // namespace

ExportReport export_npz(const ExportSource& source, const std::filesystem::path& file,
                        const ClipOptions& options) {
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
  add_known(out, "splits", splits_of_sequences(catalog, list_clips(catalog, options), options.group));
  out.add<double>("fps", rates, {rates.size()});
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    out.add<float>(std::to_string(index), poses_mm, {poses_mm.size() / (joint_count * 3), joint_count, 3});
  });
  out.finish();
  return {static_cast<std::int64_t>(rates.size()), source.frames(), 0};
}

}  // namespace solopose
