#include "core/metrics/isotonic_regression.h"

#include <cstddef>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

/// Neighbours that share one value.
struct Pool {
  double value;
  double weight;
  std::size_t size;
};

Pool joined(const Pool& one, const Pool& other) {
  const double weight = one.weight + other.weight;
  return {(one.value * one.weight + other.value * other.weight) / weight, weight, one.size + other.size};
}

}  // namespace

std::vector<double> never_rising_fit(std::span<const double> values, std::span<const double> weights) {
  if (values.size() != weights.size()) {
    throw Error(fmt::format("isotonic regression: expected a weight for each of {} values, found {}",
                            values.size(), weights.size()));
  }
  std::vector<Pool> pools;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Pool pool{values[i], weights[i], 1};
    while (!pools.empty() && pools.back().value < pool.value) {
      pool = joined(pools.back(), pool);
      pools.pop_back();
    }
    pools.push_back(pool);
  }
  std::vector<double> fit;
  for (const Pool& pool : pools) fit.insert(fit.end(), pool.size, pool.value);
  return fit;
}

}  // namespace solopose
