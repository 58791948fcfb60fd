#include "core/base/benchmark_row.h"

#include <nlohmann/json.hpp>

namespace solopose {

std::string benchmark_json(std::span<const BenchmarkRow> rows) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& row : rows) {
    list.push_back({{"name", row.name},
                    {"threads", row.threads},
                    {"items", row.items},
                    {"seconds", row.seconds},
                    {"items_per_second", row.items_per_second()},
                    {"floor_seconds", row.floor_seconds},
                    {"ratio_to_floor", row.ratio_to_floor()},
                    {"peak_rss_mb", row.peak_rss_mb}});
  }
  return list.dump(2);
}

}  // namespace solopose
