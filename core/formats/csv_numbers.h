#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace solopose {

/// The number in a table's cell, with a decimal point or a decimal comma; NaN for what spreadsheets, R and
/// Python write where there is none; nullopt for any other text.
std::optional<double> csv_number(std::string_view cell);

/// Tells commas or points that part thousands, as spreadsheets show numbers ("1,234", and "987" beside it),
/// from decimal ones: in every cell that has one it stands before three digits, and all other cells are whole
/// numbers below 1000. Zeros are no such cells: they stand for missing values in tables of any kind.
class ThousandsMarks {
 public:
  /// A cell with a number. True for the first one with a mark.
  bool add(std::string_view cell);

  /// A cell may still show that they are there.
  bool possible() const { return possible_; }
  bool found() const { return possible_ && !marked_.empty() && !plain_.empty(); }
  const std::string& marked() const { return marked_; }  ///< the first cell with a mark
  const std::string& plain() const { return plain_; }    ///< the first without, and not 0

 private:
  bool possible_ = true;
  std::string marked_;
  std::string plain_;
};

}  // namespace solopose
