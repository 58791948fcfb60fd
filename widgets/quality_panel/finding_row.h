#pragma once

#include <string>
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
  std::string search;  ///< all its texts in folded case, UTF-8
};

/// In the order of the findings. Findings of sequences that the catalog has not are left out. Slow for many:
/// it puts every text together.
std::vector<FindingRow> finding_rows(std::vector<Finding> findings, const Catalog& catalog);

/// Rows in place of those of one detector. `rows` and `fresh` stand as an analysis lists them, by sequence
/// and event_order.h, and so does the result.
std::vector<FindingRow> replaced(std::vector<FindingRow> rows, int detector, std::vector<FindingRow> fresh,
                                 const Catalog& catalog);

}  // namespace solopose
