#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/csv_records.h"

namespace solopose {

/// What a table's columns hold, by its header.
struct CsvColumns {
  enum Role : int { aside = -1, time = -2, sequence = -3, number = -4 };

  std::vector<std::string> joints;             ///< in order of appearance
  std::optional<double> millimetres_per_unit;  ///< where the columns' names say it
  std::vector<int> target;                     ///< per column: 3 * joint + axis, or a Role
  double seconds_per_time = 1;                 ///< 0.001 where the time column is in milliseconds
  bool sure_of_time = true;           ///< false for a time column of a name that may mean something else
  std::vector<std::string> not_read;  ///< names of the columns that are left aside

  bool has(Role role) const;
};

/// Where a table's header begins and what separates its cells. Before it may stand a spreadsheet's "sep=;"
/// and comments; the header may be a comment itself, as numpy.savetxt writes it.
struct CsvStart {
  std::size_t header = 0;
  char separator = ',';
};
CsvStart csv_start(std::string_view text);

/// @throws FormatError through `records`, which has just read these cells, when they name no joint's three
/// coordinates, name one twice or mix units.
CsvColumns csv_columns(const std::vector<std::string_view>& cells, const CsvRecords& records);

}  // namespace solopose
