#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace solopose {

struct PlainCell {
  double value;    ///< NaN: the cell is empty
  int decimals;    ///< with which it is written, as decimals_in counts them
  bool has_power;  ///< of ten
};

/// Reads a table's row from `begin` on whose cells are all empty or numbers of a sign, digits, a point and a
/// power of ten, with one separator between them, as programs write them: what almost every row of a table
/// is. The numbers are those that from_chars finds. Returns where its line ends. Npos, and cells that hold
/// anything, for every other row, to be read cell by cell: of another number of cells (but empty ones may
/// follow), of blanks, words or quotes, of nothing at all, without a line end, or close to the text's end.
std::size_t plain_row(std::string_view text, std::size_t begin, char separator, std::span<PlainCell> cells);

}  // namespace solopose
