#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <QString>

#include "core/project/catalog.h"

namespace solopose {

/// Finds sequences by words in their name or action, ignoring case. The folded texts are made at the first
/// search, in one block, so that each key press after it is one pass over memory.
class SequenceSearch {
 public:
  explicit SequenceSearch(std::shared_ptr<const Catalog> catalog);

  /// Ascending indices into Catalog::sequences of those that hold every word; all of them when there is no
  /// word.
  std::vector<std::uint32_t> find(const QString& text);
  /// Datasets whose own name holds every word.
  std::vector<int> findDatasets(const QString& text) const;

 private:
  void prepare();

  std::shared_ptr<const Catalog> catalog_;
  bool prepared_ = false;
  std::string texts_;
  std::vector<std::size_t> starts_;  ///< per sequence, and the end
};

}  // namespace solopose
