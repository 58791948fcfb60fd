#include "core/augmotion/k_means.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/augmotion/seeded_random.h"
#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int dimensions = k_means_dimensions;
/// Rows are worked on side by side: a block holds 16 rows, transposed, 960 bytes that stay in the first-level
/// cache.
constexpr int lanes = 16;
using Lanes = std::array<float, lanes>;
using Centres = std::vector<KMeansCentre>;

/// Another start that ends in the same partition differs by rounding only and must not win.
constexpr double clearly_better = 1 - 1e-5;
/// What rounding may add to a distance, in the features' unit.
constexpr float rounding_slack = 1e-5F;
constexpr float unbounded = std::numeric_limits<float>::max();

struct Block {
  alignas(64) std::array<Lanes, dimensions> x;
};

/// Squared distances of a block's rows to one centre.
inline void squared_distances(const Block& block, const KMeansCentre& centre, Lanes& out) {
  Lanes sum{};
  for (int d = 0; d < dimensions; ++d) {
    const Lanes& x = block.x[static_cast<std::size_t>(d)];
    const float c = centre[static_cast<std::size_t>(d)];
    for (std::size_t i = 0; i < lanes; ++i) {
      const float difference = x[i] - c;
      sum[i] += difference * difference;
    }
  }
  out = sum;
}

class Clustering {
 public:
  Clustering(std::span<const float> rows, const KMeansOptions& options)
      : rows_(rows),
        options_(options),
        count_(rows.size() / dimensions),
        blocks_((count_ + lanes - 1) / lanes) {
    for (std::size_t row = 0; row < blocks_.size() * lanes; ++row) {
      // The last block is filled up with copies of the last row, which nobody looks at.
      const float* from = rows.data() + std::min(row, count_ - 1) * dimensions;
      for (std::size_t d = 0; d < dimensions; ++d) blocks_[row / lanes].x[d][row % lanes] = from[d];
    }
  }

  KMeansResult best_of_starts() {
    KMeansResult best;
    best.inertia = std::numeric_limits<double>::infinity();
    for (int start = 0; start < options_.starts; ++start) {
      SeededRandom random(options_.seed + static_cast<std::uint64_t>(start));
      centres_ = seeds(random);
      iterate();
      KMeansResult result = finished();
      if (result.inertia < best.inertia * clearly_better || best.centres.empty()) best = std::move(result);
      if (best.inertia <= 0) break;
    }
    return best;
  }

 private:
  KMeansCentre row(std::size_t index) const {
    KMeansCentre centre;
    std::copy_n(rows_.data() + index * dimensions, dimensions, centre.begin());
    return centre;
  }

  std::size_t rows_in(std::size_t block) const {
    return std::min<std::size_t>(lanes, count_ - block * lanes);
  }

  /// k-means++: each further centre is a row drawn with a weight of its squared distance to the nearest
  /// centre so far.
  Centres seeds(SeededRandom& random) const {
    Centres centres = {row(static_cast<std::size_t>(random.below(count_)))};
    std::vector<Lanes> nearest(blocks_.size());
    std::vector<double> block_sums(blocks_.size());
    for (auto& lane : nearest) lane.fill(unbounded);
    while (centres.size() < static_cast<std::size_t>(options_.clusters)) {
      double total = 0;
      for (std::size_t b = 0; b < blocks_.size(); ++b) {
        Lanes distances;
        squared_distances(blocks_[b], centres.back(), distances);
        for (std::size_t i = 0; i < lanes; ++i) nearest[b][i] = std::min(nearest[b][i], distances[i]);
        double sum = 0;
        for (std::size_t i = 0; i < rows_in(b); ++i) sum += static_cast<double>(nearest[b][i]);
        block_sums[b] = sum;
        total += sum;
      }
      if (!(total > 0)) break;  // every row is a centre already
      centres.push_back(row(drawn(random.unit() * total, block_sums, nearest)));
    }
    return centres;
  }

