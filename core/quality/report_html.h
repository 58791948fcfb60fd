#pragma once

#include <string>

#include "core/base/job.h"
#include "core/quality/analysis.h"

namespace solopose {

struct Catalog;
class Project;

// Private to core/quality: see report.h.

/// @throws Error naming a pose file, Cancelled.
std::string quality_page(const Project& project, const Catalog& catalog, const QualityReport& report,
                         const JobContext& context);

/// Text as it may stand in a page, between quotes, too. A mark that would turn the direction of writing
/// becomes the sign for an unknown letter.
std::string html_text(std::string_view text);

}  // namespace solopose
