#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/base/job.h"
#include "core/files/csv_text.h"
#include "core/quality/analysis.h"

namespace solopose {

struct Catalog;
class Project;

/// What an analysis found, for people and programs. `catalog` is the one that was analysed, its verdicts
/// those that count now.

/// [{sequence, first_frame, last_frame, joints, detector, score, threshold, unit, worst_frame, reason,
/// verdict}] in the report's order; frames from 0, both ends included; joints empty = the whole body; verdict
/// null while nobody has judged, else {verdict, reviewer, note, tags, at}.
nlohmann::ordered_json findings_as_json(const QualityReport& report, const Catalog& catalog);

/// The endings write_quality_report knows.
inline constexpr const char* quality_report_endings[] = {".html", ".csv", ".json"};

/// Write a report of the kind its ending names. An HTML page needs nothing beside it: the detectors'
/// histograms and the sequences in short, the worst findings of each detector with a picture of the pose. A
/// CSV has a row a finding. Replaces a file that is there: guard it first (output_guard.h).
/// @throws Error for another ending or where it cannot be written, Cancelled.
void write_quality_report(const std::filesystem::path& out, const Project& project, const Catalog& catalog,
                          const QualityReport& report, CsvTexts texts, const JobContext& context);

}  // namespace solopose
