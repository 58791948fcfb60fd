#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// A table of points: a header line names the columns, a joint's three are "<joint>_x", "<joint>_y",
/// "<joint>_z" (also ".x", " X", ":x", "-x"), all with the unit behind ("_mm", "_cm", "_m") or none. Columns
/// "frame" (or pandas' nameless index) and "time" or "time_s" tell rows that were lost, and the rate; where
/// there is a column "sequence", as the studio exports it, rows of one name are one track, wherever they
/// stand. Other columns are left aside. Separated by commas, semicolons or tabs; cells may be quoted
/// (csv_records.h). Where the separator is no comma, numbers may have a decimal comma.
struct CsvTable {
  struct Track {
    std::string name;              ///< empty without a column "sequence"
    double frames_per_second = 0;  ///< 0 = unknown
    std::vector<float> positions;  ///< (frames, joints, 3); an empty cell and a lost row are NaN
  };
  std::vector<std::string> joints;  ///< in order of appearance
  std::optional<double> millimetres_per_unit;
  std::vector<Track> tracks;  ///< at least one, each with a row, in order of appearance
};

/// The joints that the header names, without the rows. @throws as read_csv_table.
std::vector<std::string> read_csv_joints(const std::filesystem::path& file, const JobContext& context);

/// Rows without anything in them are no frames. They count where nothing else tells the time: then they are
/// frames in which everything is missing, save those at the end, which spreadsheets add. @throws FormatError;
/// Cancelled.
CsvTable read_csv_table(const std::filesystem::path& file, const RemarkSink& remark,
                        const JobContext& context);

}  // namespace solopose
