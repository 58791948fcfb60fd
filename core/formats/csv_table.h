#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/job.h"

namespace solopose {

/// A table of points: a header line names the columns, a joint's three are "<joint>_x", "<joint>_y",
/// "<joint>_z" (also
/// ".x", " X", ":x", "-x"); other columns are left aside. Separated by commas, semicolons or tabs.
struct CsvTable {
  std::vector<std::string> joints;  ///< in order of appearance
  std::vector<float> positions;     ///< (rows, joints, 3); an empty cell is NaN
};

/// @throws FormatError.
CsvTable read_csv_table(const std::filesystem::path& file, const JobContext& context);

}  // namespace solopose
