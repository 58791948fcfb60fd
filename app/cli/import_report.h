#pragma once

#include <span>
#include <string>

#include "app/cli/console.h"
#include "core/project/import.h"

namespace solopose {

// What an import has to say.

/// [{"file", "message", "skipped"}]
Json problems_as_json(std::span<const ProblemRecord> problems);
/// A line for each remark. What was left out or not read is in the log, on stderr, since it happened.
std::string remarks_as_text(std::span<const ProblemRecord> problems);

Json unread_as_json(std::span<const UnreadFiles> unread);

Json report_as_json(const ImportReport& report, const std::string& dataset);
std::string report_as_text(const ImportReport& report, const std::string& dataset);

}  // namespace solopose
