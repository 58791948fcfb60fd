#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/base/job.h"
#include "core/files/text_scanner.h"
#include "core/formats/row_times.h"

namespace solopose {

/// The text before the up axis in the first line of a TRC that the studio writes, in cells of its own:
/// "UpAxis", "z" or three numbers. No other cells are free: the first line is the only one that other
/// programs skip.
inline constexpr std::string_view trc_up_axis = "UpAxis";

struct TrcFile {
  std::optional<Eigen::Vector3d> up;  ///< where the studio wrote it
  double data_rate = 0;               ///< frames a second; 0 = unknown
  std::int64_t declared_frames = 0;   ///< the header's counts; rows and names decide
  std::int64_t declared_markers = 0;
  std::string units;
  std::vector<std::string> markers;
  std::vector<float> positions;  ///< (rows, markers, 3), the file's unit and axes; NaN = missing
  RowTimes times;                ///< of the rows
  double first_frame = 0;        ///< Frame# of the first row; NaN where its cell is empty
  int time_decimals = 0;         ///< with which the Time column is written
  std::int64_t points_at_origin = 0;
  bool last_row_cut = false;  ///< the file ended within a row, which was dropped

  std::int64_t rows() const { return static_cast<std::int64_t>(times.rows()); }
};

/// The header alone: neither positions nor times. @throws FormatError.
TrcFile parse_trc_header(TextScanner& text);

/// Cells are separated by tabs; in files of some programs by commas or blanks. @throws FormatError.
TrcFile parse_trc(TextScanner& text, const JobContext& context);

}  // namespace solopose
