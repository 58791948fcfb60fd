#include "widgets/training_panel/loss_measure.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/options/differences.h"

namespace solopose {
namespace {

constexpr std::array<std::string_view, 4> always{"loss", "target.frame", "target.extent_mm",
                                                 "network.head.kind"};
constexpr std::array<std::string_view, 3> of_volumes{"network.head.voxels", "network.head.per_joint",
                                                     "target."};

}  // namespace

std::string loss_measure(const TrainingOptions& options) {
  const bool volumes = options.loss == LossKind::cross_entropy;
  std::string measure;
  for (const auto& [path, value] : option_texts(options)) {
    const auto begins = [&path = path](std::string_view part) { return path.starts_with(part); };
    if (std::ranges::find(always, path) != always.end() ||
        (volumes && std::ranges::any_of(of_volumes, begins)))
      measure += path + "=" + value + "\n";
  }
  return measure;
}

}  // namespace solopose
