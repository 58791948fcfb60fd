#pragma once

#include <compare>

#include "widgets/quality_panel/finding_row.h"

namespace solopose {

/// By what a column of the list sorts; findings that are equal in it keep the order of the list.
struct FindingKey {
  const char* words = "";  ///< of reasons: those of a kind stand together
  unsigned long joints = 0;
  double number = 0;
};

std::weak_ordering operator<=>(const FindingKey& a, const FindingKey& b);

/// `column`: a FindingsModel::Column.
FindingKey key_of(const FindingRow& row, FindingState state, int column);

}  // namespace solopose
