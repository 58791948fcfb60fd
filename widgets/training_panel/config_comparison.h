#pragma once

#include <string>
#include <vector>

#include "core/runs/options.h"

namespace solopose {

/// One option of several runs: its path in the configuration file ("data.clips.step"), and each run's value.
struct ConfigRow {
  std::string key;
  std::vector<std::string> values;

  bool differs() const;
};

/// Every option of the runs but name and notes, in the order of the configuration file.
std::vector<ConfigRow> compare_configs(const std::vector<TrainingOptions>& options);

}  // namespace solopose
