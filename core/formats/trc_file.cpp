#include "core/formats/trc_file.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/letter_search.h"
#include "core/files/plain_decimal.h"

namespace solopose {
namespace {

using Cells = std::vector<std::string_view>;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t leading_cells = 2;  // Frame# and Time

std::string_view trimmed(std::string_view cell) {
  while (cell.starts_with(' ')) cell.remove_prefix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  // Spreadsheets may have quoted it.
  return cell.size() > 1 && cell.starts_with('"') && cell.ends_with('"') ? cell.substr(1, cell.size() - 2)
                                                                         : cell;
}

bool only_separators(std::string_view line) {
  return line.find_first_not_of(", \t") == std::string_view::npos;
}

char separator_of(std::string_view line) {
  for (const char separator : {'\t', ','}) {
    if (line.find(separator) != std::string_view::npos) return separator;
  }
  return ' ';
}

void split(std::string_view line, Cells& cells) {
  cells.clear();
  const char separator = separator_of(line);
  if (separator == ' ') line = trimmed(line);
  while (true) {
    const std::size_t end = find_any(line, 0, separator, separator, separator);
    cells.push_back(trimmed(line.substr(0, end)));
    if (end == line.size()) return;
    line.remove_prefix(end + 1);
    if (separator == ' ') line = trimmed(line);
  }
}

/// The next line that holds anything.
Cells next_cells(TextScanner& text) {
  std::string_view line;
  while (only_separators(line) && text.remaining() > 0) line = text.raw_line();
  Cells cells;
  split(line, cells);
  return cells;
}

/// The value below a name in the header's second and third lines.
std::string_view header_cell(const TextScanner& text, const Cells& names, const Cells& values,
                             std::string_view field) {
  const auto at = std::find(names.begin(), names.end(), field);
  if (at == names.end())
    text.fail_saying(field, fmt::format("{} among the header's names", field), "other names");
  const auto column = static_cast<std::size_t>(at - names.begin());
  if (column >= values.size() || values[column].empty()) text.fail_saying(field, "a value", "an empty cell");
  return values[column];
}

double header_number(const TextScanner& text, const Cells& names, const Cells& values,
                     std::string_view field) {
  const std::string_view cell = header_cell(text, names, values, field);
  const auto value = number_in(cell);
  if (!value || !(*value >= 0 && *value < 1e9)) text.fail(field, "a number from 0 to 1e9", cell);
  return *value;
}

std::optional<Eigen::Vector3d> up_axis(const Cells& first_line) {
  const auto at = std::ranges::find(first_line, trc_up_axis);
  if (first_line.end() - at < 4) return std::nullopt;
  Eigen::Vector3d up;
  for (int axis = 0; axis < 3; ++axis) up[axis] = number_in(at[1 + axis]).value_or(std::nan(""));
  if (!up.allFinite() || !(up.norm() > 1e-6 && up.norm() < 1e6)) return std::nullopt;
  return up.normalized();
}

/// Names stand above the first of a marker's three columns, or, with some writers, one beside the other.
std::vector<std::string> marker_names(const TextScanner& text, const Cells& cells, std::int64_t declared) {
  std::vector<std::string> names;
  bool above_columns = true;
  for (std::size_t c = leading_cells; c < cells.size(); ++c) {
    if (cells[c].empty()) continue;
    above_columns = above_columns && c == leading_cells + names.size() * 3;
    names.push_back(printable(cells[c]));
  }
  if (names.empty()) text.fail_saying("marker names", "at least one", "an empty line");
  const bool side_by_side = cells.size() >= leading_cells + names.size() && !cells[leading_cells].empty() &&
                            std::cmp_equal(names.size(), declared);
  if (!above_columns && !side_by_side) {
    text.fail_saying("marker names", fmt::format("{} of them, or one above every third column", declared),
                     fmt::format("{}", names.size()));
  }
  return names;
}

}  // namespace

TrcFile parse_trc_header(TextScanner& text) {
  TrcFile file;
  const Cells first = next_cells(text);
  if (!first.front().starts_with("PathFileType")) text.fail("PathFileType", "PathFileType", first.front());
  file.up = up_axis(first);
  const Cells names = next_cells(text);
  const Cells values = next_cells(text);
  file.data_rate = header_number(text, names, values, "DataRate");
  file.declared_frames = static_cast<std::int64_t>(header_number(text, names, values, "NumFrames"));
  file.declared_markers = static_cast<std::int64_t>(header_number(text, names, values, "NumMarkers"));
  file.units = std::string(header_cell(text, names, values, "Units"));
  const Cells columns = next_cells(text);
  if (columns.front() != "Frame#" && columns.front() != "Frame")
    text.fail("Frame#", "Frame#", columns.front());
  file.markers = marker_names(text, columns, file.declared_markers);
  const Cells axes = next_cells(text);
  const auto x = std::ranges::find_if(axes, [](std::string_view cell) { return !cell.empty(); });
  if (x == axes.end() || !x->starts_with('X')) {
    constexpr std::string_view axis_names = "a line of X1, Y1, Z1, …";
    if (x == axes.end()) text.fail_saying("X1 Y1 Z1", axis_names, "nothing");
    text.fail("X1 Y1 Z1", axis_names, *x);
  }
  return file;
}

namespace {

/// Reads rows of a frame number, a time and three cells a marker; any of them may be empty, and a writer may
/// leave out those at the end. A row that the end of the file cuts is dropped: its last number may be cut,
/// too.
class RowReader {
 public:
  RowReader(TextScanner& text, TrcFile& file)
      : text_(text), file_(file), width_(file.markers.size() * 3), numbers_(leading_cells + width_) {
    const auto declared = static_cast<std::size_t>(file.declared_frames);
    // As many as are declared, but no more than there can be: a cell has a number and a separator.
    file.positions.reserve(std::min(declared, text.size() / 2 / numbers_.size()) * width_);
  }

