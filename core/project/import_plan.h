#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/project/import.h"

namespace solopose {

/// What one format's files would bring into a project.
struct PlannedDataset {
  std::string format;  ///< Reader::name
  std::string name;    ///< of the dataset
  std::int64_t files = 0;
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  std::set<std::string> subjects;
  std::set<std::string> actions;
  std::set<std::string> takes;  ///< "subject/take"
  std::set<std::string> views;
  std::set<double> rates;     ///< frames a second; 0 = unknown
  std::set<std::string> ups;  ///< up axes, "y" and so on; of cameras the nearest; "" = unknown
  /// Standing heights of the smallest and the tallest body in the unit that was taken, 0 = not to be
  /// measured: what a wrong unit shows in.
  double smallest_mm = 0;
  double tallest_mm = 0;
  std::int64_t calibrated = 0;  ///< sequences with at least one camera
  std::set<std::string> videos;
  std::set<std::string> missing_videos;  ///< those that are not there
  std::vector<ProblemRecord> problems;   ///< files left out, and remarks: what was guessed, and why
  std::vector<std::string> already_present;
};

/// What an import would do. Nothing is written.
struct ImportPlan {
  std::vector<PlannedDataset> datasets;  ///< in the order of readers()
  std::vector<FoundFiles::Unusable> unusable;
  std::vector<UnreadFiles> unread;  ///< but for the videos of what is planned

  std::int64_t sequences() const;
  /// Files that would not arrive, each with its reason.
  std::int64_t left_out() const;
};

/// Find subjects, actions, takes and views in files and folders, a dataset's root for instance, by reading
/// them all. `options.format` empty: every format that is recognised. `project`: where it would go, for what
/// is there already; may be nullptr. @throws Error for a path that does not exist, Cancelled.
ImportPlan plan_import(const Project* project, const ImportOptions& options, const JobContext& context);

/// Import what plan_import lists: a report for each format. @throws as import_files.
std::vector<ImportReport> import_all(Project& project, const ImportOptions& options,
                                     const JobContext& context);

}  // namespace solopose
