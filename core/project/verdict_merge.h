#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/project/ids.h"

namespace solopose {

class Project;

struct VerdictMerge {
  std::vector<VerdictId> added;       ///< their ids here
  std::int64_t already_here = 0;      ///< hidden ones too: what was taken back here stays so
  std::vector<std::string> left_out;  ///< one line for each sequence that has no place here, for people
};

/// Bring the active verdicts of another project over, by the names of their sequences, each with its reviewer
/// and time: two reviewers' copies of one project become one. Merging again adds nothing. The other project
/// is only read. @throws Error when it cannot be.
VerdictMerge merge_verdicts(Project& project, const std::filesystem::path& other_folder);

}  // namespace solopose
