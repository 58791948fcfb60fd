#include "widgets/training_panel/config_comparison.h"

#include <algorithm>

#include "core/options/differences.h"

namespace solopose {

bool ConfigRow::differs() const {
  return std::ranges::any_of(values, [&](const std::string& value) { return value != values.front(); });
}

std::vector<ConfigRow> compare_configs(const std::vector<TrainingOptions>& options) {
  std::vector<ConfigRow> rows;
  for (const TrainingOptions& run : options) {
    // Every run has the same options: row by row they are the same one.
    std::size_t row = 0;
    for (const auto& [path, value] : option_texts(run)) {
      if (path == "name" || path == "notes") continue;
      if (row == rows.size()) rows.push_back({path, {}});
      rows[row++].values.push_back(value);
    }
  }
  return rows;
}

}  // namespace solopose
