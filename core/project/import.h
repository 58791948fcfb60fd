#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/formats/file_search.h"
#include "core/project/problem.h"

namespace solopose {

class Project;

struct ImportOptions {
  std::string format;                        ///< Reader::name
  std::vector<std::filesystem::path> paths;  ///< files and folders
  std::string dataset;  ///< empty = the reader's title; an existing name adds to that dataset
  ReadOptions read;
};

struct ImportReport {
  ImportId import = 0;  ///< 0 when nothing arrived; then the project is as it was
  DatasetId dataset = 0;
  std::int64_t files = 0;  ///< files read whole
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  std::vector<ProblemRecord> problems;  ///< bad files (skipped) and remarks
  std::vector<UnreadFiles> unread;      ///< what the folders held beside
  std::vector<std::string>
      already_present;  ///< files whose bytes an active import has brought before; left out
};

/// Read files into the project. A bad file is listed and skipped, the others arrive. Cancelled or failed, the
/// project is as it was.
/// @throws Error (nothing imported at all: unknown format, missing path, disk full), Cancelled.
ImportReport import_files(Project& project, const ImportOptions& options, const JobContext& context);

/// The same for files that were found before; ImportOptions::paths is only what is written down to read
/// again.
ImportReport import_found(Project& project, const ImportOptions& options, FoundFiles found,
                          const JobContext& context);

/// Read a dataset's sources again into new imports that stay inactive; activate them with
/// Project::replace_imports. Tracks keep their names and key-frame overrides. What is set in `corrected` wins
/// over the options of the first time. A file that is not there any more is listed as left out.
/// @throws Error when a source is gone or some of it never was a file, as predicted poses; Cancelled.
std::vector<ImportId> reimport_dataset(Project& project, DatasetId dataset, const JobContext& context,
                                       const ReadOptions& corrected = {});

}  // namespace solopose
