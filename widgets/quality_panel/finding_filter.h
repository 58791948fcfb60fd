#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QString>

#include "widgets/quality_panel/finding_row.h"

namespace solopose {

/// Which findings are listed.
struct FindingFilter {
  QString text;                           ///< every word of it must be found
  std::optional<int> detector = {};       ///< index into detectors()
  std::optional<DatasetId> dataset = {};  ///< without: of all
  std::optional<FindingState> state = {};
  bool contested = false;  ///< only those over which reviewers disagree

  bool operator==(const FindingFilter&) const = default;
};

/// A filter made ready for many rows.
class FindingMatcher {
 public:
  explicit FindingMatcher(const FindingFilter& filter);

  bool matches(const FindingRow& row, FindingState state) const;

 private:
  FindingFilter filter_;
  std::vector<std::string> words_;
};

}  // namespace solopose
