#include "widgets/quality_panel/finding_filter.h"

#include <algorithm>

#include <QStringList>

namespace solopose {

FindingMatcher::FindingMatcher(const FindingFilter& filter) : filter_(filter) {
  for (const QString& word : filter.text.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts))
    words_.push_back(word.toStdString());
}

bool FindingMatcher::matches(const FindingRow& row, FindingState state) const {
  if (filter_.detector && *filter_.detector != row.detector) return false;
  if (filter_.dataset && *filter_.dataset != row.dataset) return false;
  if (filter_.state && *filter_.state != state) return false;
  return std::ranges::all_of(
      words_, [&](const std::string& word) { return row.search.find(word) != std::string::npos; });
}

}  // namespace solopose
