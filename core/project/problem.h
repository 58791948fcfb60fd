#pragma once

#include <string>

#include "core/project/ids.h"

namespace solopose {

/// Something an import could not take, or took with a remark. Kept with its dataset.
struct ProblemRecord {
  DatasetId dataset = 0;
  ImportId import = 0;
  std::string file;
  std::string message;
  bool skipped = false;  ///< the file was left out; otherwise a remark

  bool operator==(const ProblemRecord&) const = default;
};

}  // namespace solopose
