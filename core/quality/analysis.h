#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/quality/finding.h"
#include "core/quality/quality_options.h"

namespace solopose {

struct Catalog;
class Project;

/// How one detector's scores are spread: for a histogram behind its threshold. Counts frames with a score;
/// those below or above the range are in the first and the last bin.
struct ScoreHistogram {
  static constexpr std::size_t bins = 50;
  float low = 0;
  float high = 0;  ///< two and a half times the default threshold
  std::vector<std::int64_t> counts;
};

/// What was found in one sequence.
struct SequenceQuality {
  SequenceId sequence = 0;
  std::int64_t frames = 0;
  std::int64_t frames_doubted = 0;  ///< by any detector
  std::int64_t joints_missing = 0;  ///< of those that the sequence has elsewhere
  std::vector<float> worst;         ///< per detector, in the order of detectors(); NaN = it could say nothing
};

struct QualityReport {
  std::vector<float> thresholds;           ///< per detector
  std::vector<ScoreHistogram> histograms;  ///< per detector
  std::vector<SequenceQuality> sequences;  ///< in the catalog's order
  std::vector<Finding> findings;           ///< by sequence (catalog's order), then event_order.h
};

/// Scores every sequence in use of the catalog, rejected frames as well: what was said of them is to be seen.
/// Streams: a piece of a take per core in memory, each frame read twice at most (the first time for what is
/// usual in the project).
/// @throws Error naming a detector that does not exist or a pose file, Cancelled.
QualityReport analyse_quality(const Project& project, const Catalog& catalog, const QualityOptions& options,
                              const JobContext& context);

}  // namespace solopose
