#pragma once

#include <string>
#include <vector>

namespace solopose {

/// Columns for people: the first to the left, the others, which hold numbers, to the right.
class Table {
 public:
  explicit Table(std::vector<std::string> heads) { add(std::move(heads)); }
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  /// Text across all columns.
  void add_line(std::string text) { rows_.push_back({std::move(text)}); }
  /// One line a row.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace solopose
