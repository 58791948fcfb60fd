#include "core/augmotion/k_means.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/augmotion/lanes.h"
#include "core/base/error.h"
#include "core/base/seeded_random.h"

namespace solopose {
namespace {

constexpr std::size_t dimensions = k_means_dimensions;
using Centres = std::vector<KMeansCentre>;

/// Another start that ends in the same partition differs by rounding only and must not win.
constexpr double clearly_better = 1 - 1e-5;
/// What rounding may add to a distance, in the features' unit.
constexpr float rounding_slack = 1e-5F;
constexpr float unbounded = std::numeric_limits<float>::max();

/// Sixteen rows, transposed: 960 bytes that stay in the first-level cache while they are worked on.
struct Block {
  Lanes x[dimensions];
};

inline Lanes squared_distances(const Block& block, const KMeansCentre& centre) {
  Lanes sum = Lanes::all(0);
  for (std::size_t d = 0; d < dimensions; ++d) {
    for (int q = 0; q < 4; ++q) {
      const Quad apart = block.x[d].quads[q] - centre[d];
      sum.quads[q] += apart * apart;
    }
  }
  return sum;
}

/// The nearest centre of each of a block's rows.
struct Verdict {
  IntLanes label = IntLanes::all(0);
  Lanes nearest;          ///< squared distance to it
  float gap = unbounded;  ///< a lower bound, over the block's rows, of second nearest minus nearest distance
};

Verdict judge(const Block& block, const Centres& centres) {
  Verdict verdict;
  verdict.nearest = squared_distances(block, centres[0]);
  Lanes second = Lanes::all(unbounded);
  for (std::size_t c = 1; c < centres.size(); ++c) {
    const Lanes distance = squared_distances(block, centres[c]);
    second = least(second, greatest(distance, verdict.nearest));
    const IntQuad number = IntQuad{} + static_cast<std::int32_t>(c);
    for (int q = 0; q < 4; ++q) {
      verdict.label.quads[q] = distance.quads[q] < verdict.nearest.quads[q] ? number : verdict.label.quads[q];
    }
    verdict.nearest = least(distance, verdict.nearest);
  }
  if (centres.size() > 1) {
    // sqrt(s) - sqrt(n) >= (s - n) / (2 sqrt(s)): one root for the block instead of two for each row.
    const float farthest = greatest_of(second);
    verdict.gap =
        farthest > 0 ? least_of(difference(second, verdict.nearest)) / (2 * std::sqrt(farthest)) : 0;
  }
  return verdict;
}

class Clustering {
 public:
  Clustering(std::span<const float> rows, const KMeansOptions& options)
      : rows_(rows),
        options_(options),
        count_(rows.size() / dimensions),
        blocks_((count_ + lanes - 1) / lanes) {
    for (std::size_t row = 0; row < blocks_.size() * lanes; ++row) {
      // The last block is filled up with copies of the last row, which nobody counts.
      const float* from = rows.data() + std::min(row, count_ - 1) * dimensions;
      for (std::size_t d = 0; d < dimensions; ++d) blocks_[row / lanes].x[d].set(row % lanes, from[d]);
    }
  }

