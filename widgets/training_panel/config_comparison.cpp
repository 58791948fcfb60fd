#include "widgets/training_panel/config_comparison.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

std::string value_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

ConfigRow& row_of(std::vector<ConfigRow>& rows, const std::string& key, std::size_t runs) {
  const auto found = std::ranges::find(rows, key, &ConfigRow::key);
  if (found != rows.end()) return *found;
  rows.push_back({key, std::vector<std::string>(runs)});
  return rows.back();
}

/// Lists stay whole: a dataset more is one difference.
void collect(const Json& section, const std::string& path, std::size_t run, std::size_t runs,
             std::vector<ConfigRow>& rows) {
  for (const auto& [name, value] : section.items()) {
    const std::string key = path.empty() ? name : path + '.' + name;
    if (key == "name" || key == "notes") continue;
    if (value.is_object())
      collect(value, key, run, runs, rows);
    else
      row_of(rows, key, runs).values[run] = value_text(value);
  }
}

}  // namespace

bool ConfigRow::differs() const {
  return std::ranges::any_of(values, [&](const std::string& value) { return value != values.front(); });
}

std::vector<ConfigRow> compare_configs(const std::vector<TrainingOptions>& options) {
  std::vector<ConfigRow> rows;
  for (std::size_t run = 0; run < options.size(); ++run)
    collect(Json::parse(options[run].to_json()), {}, run, options.size(), rows);
  return rows;
}

}  // namespace solopose
