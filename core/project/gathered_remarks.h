#pragma once

#include <vector>

#include "core/project/problem.h"

namespace solopose {

/// Remarks that say the same of several files become one that names the files and lies in their common
/// folder. Guesses (they name the option that overrides them) are the same when they differ in numbers only:
/// the one remark has the range. What was left out stays as it is. In the order of first appearance.
std::vector<ProblemRecord> gathered_remarks(std::vector<ProblemRecord> problems);

}  // namespace solopose
