#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/job.h"

namespace solopose {

struct CheckFinding {
  enum class Kind {
    damage,  ///< something of the project is lost or wrong
    note     ///< worth knowing: a video that is gone, a file that no import lists
  };
  Kind kind = Kind::damage;
  std::string where;   ///< "project.sqlite", "poses/3.h5", "dataset Walks"
  std::string what;    ///< a sentence without a full stop
  std::string advice;  ///< what can be rescued and how; may be empty
};

struct CheckReport {
  std::int64_t imports = 0;  ///< removed ones too
  std::int64_t sequences = 0;
  std::int64_t pose_files = 0;   ///< that were read whole
  std::uint64_t pose_bytes = 0;  ///< of these
  std::vector<CheckFinding> findings;

  bool whole() const;  ///< no damage
};

/// Verify everything of a project: the database's structure and contents, every pose file's presence,
/// checksums and shapes; look for files that no import lists, and for videos and sources that are gone. Works
/// on a damaged project and changes nothing. @throws Error when there is nothing of a project in the folder;
/// Cancelled.
CheckReport check_project(const std::filesystem::path& folder, const JobContext& context);

}  // namespace solopose
