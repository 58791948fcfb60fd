#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/project/ids.h"
#include "core/project/verdict_rule.h"
#include "core/quality/finding.h"

namespace solopose {

struct Catalog;

/// A finding with what the list sorts and filters by.
struct FindingRow {
  Finding finding;
  int detector = 0;  ///< index into detectors(), one past the last when it is none of them
  int place = 0;     ///< of its sequence in the catalog
  DatasetId dataset = 0;
  std::string search;         ///< all its texts in folded case, UTF-8
  std::size_t reason_at = 0;  ///< where in them its reason begins, the last of them

  std::string_view folded_reason() const { return std::string_view(search).substr(reason_at); }
};

/// In the order of the findings. Findings of sequences that the catalog has not are left out. Slow for many:
/// it puts every text together.
std::vector<FindingRow> finding_rows(std::vector<Finding> findings, const Catalog& catalog);

/// Sorted as an analysis lists them: by sequence, first frame, detector.
bool comes_before(const FindingRow& a, const FindingRow& b);

}  // namespace solopose
