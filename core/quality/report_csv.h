#pragma once

#include <string>

#include "core/files/csv_text.h"
#include "core/quality/analysis.h"

namespace solopose {

struct Catalog;

// Private to core/quality: see report.h.

std::string findings_as_csv(const QualityReport& report, const Catalog& catalog, CsvTexts texts);

}  // namespace solopose
