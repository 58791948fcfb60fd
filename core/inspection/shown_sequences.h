#pragma once

#include <set>
#include <vector>

#include "core/project/catalog.h"

namespace solopose {

enum class ShownSet {
  all,     ///< some of every dataset
  take,    ///< the synchronised views of the cursor's take
  cursor,  ///< the cursor's sequence alone
};

/// At most this many skeletons at once: more can neither be told apart nor drawn in time without a graphics
/// card.
inline constexpr std::size_t most_skeletons = 60;

struct ShownSequences {
  std::vector<std::size_t> indices;  ///< into Catalog::sequences, ascending
  std::size_t available = 0;         ///< how many the set has without the limit
};

/// Which sequences to show. Beyond `most` every dataset gives an equal share where it has one, evenly spaced
/// over its sequences; the cursor's is always among them. Sequences of hidden datasets are left out, and
/// those that an alignment could not place.
ShownSequences choose_shown(const Catalog& catalog, ShownSet set, SequenceId cursor,
                            const std::set<DatasetId>& hidden, std::size_t most = most_skeletons);

}  // namespace solopose