  /// The next line, whatever it is.
  void read() {
    if (text_.plain_line(separator_, numbers_)) return keep();
    const std::string_view line = text_.raw_line();
    if (only_separators(line)) return;  // spreadsheets leave such
    separator_ = separator_of(line);
    read(line);
  }

 private:
  void read(std::string_view line) {
    split(line, cells_);
    while (cells_.size() > numbers_.size() && cells_.back().empty()) cells_.pop_back();
    if (cells_.size() > numbers_.size()) {
      text_.fail_saying("row", fmt::format("{} cells", numbers_.size()), fmt::format("{}", cells_.size()));
    }
    if (is_cut()) {
      file_.last_row_cut = true;
      return;
    }
    for (std::size_t c = 0; c < numbers_.size(); ++c) {
      const bool is_there = c < cells_.size();
      numbers_[c] = {is_there ? number(c) : std::nan(""), is_there && c == 1 ? decimals_in(cells_[c]) : 0,
                     false};
    }
    keep();
  }

  /// The first row is not dropped: without it nothing is left.
  bool is_cut() const {
    if (text_.line_was_ended() || file_.rows() == 0) return false;
    if (cells_.size() < numbers_.size()) return true;
    const std::string_view last = cells_.back();
    const bool half_a_point = last.empty() && !cells_[cells_.size() - 2].empty();
    if (half_a_point || (!last.empty() && !number_in(last))) return true;
    Cells written(cells_.begin() + leading_cells, cells_.end());
    std::erase(written, "");
    return !last.empty() && is_last_cut(written);
  }

  double number(std::size_t column) const {
    const std::string_view cell = cells_[column];
    double plain = 0;
    if (plain_decimal(cell, plain)) return plain;
    if (cell.empty()) return std::nan("");
    const auto value = number_in(cell);
    if (!value) {
      text_.fail(column == 0   ? "Frame#"
                 : column == 1 ? "Time"
                               : "coordinates",
                 "a number or an empty cell", cell);
    }
    return *value;
  }

  void keep() {
    if (file_.rows() == 0) file_.first_frame = numbers_[0].value;
    file_.times.add(numbers_[0].value, numbers_[1].value);
    file_.time_decimals = std::max(file_.time_decimals, numbers_[1].decimals);
    const std::size_t had = file_.positions.size();
    file_.positions.resize(had + width_);
    float* const positions = file_.positions.data() + had;
    for (std::size_t c = 0; c < width_; c += 3) {
      const PlainCell* const point = numbers_.data() + leading_cells + c;
      for (std::size_t axis = 0; axis < 3; ++axis)
        positions[c + axis] = static_cast<float>(point[axis].value);
      if (point[0].value == 0 && point[1].value == 0 && point[2].value == 0) ++file_.points_at_origin;
    }
  }

  TextScanner& text_;
  TrcFile& file_;
  std::size_t width_;
  char separator_ = '\t';  ///< of the row read last
  std::vector<PlainCell> numbers_;
  Cells cells_;
};

}  // namespace

TrcFile parse_trc(TextScanner& text, const JobContext& context) {
  TrcFile file = parse_trc_header(text);
  RowReader reader(text, file);
  for (std::int64_t lines = 0; text.remaining() > 0; ++lines) {
    if (lines % 1024 == 0) context.throw_if_stopped();
    reader.read();
    // A whole row has a separator for each of its values; rows much shorter than the header could ask for any
    // memory.
    if (file.positions.size() > text.size())
      text.fail("row", fmt::format("{} cells", leading_cells + file.markers.size() * 3), text.last_line());
  }
  return file;
}

}  // namespace solopose