  KMeansResult best_of_starts() {
    KMeansResult best;
    for (int start = 0; start < options_.starts; ++start) {
      SeededRandom random(options_.seed + static_cast<std::uint64_t>(start));
      centres_ = seeds(random);
      iterate();
      KMeansResult result = finished();
      if (best.centres.empty() || result.inertia < best.inertia * clearly_better) best = std::move(result);
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

  std::size_t rows_in(std::size_t block) const { return std::min(lanes, count_ - block * lanes); }

  /// k-means++: each further centre is a row drawn with a weight of its squared distance to the nearest
  /// centre so far.
  Centres seeds(SeededRandom& random) const {
    Centres centres = {row(static_cast<std::size_t>(random.below(count_)))};
    std::vector<Lanes> weights(blocks_.size(), Lanes::all(unbounded));
    for (std::size_t i = rows_in(blocks_.size() - 1); i < lanes; ++i) weights.back().set(i, 0);
    std::vector<double> block_weights(blocks_.size());
    while (centres.size() < static_cast<std::size_t>(options_.clusters)) {
      double total = 0;
      for (std::size_t b = 0; b < blocks_.size(); ++b) {
        weights[b] = least(weights[b], squared_distances(blocks_[b], centres.back()));
        block_weights[b] = static_cast<double>(sum_of(weights[b]));
        total += block_weights[b];
      }
      if (!(total > 0)) break;  // every row is a centre already
      centres.push_back(row(drawn(random.unit() * total, block_weights, weights)));
    }
    return centres;
  }

  /// The row at which the running sum of weights passes `at`.
  std::size_t drawn(double at, const std::vector<double>& block_weights,
                    const std::vector<Lanes>& weights) const {
    std::size_t block = 0;  // ends at the last with a weight when rounding makes `at` the very total
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      if (block_weights[b] > 0) block = b;
      if (at < block_weights[b]) break;
      at -= block_weights[b];
    }
    std::size_t found = block * lanes;
    for (std::size_t i = 0; i < rows_in(block); ++i) {
      const auto weight = static_cast<double>(weights[block][i]);
      if (!(weight > 0)) continue;
      found = block * lanes + i;
      if (at < weight) break;
      at -= weight;
    }
    return found;
  }

  /// Lloyd's iterations. A block is judged again only when the centres have moved, all in all, by more than
  /// its closest call: no row of it can have changed sides before. Sums follow the rows that do change. Both
  /// leave the result as it is and most work undone.
  void iterate() {
    labels_.assign(blocks_.size(), IntLanes::all(-1));
    sums_.assign(centres_.size(), {});
    sizes_.assign(centres_.size(), 0);
    std::vector<float> slack(blocks_.size(), -1);
    for (int iteration = 0; iteration < options_.max_iterations; ++iteration) {
      bool changed = false;
      for (std::size_t b = 0; b < blocks_.size(); ++b) {
        if (slack[b] > 0) continue;
        const Verdict verdict = judge(blocks_[b], centres_);
        slack[b] = verdict.gap - rounding_slack;
        if (same(verdict.label, labels_[b])) continue;
        relabel(b, verdict.label);
        changed = true;
      }
      if (!changed) return;
      const float moved = move_centres();
      for (float& left : slack) left -= 2 * moved;
    }
  }

  void relabel(std::size_t block, const IntLanes& labels) {
    for (std::size_t i = 0; i < rows_in(block); ++i) {
      const std::int32_t before = labels_[block][i];
      const std::int32_t after = labels[i];
      if (before == after) continue;
      count_row(block * lanes + i, static_cast<std::size_t>(after), 1);
      if (before >= 0) count_row(block * lanes + i, static_cast<std::size_t>(before), -1);
    }
    labels_[block] = labels;
  }

  void count_row(std::size_t index, std::size_t centre, int sign) {
    const float* values = rows_.data() + index * dimensions;
    for (std::size_t d = 0; d < dimensions; ++d) sums_[centre][d] += sign * static_cast<double>(values[d]);
    sizes_[centre] += sign;
  }

  /// Every centre to the mean of its rows; one that lost all its rows to the row farthest from its own
  /// centre. Returns how far the farthest went.
  float move_centres() {
    double farthest = 0;
    for (std::size_t c = 0; c < centres_.size(); ++c) {
      const KMeansCentre before = centres_[c];
      if (sizes_[c] == 0) {
        centres_[c] = row(farthest_row());
      } else {
        for (std::size_t d = 0; d < dimensions; ++d) {
          centres_[c][d] = static_cast<float>(sums_[c][d] / static_cast<double>(sizes_[c]));
        }
      }
      double square = 0;
      for (std::size_t d = 0; d < dimensions; ++d) {
        const auto step = static_cast<double>(centres_[c][d] - before[d]);
        square += step * step;
      }
      farthest = std::max(farthest, std::sqrt(square));
    }
    return static_cast<float>(farthest);
  }

  std::size_t farthest_row() const {
    std::size_t found = 0;
    float distance = -1;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const Verdict verdict = judge(blocks_[b], centres_);
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
      const Verdict verdict = judge(blocks_[b], centres_);
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
  std::vector<IntLanes> labels_;
  std::vector<std::array<double, dimensions>> sums_;
  std::vector<std::int64_t> sizes_;
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
