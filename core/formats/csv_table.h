#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"

namespace solopose {

/// A table of points: a header line names the columns, a joint's three are "<joint>_x", "<joint>_y",
/// "<joint>_z" (also
/// ".x", " X", ":x", "-x"), all with the unit behind ("_mm", "_cm", "_m") or none. A column "time" or
/// "time_s" tells the rate; where there is a column "sequence", as the studio exports it, rows of one name
/// are one track. Other columns are left aside. Separated by commas, semicolons or tabs; cells may be quoted.
struct CsvTable {
  struct Track {
    std::string name;              ///< empty without a column "sequence"
    double frames_per_second = 0;  ///< 0 = unknown
    std::vector<float> positions;  ///< (rows, joints, 3); an empty cell is NaN
  };
  std::vector<std::string> joints;  ///< in order of appearance
  std::optional<double> millimetres_per_unit;
  std::vector<Track> tracks;  ///< at least one, each with a row
};

/// @throws FormatError.
CsvTable read_csv_table(const std::filesystem::path& file, const JobContext& context);

}  // namespace solopose
