#include <string>
#include <vector>

#include "core/augmotion/export_source.h"
#include "core/formats/npz.h"
#include "core/skeleton/canonical.h"

namespace solopose {

ExportReport export_npz(const ExportSource& source, const std::filesystem::path& file) {
  NpzWriter out(file);
  out.add("names", source.names());
  out.add("joints", std::vector<std::string>(joint_names().begin(), joint_names().end()));
  out.add("frame", std::vector<std::string>{source.frame_name()});
  std::vector<double> rates;
  for (const auto& sequence : source.catalog().sequences) rates.push_back(sequence.frames_per_second);
  out.add<double>("fps", rates, {rates.size()});
  source.for_each([&](std::size_t index, std::span<const float> poses_mm) {
    out.add<float>(std::to_string(index), poses_mm, {poses_mm.size() / (joint_count * 3), joint_count, 3});
  });
  out.finish();
  return {static_cast<std::int64_t>(rates.size()), source.frames(), 0};
}

}  // namespace solopose