  /// The row at which the running sum of weights passes `at`.
  std::size_t drawn(double at, const std::vector<double>& block_sums,
                    const std::vector<Lanes>& weights) const {
    std::size_t heaviest = 0;  // where rounding ends when `at` is the very total
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      if (block_sums[b] > 0) heaviest = b;
      if (at < block_sums[b]) break;
      at -= block_sums[b];
    }
    std::size_t last = heaviest * lanes;
    for (std::size_t i = 0; i < rows_in(heaviest); ++i) {
      const auto weight = static_cast<double>(weights[heaviest][i]);
      if (!(weight > 0)) continue;
      last = heaviest * lanes + i;
      if (at < weight) break;
      at -= weight;
    }
    return last;
  }

  struct Verdict {
    std::array<std::int32_t, lanes> label{};
    Lanes nearest;
    float gap =
        unbounded;  ///< a lower bound, over the block's rows, of second nearest minus nearest distance
  };

  Verdict judge(const Block& block) const {
    Verdict verdict;
    squared_distances(block, centres_[0], verdict.nearest);
    Lanes second;
    second.fill(unbounded);
    for (std::size_t c = 1; c < centres_.size(); ++c) {
      Lanes distance;
      squared_distances(block, centres_[c], distance);
      for (std::size_t i = 0; i < lanes; ++i) {
        const bool nearer = distance[i] < verdict.nearest[i];
        second[i] = std::min(second[i], std::max(distance[i], verdict.nearest[i]));
        verdict.label[i] = nearer ? static_cast<std::int32_t>(c) : verdict.label[i];
        verdict.nearest[i] = std::min(distance[i], verdict.nearest[i]);
      }
    }
    if (centres_.size() > 1) {
      // sqrt(s) - sqrt(n) >= (s - n) / (2 sqrt(s)): one root for the block instead of two for each row.
      float difference = unbounded;
      float farthest = 0;
      for (std::size_t i = 0; i < lanes; ++i) {
        difference = std::min(difference, second[i] - verdict.nearest[i]);
        farthest = std::max(farthest, second[i]);
      }
      verdict.gap = farthest > 0 ? difference / (2 * std::sqrt(farthest)) : 0;
    }
    return verdict;
  }

  /// Lloyd's iterations. A block is judged again only when the centres have moved, all in all, by more than
  /// its closest call: no row of it can have changed sides before. Sums follow the rows that do change. Both
  /// leave the result as it is and most work undone.
  void iterate() {
    labels_.assign(count_, -1);
    sums_.assign(centres_.size(), {});
    sizes_.assign(centres_.size(), 0);
    std::vector<float> slack(blocks_.size(), -1);
    for (int iteration = 0; iteration < options_.max_iterations; ++iteration) {
      bool changed = false;
      for (std::size_t b = 0; b < blocks_.size(); ++b) {
        if (slack[b] > 0) continue;
        const Verdict verdict = judge(blocks_[b]);
        slack[b] = verdict.gap - rounding_slack;
        for (std::size_t i = 0; i < rows_in(b); ++i) {
          changed |= relabel(b * lanes + i, static_cast<std::int8_t>(verdict.label[i]));
        }
      }
      if (!changed) return;
      const float moved = move_centres();
      for (float& left : slack) left -= 2 * moved;
    }
  }

  bool relabel(std::size_t index, std::int8_t label) {
    const std::int8_t before = labels_[index];
    if (before == label) return false;
    const float* values = rows_.data() + index * dimensions;
    auto& gains = sums_[static_cast<std::size_t>(label)];
    for (std::size_t d = 0; d < dimensions; ++d) gains[d] += static_cast<double>(values[d]);
    ++sizes_[static_cast<std::size_t>(label)];
    if (before >= 0) {
      auto& loses = sums_[static_cast<std::size_t>(before)];
      for (std::size_t d = 0; d < dimensions; ++d) loses[d] -= static_cast<double>(values[d]);
      --sizes_[static_cast<std::size_t>(before)];
    }
    labels_[index] = label;
    return true;
  }

  /// Every centre to the mean of its rows; one that lost all its rows to the row farthest from its own
  /// centre. Returns how far the farthest went.
  float move_centres() {
    float farthest = 0;
    for (std::size_t c = 0; c < centres_.size(); ++c) {
      if (sizes_[c] == 0) {
        centres_[c] = row(farthest_row());
        farthest = unbounded / 4;
        continue;
      }
      double square = 0;
      for (std::size_t d = 0; d < dimensions; ++d) {
        const auto mean = static_cast<float>(sums_[c][d] / static_cast<double>(sizes_[c]));
        const auto step = static_cast<double>(mean - centres_[c][d]);
        square += step * step;
        centres_[c][d] = mean;
      }
      farthest = std::max(farthest, static_cast<float>(std::sqrt(square)));
    }
    return farthest;
  }

  std::size_t farthest_row() const {
    std::size_t found = 0;
    float distance = -1;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const Verdict verdict = judge(blocks_[b]);
      for (std::size_t i = 0; i < rows_in(b); ++i) {
        if (verdict.nearest[i] > distance) {
          distance = verdict.nearest[i];
          found = b * lanes + i;
        }
      }
    }
    return found;
  }

  /// Labels and inertia for the centres as they now are; centres that ended up without a row are dropped.
  KMeansResult finished() const {
    KMeansResult result;
    result.labels.resize(count_);
    std::vector<std::int64_t> sizes(centres_.size(), 0);
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const Verdict verdict = judge(blocks_[b]);
      for (std::size_t i = 0; i < rows_in(b); ++i) {
        result.labels[b * lanes + i] = static_cast<std::int8_t>(verdict.label[i]);
        ++sizes[static_cast<std::size_t>(verdict.label[i])];
        result.inertia += static_cast<double>(verdict.nearest[i]);
      }
    }
    std::vector<std::int8_t> kept(centres_.size(), 0);
    for (std::size_t c = 0; c < centres_.size(); ++c) {
      kept[c] = static_cast<std::int8_t>(result.centres.size());
      if (sizes[c] == 0) continue;
      result.centres.push_back(centres_[c]);
      result.sizes.push_back(sizes[c]);
    }
    for (auto& label : result.labels) label = kept[static_cast<std::size_t>(label)];
    return result;
  }

  std::span<const float> rows_;
  KMeansOptions options_;
  std::size_t count_;
  std::vector<Block> blocks_;
  Centres centres_;
  std::vector<std::array<double, dimensions>> sums_;
  std::vector<std::int64_t> sizes_;
  std::vector<std::int8_t> labels_;
};

}  // namespace

KMeansResult k_means(std::span<const float> rows, const KMeansOptions& options) {
  if (rows.size() % dimensions != 0 || options.clusters < 1 || options.clusters > 127) {
    throw Error(fmt::format(
        "k-means: expected whole rows of {} and 1 to 127 clusters, found {} values and {} clusters",
        dimensions, rows.size(), options.clusters));
  }
  if (rows.empty()) return {};
  return Clustering(rows, options).best_of_starts();
}

}  // namespace solopose
